import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { PACES } from '../state/paced-play';
import { Choice } from './choice';

/** How fast the agents play, so that a person can follow. */
export function PaceChoice() {
  const pace = useLab((state) => state.pace);
  const { changePace } = useActions();
  const { pace: words } = useWords().shortcuts;
  const labels = { 0: words.fast, 1000: words.second, 2000: words.twoSeconds };
  return (
    <Choice
      legend={words.legend}
      options={PACES.map((value) => ({
        value: String(value),
        label: labels[value],
        ...(value === 0 ? { title: words.fastTitle } : {}),
      }))}
      value={String(pace)}
      onChange={(chosen) => changePace(PACES.find((value) => String(value) === chosen) ?? 0)}
    />
  );
}
