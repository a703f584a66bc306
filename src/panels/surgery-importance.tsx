import type { LaneTrace } from '../lab/trace';
import { useWords } from '../state/language-context';
import { Figure } from './figure';
import { ImportanceBars, importanceSentence, importanceTable } from './importance-bars';
import { MeasureImportance } from './measure-importance';
import type { StepRange } from './step-strip';

export interface SurgeryImportanceProps {
  readonly place: number;
  readonly lane: LaneTrace;
  readonly chosen: StepRange | null;
  readonly onChoose: (range: StepRange) => void;
}

/** Leave-one-out: which latent steps the next command hangs on. */
export function SurgeryImportance({ place, lane, chosen, onChoose }: SurgeryImportanceProps) {
  const { importance: words } = useWords().surgery;
  return (
    <Figure
      title={words.title}
      definition="importance"
      subtitle={lane.importance ? words.subtitle(lane.importance.step) : words.unmeasured}
      sentence={importanceSentence(words, lane)}
      model="actor"
      table={importanceTable(words, lane)}
    >
      <ImportanceBars
        lane={lane}
        chosen={chosen}
        onPick={(step) => onChoose({ from: step, to: step + 1 })}
      />
      <MeasureImportance lane={lane} index={place} />
    </Figure>
  );
}
