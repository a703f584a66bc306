import { DoorSample, ObjectMark, TouchingSample } from '../plots/house-tile';
import { useActions, useLab } from '../state/lab-context';

const MARKS = [
  { state: 'seen', wanted: false, words: 'seen' },
  { state: 'seen', wanted: true, words: 'named in the task' },
  { state: 'moved', wanted: false, words: 'put there' },
] as const;

/** What the marks on all maps mean, and the truth on request. */
export function HouseKey() {
  const truth = useLab((state) => state.truthShown);
  const { showTruth } = useActions();
  return (
    <div className="house-key">
      <ul>
        {MARKS.map(({ words, ...mark }) => (
          <li key={words}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <ObjectMark mark={{ name: words, ...mark }} size={10} />
            </svg>
            {words}
          </li>
        ))}
        {(['closed', 'open'] as const).map((door) => (
          <li key={door}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <DoorSample open={door === 'open'} />
            </svg>
            {door}
          </li>
        ))}
        <li>
          <svg viewBox="-7 -6 14 12" aria-hidden="true">
            <TouchingSample />
          </svg>
          same spot
        </li>
      </ul>
      <label>
        <input
          type="checkbox"
          checked={truth}
          onChange={(event) => showTruth(event.target.checked)}
        />
        <svg viewBox="-6 -6 12 12" aria-hidden="true">
          <ObjectMark mark={{ name: '', state: 'unseen', wanted: false }} size={10} />
        </svg>
        Show what is really there
      </label>
    </div>
  );
}
