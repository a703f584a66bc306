import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Edit } from '../lab/settings';
import type { LaneTrace } from '../lab/trace';
import { formatCount, showToken } from '../plots/format';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isBusy, type RunPhase } from '../state/run-store';
import { type MessageStep, messageSteps } from '../state/surgery';
import { isWholeNumber } from './disturbance-controls';
import { TextField } from './game-fields';
import { type StepRange, StepStrip } from './step-strip';
import { ActButton, SurgeryPart } from './surgery-parts';

const FIRST: StepRange = { from: 0, to: 1 };
const MOST_REPEATS = 64;

/** The chosen stretch within a message that may have become shorter. */
export function rangeWithin({ from, to }: StepRange, count: number): StepRange {
  const first = Math.min(from, Math.max(0, count - 1));
  return { from: first, to: Math.max(first + 1, Math.min(to, count)) };
}

/** The steps as they were sent last: while the message is written again they stay in view. */
export function useSentSteps({ message }: LaneTrace): {
  readonly steps: readonly MessageStep[];
  readonly current: boolean;
} {
  const [last, setLast] = useState<LaneTrace['message']>(message);
  useEffect(() => {
    if (message !== null) setLast(message);
  }, [message]);
  return { steps: messageSteps(message ?? last), current: message !== null };
}

interface StepButtonsProps {
  readonly steps: readonly MessageStep[];
  readonly chosen: StepRange;
  /** The element that says why nothing can be done now; null where it can. */
  readonly whyId: string | null;
  readonly onEdit: (edit: Edit) => void;
}

function StepButtons({ steps, chosen, whyId, onEdit }: StepButtonsProps) {
  const { steps: words } = useWords().surgery;
  // As they are written: what is no number of this message is never done.
  const [times, setTimes] = useState('2');
  const [other, setOther] = useState('1');
  const count = steps.length;
  const stretch = (kind: 'remove' | 'zero' | 'average'): void => onEdit({ kind, ...chosen });
  const number = (least: number, most: number) => (text: string) =>
    isWholeNumber(text.trim(), least, most) ? null : words.numberProblem(least, formatCount(most));
  const checkTimes = number(2, MOST_REPEATS);
  const checkOther = number(1, count);
  const swapped = Number(other) - 1;
  const sameStep = swapped === chosen.from ? words.why.swap : null;
  return (
    <div className="surgery-actions">
      <ActButton
        title={words.notes.remove}
        whyId={whyId}
        why={chosen.to - chosen.from >= count ? words.why.remove : null}
        onPress={() => stretch('remove')}
      >
        {words.remove}
      </ActButton>
      <ActButton title={words.notes.zero} whyId={whyId} onPress={() => stretch('zero')}>
        {words.zero}
      </ActButton>
      <ActButton
        title={words.notes.average}
        whyId={whyId}
        why={chosen.to - chosen.from < 2 ? words.why.average : null}
        onPress={() => stretch('average')}
      >
        {words.average}
      </ActButton>
      <div className="surgery-number">
        <ActButton
          title={words.notes.repeat}
          whyId={whyId}
          why={checkTimes(times)}
          onPress={() => onEdit({ kind: 'repeat', step: chosen.from, times: Number(times) })}
        >
          {words.repeat}
        </ActButton>
        <TextField
          label={words.times}
          numeric
          value={times}
          check={checkTimes}
          onDraft={setTimes}
          onCommit={setTimes}
        />
      </div>
      <div className="surgery-number is-swap">
        <ActButton
          title={words.notes.swap}
          whyId={whyId}
          why={checkOther(other) ?? sameStep}
          onPress={() => onEdit({ kind: 'swap', step: chosen.from, other: swapped })}
        >
          {words.swap}
        </ActButton>
        <TextField
          label={words.swap}
          numeric
          value={other}
          check={checkOther}
          onDraft={setOther}
          onCommit={setOther}
        />
      </div>
    </div>
  );
}

export interface SurgeryStepsProps {
  readonly name: string;
  readonly lane: LaneTrace;
  readonly chosen: StepRange | null;
  readonly onChoose: (range: StepRange) => void;
  readonly onEdit: (edit: Edit) => void;
  readonly outcome: ReactNode;
}

/** The message step by step, and what can be done to a stretch of it. */
export function SurgerySteps({ name, lane, chosen, onChoose, onEdit, outcome }: SurgeryStepsProps) {
  const { steps: words } = useWords().surgery;
  const { advance } = useActions();
  const phase = useLab((state) => state.run.phase);
  const state = useId();
  const { steps, current } = useSentSteps(lane);
  const range = rangeWithin(chosen ?? FIRST, steps.length);
  const emitted = steps.some((step) => step.emitted);
  const told = emitted ? words.subtitle : words.subtitleLoop;
  const subtitle = current ? told : words.stale;
  if (steps.length === 0) {
    return (
      <SurgeryPart
        wide
        title={words.title}
        subtitle={lane.outcome === 'failed' ? words.unmade : words.waiting}
      >
        {lane.outcome !== 'failed' && (
          <div className="surgery-actions">
            <ActButton onPress={advance}>{words.write}</ActButton>
          </div>
        )}
        {outcome}
      </SurgeryPart>
    );
  }
  const stale = (at: RunPhase): string => {
    if (at === 'failed') return words.unsent;
    return isBusy(at) ? words.rewriting : words.unwritten;
  };
  const [first] = steps.slice(range.from);
  const token = first?.text == null ? '·' : showToken(first.text);
  return (
    <SurgeryPart wide title={words.title} subtitle={subtitle(formatCount(steps.length), name)}>
      <StepStrip
        lane={name}
        steps={steps}
        importance={lane.importance?.divergences ?? []}
        chosen={range}
        onChoose={onChoose}
      />
      <p className="note">{words.help}</p>
      <p className="surgery-chosen" aria-live="polite" id={state}>
        {current ? words.chosen(range.from, range.to, token) : stale(phase)}
      </p>
      <StepButtons steps={steps} chosen={range} whyId={current ? null : state} onEdit={onEdit} />
      {outcome}
    </SurgeryPart>
  );
}
