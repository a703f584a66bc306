import { useEffect, useMemo, useState } from 'react';
import { formatCount, formatPercent, formatValue } from '../plots/format';
import { PCA_REACHES, PcaMap, type PcaMark, type PcaReach, PcaShape } from '../plots/pca-map';
import {
  middleOf,
  nearestGroup,
  type Point,
  projectRows,
  shareNearOwn,
} from '../plots/pca-projection';
import type { CorpusMap } from '../shared/corpus';
import { kindNames } from '../state/game-library-search';
import { useLab } from '../state/lab-context';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { latentLanes } from '../state/latent-view';
import { useMeasurements } from '../state/measurements-context';
import { linkedModels } from '../state/settings-link';
import { viewOf } from '../state/view-choice';
import type { Words } from '../words/words';
import { Choice } from './choice';
import { Figure } from './figure';
import { MessageDistances } from './message-distances';
import { named } from './named';
import { type ShownLatent, useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

/** A task type as it is called on screen; one that is not known keeps its name. */
const taskName = (words: Words, task: string): string => named(kindNames(words).tasks, task);

/** The messages of other games, by task type in the order of their names. */
function groupsOf({ games }: CorpusMap): ReadonlyMap<string, readonly Point[]> {
  const groups = new Map<string, Point[]>();
  for (const task of [...new Set(games.map((game) => game.task))].toSorted()) groups.set(task, []);
  for (const { task, mean } of games) groups.get(task)?.push(mean);
  return groups;
}

function Source({ corpus }: { corpus: CorpusMap }) {
  const { map } = useWords().message;
  const live = useLab((state) => state.run.trace?.source.models);
  const other = live?.sender !== undefined && !corpus.models.includes(live.sender);
  return (
    <div className="source">
      <p>
        {map.source(
          formatCount(corpus.messages),
          formatCount(corpus.rows),
          corpus.sender.slice(0, 8),
        )}
      </p>
      {other && <p className="other-models">{map.otherModels}</p>}
    </div>
  );
}

function Drawn({ shown, corpus }: { shown: ShownLatent; corpus: CorpusMap }) {
  const words = useWords();
  const { map: say } = words.message;
  const named = useNamedLanes();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [reach, setReach] = useState<PcaReach>('games');
  const groups = useMemo(() => groupsOf(corpus), [corpus]);
  const marks = useMemo(
    () =>
      latentLanes(named.map(({ lane }) => lane)).flatMap((place): PcaMark[] => {
        const found = named[place];
        const { message, settings } = found?.lane ?? {};
        if (found === undefined || !message?.latents || settings === undefined) return [];
        const point = middleOf(projectRows(message.latents, message.dim, corpus));
        const disturbed = isPerturbed(settings);
        return point === null ? [] : [{ name: found.name, point, disturbed }];
      }),
    [named, corpus],
  );
  const path = useMemo(() => projectRows(shown.latents, shown.dim, corpus), [shown, corpus]);
  const own = marks.find(({ name }) => name === shown.name);
  const nearest = own === undefined ? null : nearestGroup(own.point, groups);
  const near = useMemo(() => shareNearOwn(groups), [groups]);
  const [first, second] = corpus.explained;
  const names = marks.map(({ name }) => name).join(', ');
  const drawn = [...groups].map(([key, points]) => ({ key, name: taskName(words, key), points }));
  const { columns } = say;
  const describe = ([x, y]: Point): [string, string] => [formatValue(x), formatValue(y)];
  const fits = corpus.mean.length === shown.dim;
  return (
    <Figure
      title={say.title}
      definition="map"
      subtitle={say.subtitle(formatCount(corpus.games.length))}
      sentence={words.language.sentences([
        !fits || own === undefined || nearest === null
          ? ''
          : say.sentence(own.name, taskName(words, nearest)),
        !fits || near === null ? '' : say.nearOwn(formatPercent(near)),
        fits ? say.explained(formatPercent(first + second)) : '',
      ])}
      source={<Source corpus={corpus} />}
      table={{
        columns: [columns.what, columns.games, columns.x, columns.y],
        rows: [
          ...marks.map(({ name, point }) => [name, '', ...describe(point)]),
          ...drawn.map(({ name, points }) => [
            name,
            points.length,
            ...describe(middleOf(points) ?? [0, 0]),
          ]),
        ],
      }}
    >
      {fits ? (
        <>
          <Choice
            legend={say.range}
            hideLegend
            options={PCA_REACHES.map((value) => ({ value, label: say.ranges[value] }))}
            value={reach}
            onChange={setReach}
          />
          <div ref={frame} data-channel="latent">
            {width > 0 && (
              <PcaMap
                width={width}
                groups={drawn}
                marks={marks}
                path={path}
                selected={shown.step}
                reach={reach}
                axes={[say.axis('1', formatPercent(first)), say.axis('2', formatPercent(second))]}
                label={say.label(formatCount(corpus.games.length), names)}
              />
            )}
          </div>
          <ul className="pca-key">
            {drawn.map(({ key, name, points }, group) => (
              <li key={key}>
                <PcaShape group={group} />
                {name} · {formatCount(points.length)}
              </li>
            ))}
          </ul>
          <p className="empty">{reach === 'rows' ? say.path(shown.name) : say.edge}</p>
        </>
      ) : (
        <p className="empty">
          {say.otherWidth(formatCount(shown.dim), formatCount(corpus.mean.length))}
        </p>
      )}
    </Figure>
  );
}

/** The page's other tier, where that is loaded and made this run. */
const useTierOfRun = (): string | undefined =>
  useLab((state) => {
    const { loading, run } = state;
    const made = run.trace?.source.models.sender;
    const tier = linkedModels(state);
    if (loading.kind !== 'ready' || tier === null || made === undefined) return;
    return loading.manifest.files.some(({ sha256 }) => sha256.startsWith(made)) ? tier : undefined;
  });

/** Messages of this run among those of other games: on the two main directions, and in all of them. */
export function MessageMap({ shown }: { shown: ShownLatent | null }) {
  const words = useWords();
  const { map: say } = words.message;
  const view = useLab(({ run, settings }) => viewOf(run.trace?.settings ?? settings));
  const tier = useTierOfRun();
  const key = tier === undefined ? view : `${tier}/${view}`;
  const corpus = useMeasurements((state) => state.corpora[key]);
  const load = useMeasurements((state) => state.loadCorpus);
  const there = shown !== null;
  useEffect(() => {
    if (there && corpus === undefined) load(view, tier);
  }, [there, corpus, load, view, tier]);
  if (shown !== null && corpus?.kind === 'present') {
    return (
      <>
        <Drawn shown={shown} corpus={corpus.data} />
        <MessageDistances
          shown={shown}
          corpus={corpus.data}
          source={<Source corpus={corpus.data} />}
        />
      </>
    );
  }
  const { kind = 'loading' } = corpus ?? {};
  return (
    <Figure title={say.title} definition="map" subtitle="" table={null}>
      {shown === null && <p className="empty">{say.waiting}</p>}
      {shown !== null && kind === 'loading' && <p className="empty">{say.loading}</p>}
      {shown !== null && kind === 'absent' && <p className="empty">{say.absent}</p>}
      {shown !== null && corpus?.kind === 'failed' && (
        <p className="empty">
          {words.language.beforeLink(say.failed(corpus.said(words)))}
          <button type="button" className="link" onClick={() => load(view, tier)}>
            {say.retry}
          </button>
        </p>
      )}
    </Figure>
  );
}
