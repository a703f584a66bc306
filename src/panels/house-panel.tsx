import { useMemo, useState } from 'react';
import type { LaneTrace } from '../lab/trace';
import { layoutHouse } from '../plots/house-layout';
import { HouseMap } from '../plots/house-map';
import type { MapObject, MapPlace } from '../plots/house-tile';
import { type HouseView, houseAt, type ObjectView, type PlaceView } from '../state/house-view';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { HouseCaption } from './house-caption';
import { HouseTable } from './house-table';
import { HouseTiles } from './house-tiles';
import { useWidth } from './use-width';

const NO_PLACES: HouseView = { places: [], path: [], carried: null };

function mapObject({ name, wanted, moved }: ObjectView): MapObject {
  return { name, wanted, state: moved ? 'moved' : 'seen' };
}

function mapPlace(place: PlaceView, truth: boolean): MapPlace {
  const { name, type, location, wanted, door, here, searched, visited, seen, unseen } = place;
  const objects = seen.map(mapObject);
  if (truth) objects.push(...unseen.map((object) => ({ ...object, state: 'unseen' as const })));
  return { name, type, location, wanted, door, here, searched, visited, objects };
}

export interface HousePanelProps {
  /** The lane's name. */
  readonly name: string;
  /** Its place in the run. */
  readonly index: number;
  readonly lane: LaneTrace;
  readonly step: number;
}

/** The house as this lane's agent knows it after a step; the same picture in every lane. */
export function HousePanel({ name, index, lane, step }: HousePanelProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<string | null>(null);
  const trace = useLab((state) => state.run.trace);
  const truth = useLab((state) => state.truthShown);
  const pointed = useLab((state) => state.pointedPlace);
  const { pointAt, selectStep } = useActions();
  const { house: words } = useWords();
  const house = trace?.house;
  const layout = useMemo(() => layoutHouse(house?.places ?? []), [house]);
  const scale = width / layout.width;
  const view = useMemo(
    () => (trace === null ? NO_PLACES : houseAt(trace, index, step)),
    [trace, index, step],
  );
  const marked = pointed ?? chosen;
  return (
    <div className="house">
      <div className="house-frame" ref={frame}>
        {width > 0 && (
          <>
            <HouseMap
              layout={layout}
              scale={scale}
              channel={lane.settings.channel}
              places={view.places.map((place) => mapPlace(place, truth))}
              path={view.path.map(({ place }) => place)}
              carried={view.carried && mapObject(view.carried)}
              pointed={marked}
              outcome={step < lane.steps.length ? 'running' : lane.outcome}
            />
            <HouseTiles
              label={words.places(name)}
              layout={layout}
              scale={scale}
              places={view.places}
              truth={truth}
              chosen={chosen}
              onPoint={pointAt}
              onChoose={setChosen}
            />
          </>
        )}
      </div>
      <HouseCaption
        view={view}
        place={view.places.find((place) => place.name === marked) ?? null}
        truth={truth}
        onSelect={selectStep}
      />
      <HouseTable label={words.table(name)} view={view} truth={truth} />
    </div>
  );
}
