import { counterpart } from '../state/disturbance';
import { useLab } from '../state/lab-context';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { type Destination, destinations } from '../state/surgery-lanes';
import { Select } from './game-fields';

/** In words, which lane a change goes into and which stays. */
export function useWhereNote(lane: number, destination: Destination): string {
  const { surgery, lanes: about } = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const names = laneNames(lanes, about);
  const name = names[lane] ?? '';
  const { where: words } = surgery;
  if (destination === 'beside') return words.besideNote(name);
  if (destination !== 'here') return words.replaceNote(name, names[destination] ?? '');
  return counterpart(lanes, lane) === null ? words.hereAlone(name) : words.hereNote(name);
}

export interface SurgeryWhereProps {
  readonly lane: number;
  readonly destination: Destination;
  readonly onChange: (destination: Destination) => void;
}

/** Where the changes made below go: by themselves they leave the lane that they are compared with. */
export function SurgeryWhere({ lane, destination, onChange }: SurgeryWhereProps) {
  const { surgery, lanes: about } = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const names = laneNames(lanes, about);
  const { where: words } = surgery;
  const all = destinations(lanes, lane);
  const label = (one: Destination): string =>
    typeof one === 'number' ? words.replace(names[one] ?? '') : words[one];
  return (
    <div className="surgery-where">
      <Select
        label={words.title}
        names={Object.fromEntries(all.map((one) => [String(one), label(one)]))}
        value={String(destination)}
        onChange={(value) => onChange(all.find((one) => String(one) === value) ?? 'here')}
      />
      <p className="note">{useWhereNote(lane, destination)}</p>
    </div>
  );
}
