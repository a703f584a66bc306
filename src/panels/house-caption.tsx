import type { HouseView, PlaceView } from '../state/house-view';
import { contentWords, spotWords, stateWords } from './house-words';

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
    const contents = contentWords(place, truth);
    const spot = spotWords(place);
    return (
      <div className="house-caption">
        <p title={spot}>
          <strong>{place.name}</strong>
          {` · ${stateWords(place)}`}
          <Visits place={place} onSelect={onSelect} />
          {spot !== '' && ` · ${spot}`}
        </p>
        <p title={contents}>{contents}</p>
      </div>
    );
  }
  const visited = view.places.filter((one) => one.visited).length;
  const here = view.places.flatMap((one) => (one.here ? [one.name] : [])).join(', ');
  return (
    <div className="house-caption">
      <p title={here}>
        <strong>{here || 'middle of the room'}</strong>
      </p>
      <p>
        {view.carried !== null && `carries ${view.carried.name} · `}
        {visited} of {view.places.length} places visited
      </p>
    </div>
  );
}
