import { useMemo } from 'react';
import type { LaneTrace } from '../lab/trace';
import { layoutHouse } from '../plots/house-layout';
import { HouseMap } from '../plots/house-map';
import type { MapPlace } from '../plots/house-tile';
import { namedPlace } from '../state/commitment';
import { houseAt, type PlaceView } from '../state/house-view';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { placesHolding, taskObject } from '../state/task-object';
import { Waiting } from './article-parts';
import { Figure } from './figure';
import { useWidth } from './use-width';

export const NO_LANES: readonly LaneTrace[] = [];

function mapPlace(place: PlaceView): MapPlace {
  const { name, type, location, wanted, door, here, searched, visited, seen, unseen } = place;
  const objects = [
    ...seen.map(({ name: object, wanted: asked, moved }) => ({
      name: object,
      wanted: asked,
      state: moved ? ('moved' as const) : ('seen' as const),
    })),
    ...unseen.map((object) => ({ ...object, state: 'unseen' as const })),
  ];
  return { name, type, location, wanted, door, here, searched, visited, objects };
}

/** What is asked for and where it is, by the house itself; null where the task is in other words. */
export function useTruth(): { readonly object: string; readonly places: readonly string[] } | null {
  const task = useLab(({ run }) => run.trace?.task ?? '');
  const house = useLab(({ run }) => run.trace?.house);
  return useMemo(() => {
    const asked = taskObject(task);
    if (asked === null || house === undefined) return null;
    const places = placesHolding(house, asked.object);
    return places.length === 0 ? null : { object: asked.object, places };
  }, [task, house]);
}

/** The first lane's house, with what its actor has not seen. */
export function HouseFigure() {
  const { article: words, lanes: about } = useWords();
  const [frame, width] = useWidth<HTMLDivElement>();
  const trace = useLab(({ run }) => run.trace);
  const shown = useLab(shownStep);
  const truth = useTruth();
  const layout = useMemo(() => layoutHouse(trace?.house.places ?? []), [trace?.house]);
  const lane = trace?.lanes[0];
  const opened = trace !== null && lane !== undefined && trace.intro !== '';
  const step = Math.min(shown, lane?.steps.length ?? 0);
  const view = useMemo(() => (trace === null ? null : houseAt(trace, 0, step)), [trace, step]);
  const names = laneNames(trace?.lanes.map(({ settings }) => settings) ?? [], about);
  const visited = view?.places.filter((place) => place.visited).length ?? 0;
  const all = view?.places.length ?? 0;
  const sentence =
    truth === null
      ? words.task.noObject(visited, all)
      : words.task.sentence(visited, all, truth.object, truth.places.join(', '));
  const { columns } = words.task;
  return (
    <Figure
      title={words.task.figure}
      definition="house"
      subtitle={words.task.subtitle(names[0] ?? '', step)}
      sentence={opened ? sentence : ''}
      table={
        opened && view !== null
          ? {
              columns: [columns.place, columns.seen, columns.unseen],
              rows: view.places.map(({ name, seen, unseen }) => [
                name,
                seen.map((object) => object.name).join(', '),
                unseen.map((object) => object.name).join(', '),
              ]),
            }
          : null
      }
    >
      <div ref={frame} className="house-frame">
        {opened && view !== null && width > 0 && (
          <HouseMap
            layout={layout}
            scale={width / layout.width}
            channel={lane.settings.channel}
            places={view.places.map(mapPlace)}
            path={view.path.map(({ place }) => place)}
            carried={view.carried && { ...view.carried, state: 'moved' }}
            pointed={truth?.places[0] ?? null}
            outcome={step < lane.steps.length ? 'running' : lane.outcome}
          />
        )}
        {!opened && <p className="empty">{words.needsGame}</p>}
      </div>
    </Figure>
  );
}

/** The sender's words, with the place they settle on marked. */
export function WordsFigure() {
  const { article: words } = useWords();
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  const house = useLab(({ run }) => run.trace?.house);
  const truth = useTruth();
  const text = lanes.find(({ message }) => message?.chainOfThought)?.message?.chainOfThought?.text;
  const names = useMemo(() => house?.places.map(({ name }) => name) ?? [], [house]);
  const named = text === undefined ? null : namedPlace(text, names);
  const told = truth === null ? '' : words.words.truth(truth.object, truth.places.join(', '));
  const said = named === null ? words.words.noPlace : words.words.sentence(named.place);
  return (
    <Figure
      title={words.words.figure}
      definition="words"
      subtitle={words.words.subtitle}
      sentence={text === undefined ? '' : said + told}
      model="sender"
      table={null}
    >
      {text === undefined ? (
        <Waiting text={words.needsRun} />
      ) : (
        <blockquote className="thought mono">
          {text.slice(0, named?.start ?? text.length)}
          {named !== null && <mark>{named.place}</mark>}
          {named !== null && text.slice(named.end)}
        </blockquote>
      )}
    </Figure>
  );
}
