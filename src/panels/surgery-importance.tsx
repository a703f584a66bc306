import type { LaneTrace } from '../lab/trace';
import { formatCount, formatNats, formatPercent, showToken } from '../plots/format';
import { ImportancePlot } from '../plots/importance-plot';

import { useWords } from '../state/language-context';
import { messageSteps } from '../state/surgery';
import { Figure } from './figure';
import { MeasureImportance } from './measure-importance';
import type { StepRange } from './step-strip';

import { useWidth } from './use-width';

const NAMED = 10;

/** The largest step, and the share of the ten largest in the sum; null where nothing moves. */
function summary(divergences: readonly number[]): { at: number; share: number } | null {
  const sum = divergences.reduce((total, nats) => total + nats, 0);
  if (sum <= 0) return null;
  const largest = divergences.toSorted((one, other) => other - one).slice(0, NAMED);
  const share = largest.reduce((total, nats) => total + nats, 0) / sum;
  return { at: divergences.indexOf(largest[0] ?? 0), share };
}

export interface SurgeryImportanceProps {
  readonly place: number;
  readonly lane: LaneTrace;
  readonly chosen: StepRange | null;
  readonly onChoose: (range: StepRange) => void;
}

/** Leave-one-out: which latent steps the next command hangs on. */
export function SurgeryImportance({ place, lane, chosen, onChoose }: SurgeryImportanceProps) {
  const { importance: words } = useWords().surgery;
  const [frame, width] = useWidth<HTMLDivElement>();
  const { importance } = lane;
  const steps = messageSteps(lane.message);
  const tokens = steps.map(({ text }) => text);
  const nameOf = (step: number): string => showToken(tokens[step] ?? '·');
  const found = importance && summary(importance.divergences);
  let sentence = '';
  if (importance && found === null) sentence = words.none(importance.step);
  else if (importance && found) {
    const { at, share } = found;
    sentence = words.sentence(
      importance.step,
      formatCount(at + 1),
      nameOf(at),
      formatNats(importance.divergences[at] ?? 0),
      formatPercent(share),
    );
  }
  return (
    <Figure
      title={words.title}
      definition="importance"
      subtitle={importance ? words.subtitle(importance.step) : words.unmeasured}
      sentence={sentence}
      model="actor"
      table={
        importance
          ? {
              columns: words.columns,
              rows: importance.divergences.map((nats, step) => [
                step + 1,
                nameOf(step),
                nats.toPrecision(3),
              ]),
            }
          : null
      }
    >
      <div ref={frame}>
        {width > 0 && importance && (
          <ImportancePlot
            width={width}
            divergences={importance.divergences}
            tokens={tokens}
            chosen={chosen}
            label={words.label(formatCount(importance.divergences.length))}
            onPick={(step) => onChoose({ from: step, to: step + 1 })}
          />
        )}
      </div>
      <MeasureImportance lane={lane} index={place} />
    </Figure>
  );
}
