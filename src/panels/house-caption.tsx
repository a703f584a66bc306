import type { HouseView, PlaceView } from '../state/house-view';
import { useWords } from '../state/language-context';
import { contentWords, spotWords, stateWords } from './house-words';

function Visits({ place, onSelect }: { place: PlaceView; onSelect: (step: number) => void }) {
  const { house: words } = useWords();
  if (place.visits.length === 0) return null;
  return (
    <>
      {' · '}
      {place.visits.length === 1 ? words.step : words.steps}
      {place.visits.map((step, index) => (
        <span key={step}>
          {index > 0 && ', '}
          <button
            type="button"
            className="link"
            aria-label={words.showStep(step)}
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
  const { house: words } = useWords();
  if (place !== null) {
    const contents = contentWords(place, truth, words);
    const spot = spotWords(place, words);
    return (
      <div className="house-caption">
        <p title={spot}>
          <strong>{place.name}</strong>
          {` · ${stateWords(place, words)}`}
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
        <strong>{here || words.middle}</strong>
      </p>
      <p>
        {view.carried !== null && words.carries(view.carried.name)}
        {words.visited(visited, view.places.length)}
      </p>
    </div>
  );
}
