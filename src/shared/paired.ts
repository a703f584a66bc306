/**
 * Comparing two ways to play the same games, as models/interlat_models/statistics.py does it. Counts
 * are of games: `both` won by both, `firstOnly` and `secondOnly` by one of them, `neither`.
 */
import { wilson95 } from './wilson';

export interface PairedCounts {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/** First minus second over the same games. */
export interface PairedDifference extends PairedCounts {
  readonly games: number;
  /** −1 to 1. */
  readonly difference: number;
  /** Newcombe's 95% interval of paired differences (1998, method 10). */
  readonly ci95: readonly [low: number, high: number];
  /** Two-sided exact p of McNemar's test. */
  readonly p: number;
}

/** `first` and `second`: whether each game was won, in the same order; they must be equally long. */
export function countPairs(first: readonly boolean[], second: readonly boolean[]): PairedCounts {
  if (first.length !== second.length) throw new RangeError('Paired games must be the same games.');
  const counts = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  first.forEach((won, i) => {
    if (won) counts[second[i] ? 'both' : 'firstOnly']++;
    else counts[second[i] ? 'secondOnly' : 'neither']++;
  });
  return counts;
}

/** Null without any game. */
export function pairedDifference(counts: PairedCounts): PairedDifference | null {
  const { both, firstOnly, secondOnly, neither } = counts;
  const games = both + firstOnly + secondOnly + neither;
  if (games === 0) return null;
  return {
    ...counts,
    games,
    difference: (firstOnly - secondOnly) / games,
    ci95: newcombe(counts, games),
    p: mcNemarExact(firstOnly, secondOnly),
  };
}

/**
 * Newcombe 1998, method 10: Wilson's intervals of both shares, joined by their correlation phi, with a
 * continuity correction where it is positive.
 */
function newcombe(
  { both, firstOnly, secondOnly, neither }: PairedCounts,
  games: number,
): [low: number, high: number] {
  const first = both + firstOnly;
  const second = both + secondOnly;
  const [p1, p2] = [first / games, second / games];
  const [low1, high1] = wilson95(first, games);
  const [low2, high2] = wilson95(second, games);
  const [below1, above1, below2, above2] = [p1 - low1, high1 - p1, p2 - low2, high2 - p2];
  const margins = first * (secondOnly + neither) * second * (firstOnly + neither);
  let phi = 0;
  if (margins > 0) {
    let product = both * neither - firstOnly * secondOnly;
    if (product > 0) product = Math.max(0, product - games / 2);
    phi = product / Math.sqrt(margins);
  }
  const lower = Math.sqrt(Math.max(0, below1 ** 2 - 2 * phi * below1 * above2 + above2 ** 2));
  const upper = Math.sqrt(Math.max(0, above1 ** 2 - 2 * phi * above1 * below2 + below2 ** 2));
  return [p1 - p2 - lower, p1 - p2 + upper];
}

/**
 * Two-sided exact p of McNemar's test: the binomial sign test on the games that only one side won
 * (McNemar 1947; twice the smaller tail, at most 1).
 */
export function mcNemarExact(firstOnly: number, secondOnly: number): number {
  const count = firstOnly + secondOnly;
  const fewer = Math.min(firstOnly, secondOnly);
  if (count === 0) return 1;
  // log C(count, i) − count ln 2, term by term: the powers of two leave the range of numbers early.
  let term = -count * Math.LN2;
  let tail = Math.exp(term);
  for (let i = 1; i <= fewer; i++) {
    term += Math.log((count - i + 1) / i);
    tail += Math.exp(term);
  }
  return Math.min(1, 2 * tail);
}

/** Holm's adjusted p values (1979) of the tests of one table, in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => at(pValues, a) - at(pValues, b));
  const adjusted = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * at(pValues, index)));
    adjusted[index] = largest;
  });
  return adjusted;
}

const at = (values: readonly number[], index: number): number => values[index] as number;

/** Level of the tests, after Holm's correction. */
export const LEVEL = 0.05;

/** Fewest paired games on which non-inferiority is judged either way (design.md, section 6). */
export const FEWEST_FOR_NON_INFERIORITY = 1000;

export type NonInferiority = 'shown' | 'not-shown' | 'worse' | 'too-few';

/** What is judged: a paired difference, and its p value as corrected over its table. */
export type Judged = Pick<PairedDifference, 'games' | 'ci95'> & { readonly pHolm: number };

/**
 * Whether the first loses less than `margin` (0 to 1) to the second, from
 * `FEWEST_FOR_NON_INFERIORITY` games on: `shown` where the paired 95% interval lies above −margin;
 * `worse` where it lies below −margin and the corrected test shows a difference too, so that this
 * never contradicts what is said of the test; else `not-shown` (Piaggio et al. 2012, the CONSORT
 * extension for non-inferiority trials, figure 1). A difference that is shown may still be less than
 * the margin.
 */
export function nonInferiority(
  { games, ci95: [low, high], pHolm }: Judged,
  margin: number,
): NonInferiority {
  if (games < FEWEST_FOR_NON_INFERIORITY) return 'too-few';
  if (low > -margin) return 'shown';
  return high < -margin && pHolm < LEVEL ? 'worse' : 'not-shown';
}
