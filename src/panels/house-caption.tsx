import type { HouseView, PlaceView } from '../state/house-view';
import { contentWords, doorWords } from './house-words';

function Visits({ place, onSelect }: { place: PlaceView; onSelect: (step: number) => void }) {
  if (place.visits.length === 0) return null;
  return (
    <>
      {' · '}
      {place.visits.length === 1 ? 'step ' : 'steps '}
      {place.visits.map((step, index) => (
        <span key={step}>
          {index > 0 && ', '}
          <button
            type="button"
            className="link"
            aria-label={`Show step ${step}`}
            onClick={() => onSelect(step)}
          >
            {step}
          </button>
        </span>
      ))}
    </>
  );
}

export interface HouseCaptionProps {
  readonly view: HouseView;
  /** The place that is pointed at or chosen. */
  readonly place: PlaceView | null;
  readonly truth: boolean;
  readonly onSelect: (step: number) => void;
}

/** Two lines under the map: the place pointed at, else the agent. */
export function HouseCaption({ view, place, truth, onSelect }: HouseCaptionProps) {
  if (place !== null) {
    const door = doorWords(place);
    const contents = contentWords(place, truth);
    return (
      <div className="house-caption">
        <p>
          <strong>{place.name}</strong>
          {door !== '' && ` · ${door}`}
          <Visits place={place} onSelect={onSelect} />
        </p>
        <p title={contents}>{contents}</p>
      </div>
    );
  }
  const visited = view.places.filter(({ visits }) => visits.length > 0).length;
  return (
    <div className="house-caption">
      <p>
        <strong>{view.here ?? 'middle of the room'}</strong>
        {view.carried !== null && ` · carries ${view.carried.name}`}
      </p>
      <p>
        {visited} of {view.places.length} places visited
      </p>
    </div>
  );
}
