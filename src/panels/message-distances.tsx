import { type ReactNode, useMemo } from 'react';
import { formatPercent, formatProbability } from '../plots/format';
import {
  centredMean,
  cosineDistance,
  distancesByType,
  shareBelow,
  shareOfPairsNearer,
} from '../plots/message-distances';
import { type Strip, StripPlot } from '../plots/strip-plot';
import type { CorpusMap } from '../shared/corpus';
import { readGame } from '../state/game-choice';
import { kindNames } from '../state/game-library-search';
import { useLab } from '../state/lab-context';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { latentLanes } from '../state/latent-view';
import { Figure } from './figure';
import { named as nameOf } from './named';
import { type ShownLatent, useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

/** The task type of a generated game; null of a file's, which its name does not say. */
function taskOf(game: string): string | null {
  const reading = readGame(game);
  return reading.kind === 'game' ? reading.name.task : null;
}

interface MessageDistancesProps {
  readonly shown: ShownLatent;
  readonly corpus: CorpusMap;
  /** What the messages of other games come from. */
  readonly source: ReactNode;
}

/** From the message shown to those of other games, and to this run's others, in all dimensions. */
export function MessageDistances({ shown, corpus, source }: MessageDistancesProps) {
  const words = useWords();
  const { distances: say } = words.message;
  const named = useNamedLanes();
  const game = useLab((state) => state.run.trace?.settings.game ?? '');
  const [frame, width] = useWidth<HTMLDivElement>();
  const own = taskOf(game);
  const from = useMemo(
    () => centredMean(shown.latents, shown.dim, corpus.mean),
    [shown, corpus.mean],
  );
  const types = useMemo(
    () => (from === null ? [] : distancesByType(from, corpus.games, game)),
    [from, corpus.games, game],
  );
  const others = useMemo(
    () =>
      latentLanes(named.map(({ lane }) => lane)).flatMap((place) => {
        const { lane, name } = named[place] ?? {};
        if (from === null || place === shown.lane || !lane?.message?.latents) return [];
        const mean = centredMean(lane.message.latents, lane.message.dim, corpus.mean);
        const distance = mean && cosineDistance(from, mean);
        if (distance === null || name === undefined) return [];
        return [{ name, distance, disturbed: isPerturbed(lane.settings) }];
      }),
    [named, from, shown.lane, corpus.mean],
  );
  if (types.length === 0) {
    return (
      <Figure title={say.title} definition="distances" subtitle="" table={null}>
        <p className="empty">{say.absent}</p>
      </Figure>
    );
  }
  const groups = types.map(({ task }) => task);
  const same = types.find(({ task }) => task === own)?.distances ?? [];
  const rest = types.flatMap(({ task, distances }) => (task === own ? [] : distances));
  const pairs = shareOfPairsNearer(same, rest);
  const nearest = types.reduce((best, type) => (type.median < best.median ? type : best));
  const taskName = (task: string): string => nameOf(kindNames(words).tasks, task);
  const ordered = types.toSorted((a, b) => Number(b.task === own) - Number(a.task === own));
  const strips: Strip[] = [
    ...others.map(({ name, distance, disturbed }) => ({
      key: `lane ${name}`,
      name,
      group: null,
      own: false,
      values: [distance],
      middle: distance,
      text: formatProbability(distance),
      disturbed,
    })),
    ...ordered.map(({ task, distances, median }) => ({
      key: task,
      name: taskName(task),
      group: groups.indexOf(task),
      own: task === own,
      values: distances,
      middle: median,
      text: formatProbability(median),
      disturbed: false,
    })),
  ];
  return (
    <Figure
      title={say.title}
      definition="distances"
      subtitle={say.subtitle(shown.name)}
      sentence={words.language.sentences([
        own === null || pairs === null
          ? say.unknownType(taskName(nearest.task), formatProbability(nearest.median))
          : say.pairs(shown.name, taskName(own), formatPercent(pairs)),
        ...others.map(({ name, distance }) => {
          const [nearSame, nearRest] = [shareBelow(same, distance), shareBelow(rest, distance)];
          return nearSame === null || nearRest === null
            ? ''
            : say.other(
                name,
                formatProbability(distance),
                formatPercent(nearSame),
                formatPercent(nearRest),
              );
        }),
      ])}
      source={source}
      table={{
        columns: [say.columns.what, say.columns.messages, say.columns.least, say.columns.median],
        rows: strips.map(({ name, values, middle, text }) => [
          name,
          values.length,
          formatProbability(values[0] ?? middle),
          text,
        ]),
      }}
      values={{
        columns: [say.columns.what, say.columns.game, say.columns.distance],
        rows: [
          ...others.map(({ name, distance }) => [name, game, distance]),
          ...ordered.flatMap(({ task, distances, games }) =>
            distances.map((distance, index) => [taskName(task), games[index] ?? '', distance]),
          ),
        ],
      }}
    >
      <div ref={frame} data-channel="latent">
        {width > 0 && (
          <StripPlot
            width={width}
            strips={strips}
            axis={say.axis}
            label={`${say.title}: ${strips.map(({ name, text }) => `${name} ${text}`).join('; ')}`}
          />
        )}
      </div>
      <p className="empty">
        {words.language.sentences([
          say.key,
          others.length > 0 && say.dot,
          own !== null && types.some(({ task }) => task === own) && say.own,
        ])}
      </p>
    </Figure>
  );
}
