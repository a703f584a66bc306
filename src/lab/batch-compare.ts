/** Two results of the same games: other models, another device, an older version. */
import { mean } from '../shared/averages';
import { holm, type PairedDifference } from '../shared/paired';
import { conditionId } from './batch-condition';
import {
  type BatchFigures,
  type BatchResults,
  batchFigures,
  groupBy,
  pairedLines,
  splitsOf,
} from './batch-figures';
import type { BatchLine } from './batch-line';
import type { BatchCondition } from './batch-settings';
import { SENDER_VIEWS, type SenderView } from './sender-views';

export interface Disagreement {
  readonly game: string;
  readonly first: BatchLine;
  readonly second: BatchLine;
}

/** A condition on the games of one split. */
export interface ComparedCondition {
  readonly id: string;
  readonly condition: BatchCondition;
  /** Null for imported games. */
  readonly split: string | null;
  /** Over the games that both have. */
  readonly first: BatchFigures;
  readonly second: BatchFigures;
  readonly difference: PairedDifference;
  /** Mean over the games of first minus second, those not won counting the whole budget of their own. */
  readonly steps: number;
  /** Over all rows of the view (Holm). */
  readonly pHolm: number;
  /** Games that one won and the other did not, in the order of the first. */
  readonly disagreements: readonly Disagreement[];
}

export interface ComparedView {
  readonly view: SenderView;
  readonly rows: readonly ComparedCondition[];
}

/** Conditions that both have, with at least one game that both played: view by view, split by split. */
export function compareResults(one: BatchResults, other: BatchResults): ComparedView[] {
  const firsts = groupBy(one.lines, ({ condition, split }) => `${split} ${condition}`);
  const seconds = groupBy(other.lines, ({ condition }) => condition);
  return SENDER_VIEWS.flatMap((view) => {
    const conditions = one.settings.conditions.filter((condition) => condition.view === view);
    const rows = splitsOf(one.settings).flatMap((split) =>
      conditions.flatMap((condition) => {
        const id = conditionId(condition);
        const matched = pairsOf(firsts.get(`${split} ${id}`) ?? [], seconds.get(id) ?? []);
        return comparedRow({ id, condition, split }, matched, [one, other]) ?? [];
      }),
    );
    const corrected = holm(rows.map(({ difference }) => difference.p));
    const tested = rows.map((row, place) => ({ ...row, pHolm: corrected[place] as number }));
    return tested.length === 0 ? [] : [{ view, rows: tested }];
  });
}

function pairsOf(firsts: readonly BatchLine[], seconds: readonly BatchLine[]): Disagreement[] {
  const others = new Map(seconds.map((line) => [line.game, line]));
  return firsts.flatMap((first) => {
    const second = others.get(first.game);
    return second ? [{ game: first.game, first, second }] : [];
  });
}

function comparedRow(
  named: Pick<ComparedCondition, 'id' | 'condition' | 'split'>,
  pairs: readonly Disagreement[],
  [one, other]: readonly [BatchResults, BatchResults],
): Omit<ComparedCondition, 'pHolm'> | null {
  const firsts = pairs.map(({ first }) => first);
  const seconds = pairs.map(({ second }) => second);
  const difference = pairedLines(firsts, seconds);
  if (difference === null) return null;
  const steps = pairs.map(
    ({ first, second }) =>
      stepsOf(first, one.settings.stepBudget) - stepsOf(second, other.settings.stepBudget),
  );
  return {
    ...named,
    first: batchFigures(firsts, one.settings.stepBudget),
    second: batchFigures(seconds, other.settings.stepBudget),
    difference,
    steps: mean(steps) ?? 0,
    disagreements: pairs.filter(
      ({ first, second }) => (first.outcome === 'won') !== (second.outcome === 'won'),
    ),
  };
}

const stepsOf = ({ outcome, steps }: BatchLine, stepBudget: number): number =>
  outcome === 'won' ? steps : stepBudget;
