/** What the recorded training says: when a message began to be used, and what each left-out part changed. */
import type { Ablations, CurveStage } from '../shared/card';
import { wilson95 } from '../shared/wilson';

export type SuccessLine = CurveStage['success'][number];

/** The stages that the curves may hold, in the order they are trained. */
export const TRAINING_STAGES = [
  'base',
  'sender',
  'actor_text',
  'actor',
  'sender_compressed',
] as const;
export type TrainingStage = (typeof TRAINING_STAGES)[number];

export interface Moment {
  readonly step: number;
  readonly tokens: number;
  readonly won: number;
  readonly games: number;
  /** What it is above, at the same snapshot or before training. */
  readonly reference: SuccessLine;
}

const lines = (
  success: readonly SuccessLine[],
  message: string,
  view: string | null,
): SuccessLine[] =>
  success
    .filter((line) => line.message === message && (view === null || line.view === view))
    .toSorted((one, other) => one.step - other.step);

/** From which snapshot on, in all later ones too, Wilson's interval lies above the reference's rate. */
function firstAbove(
  of: readonly SuccessLine[],
  referenceOf: (line: SuccessLine) => SuccessLine | undefined,
): Moment | null {
  let found: Moment | null = null;
  for (const line of of) {
    const { step, tokens, won, games } = line;
    const reference = referenceOf(line);
    const above =
      reference !== undefined && wilson95(won, games)[0] > reference.won / reference.games;
    found = above ? (found ?? { step, tokens, won, games, reference }) : null;
  }
  return found;
}

/**
 * When the actor begins to use the message: the first snapshot whose success with it exceeds that
 * without by more than its 95% interval, and from which on it stays so; null where it never does.
 */
export function firstUse(
  success: readonly SuccessLine[],
  view: string,
  message: string,
): Moment | null {
  // Without a message all views are the same: it is measured in one.
  const none = lines(success, 'none', null);
  return firstAbove(lines(success, message, view), ({ step }) =>
    none.find((line) => line.step === step),
  );
}

/** The same against the message's own success before the stage (step 0). */
export function firstGain(
  success: readonly SuccessLine[],
  view: string,
  message: string,
): Moment | null {
  const of = lines(success, message, view);
  const [start] = of;
  return start === undefined || start.step !== 0 ? null : firstAbove(of, () => start);
}

/** A message's success at the first or the last snapshot of a stage. */
export function successAt(
  success: readonly SuccessLine[],
  view: string | null,
  message: string,
  which: 'first' | 'last',
): SuccessLine | null {
  return lines(success, message, view).at(which === 'first' ? 0 : -1) ?? null;
}

export interface AblationRow {
  readonly variant: string;
  /** Of each seed that has this measure, in the order of the seeds. */
  readonly values: readonly number[];
}

/** How the seeds of a variant lie to those of the baseline. Ranges, no test: three seeds carry none. */
export type AblationOutcome = 'below' | 'above' | 'overlap';

export function ablationRows(runs: Ablations, metric: string): AblationRow[] {
  const variants = [...new Set(runs.map(({ variant }) => variant))];
  return variants
    .toSorted((one, other) => Number(other === 'baseline') - Number(one === 'baseline'))
    .map((variant) => ({
      variant,
      values: runs
        .filter((run) => run.variant === variant)
        .toSorted((one, other) => one.seed - other.seed)
        .flatMap((run) => run.metrics[metric] ?? []),
    }));
}

/** Null where one of the two has no seed. */
export function ablationOutcome(
  values: readonly number[],
  baseline: readonly number[],
): AblationOutcome | null {
  if (values.length === 0 || baseline.length === 0) return null;
  if (Math.max(...values) < Math.min(...baseline)) return 'below';
  if (Math.min(...values) > Math.max(...baseline)) return 'above';
  return 'overlap';
}
