/** The same conditions in the cards of two tiers. */
import type { Card, CardRow, CardView } from '../shared/card';
import { findRow } from './card-view';

/** What two sizes of models are compared by, in the order of the page. */
const COMPARED = ['none', 'text', 'latent', 'k8', 'k4', 'k2', 'k1', 'cross-task'];

export interface RowPair {
  readonly first: CardRow;
  readonly second: CardRow;
}

/** Conditions that both cards have measured on this split. */
export function pairRows(first: Card, second: Card, view: CardView, split: string): RowPair[] {
  return COMPARED.flatMap((condition) => {
    const one = findRow(first, view, split, condition);
    const other = findRow(second, view, split, condition);
    const measured = one?.success20 != null && other?.success20 != null;
    return one !== null && other !== null && measured ? [{ first: one, second: other }] : [];
  });
}

/** Whether two intervals have no value in common. */
const apart = ([low, high]: readonly [number, number], other: readonly [number, number]): boolean =>
  high < other[0] || low > other[1];

/** The pair that is furthest apart, of those whose 95% intervals do not meet; null without one. */
export function widestPair(pairs: readonly RowPair[]): RowPair | null {
  const clear = pairs.filter(
    ({ first, second }) =>
      first.success20_ci95 !== null &&
      second.success20_ci95 !== null &&
      apart(first.success20_ci95, second.success20_ci95),
  );
  const gap = ({ first, second }: RowPair): number =>
    Math.abs((second.success20 ?? 0) - (first.success20 ?? 0));
  return clear.toSorted((one, other) => gap(other) - gap(one))[0] ?? null;
}
