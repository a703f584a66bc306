/** Two results of the same games: other models, another device, an older version. */
import { holm, type PairedDifference } from '../shared/paired';
import { conditionId } from './batch-condition';
import { type BatchFigures, type BatchResults, batchFigures, pairedLines } from './batch-figures';
import type { BatchLine } from './batch-line';
import type { BatchCondition } from './batch-settings';

export interface Disagreement {
  readonly game: string;
  readonly first: BatchLine;
  readonly second: BatchLine;
}

export interface ComparedCondition {
  readonly id: string;
  readonly condition: BatchCondition;
  /** Over the games that both have. */
  readonly first: BatchFigures;
  readonly second: BatchFigures;
  readonly difference: PairedDifference;
  /** Over all conditions compared (Holm). */
  readonly pHolm: number;
  /** Games that one won and the other did not, in the order of the first. */
  readonly disagreements: readonly Disagreement[];
}

/** Conditions that both have, with at least one game that both played. */
export function compareResults(one: BatchResults, other: BatchResults): ComparedCondition[] {
  const compared = one.settings.conditions.flatMap((condition) => {
    const id = conditionId(condition);
    const seconds = new Map(
      other.lines.filter((line) => line.condition === id).map((line) => [line.game, line]),
    );
    const pairs = one.lines.flatMap((first) => {
      const second = first.condition === id ? seconds.get(first.game) : undefined;
      return second ? [{ game: first.game, first, second }] : [];
    });
    const firsts = pairs.map(({ first }) => first);
    const matched = pairs.map(({ second }) => second);
    const difference = pairedLines(firsts, matched);
    if (!difference) return [];
    return [
      {
        id,
        condition,
        first: batchFigures(firsts, one.settings.stepBudget),
        second: batchFigures(matched, other.settings.stepBudget),
        difference,
        disagreements: pairs.filter(
          ({ first, second }) => (first.outcome === 'won') !== (second.outcome === 'won'),
        ),
      },
    ];
  });
  const corrected = holm(compared.map(({ difference }) => difference.p));
  return compared.map((row, place) => ({ ...row, pHolm: corrected[place] as number }));
}
