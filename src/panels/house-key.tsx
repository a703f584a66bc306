import { DoorSample, ObjectMark, TouchingSample } from '../plots/house-tile';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';

const MARKS = [
  { state: 'seen', wanted: false, called: 'seen' },
  { state: 'seen', wanted: true, called: 'wanted' },
  { state: 'moved', wanted: false, called: 'moved' },
] as const;

/** What the marks on all maps mean, and the truth on request. */
export function HouseKey() {
  const { house: words } = useWords();
  const truth = useLab((state) => state.truthShown);
  const { showTruth } = useActions();
  return (
    <div className="house-key">
      <ul>
        {MARKS.map(({ called, ...mark }) => (
          <li key={called}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <ObjectMark mark={{ name: called, ...mark }} size={10} />
            </svg>
            {words[called]}
          </li>
        ))}
        {(['closed', 'open'] as const).map((door) => (
          <li key={door}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <DoorSample open={door === 'open'} />
            </svg>
            {words[door]}
          </li>
        ))}
        <li>
          <svg viewBox="-7 -6 14 12" aria-hidden="true">
            <TouchingSample />
          </svg>
          {words.spot}
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
        {words.showTruth}
      </label>
    </div>
  );
}
