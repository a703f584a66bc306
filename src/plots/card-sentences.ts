/** Sentences made from measured figures. */
import type { CardDifference, CardRow } from '../shared/card';
import { formatCount, formatP, formatPercent, formatPoints } from './format';

/** The sentences in a language. Numbers come written out. */
export interface CardSentenceWords {
  points(points: string, interval: string, games: string): string;
  unclear(points: string): string;
  clear(points: string, p: string): string;
  against(first: string, second: string, end: string): string;
  won(first: string, firstRate: string, second: string, secondRate: string, end: string): string;
  rank(rank: string, latent: string, text: string): string;
  ranks(ranks: readonly string[]): string;
  rate(name: string, percent: string): string;
  /** Several with the same rate. */
  tied(names: readonly string[], percent: string): string;
  range(best: string, worst: string): string;
  rangeBeside(best: string, worst: string, none: string): string;
}

const interval = (ends: readonly number[]): string =>
  `[${ends.map((end) => formatPoints(end).replace('+', '')).join(', ')}]`;

/**
 * `Latents won 93.1%, words 74.0%: +19.1 points [16.0, 22.2] on the same 1,000 games.` The two rates
 * are said only where both are of those games.
 */
export function pairSentence(
  words: CardSentenceWords,
  names: readonly [first: string, second: string],
  difference: CardDifference | null,
  first: CardRow | null,
  second: CardRow | null,
): string {
  if (difference === null) return '';
  const { games, ci95, p_holm } = difference;
  const points = formatPoints(difference.difference);
  const shown = words.points(points, interval(ci95), formatCount(games));
  const unclear = ci95[0] <= 0 && ci95[1] >= 0;
  const end = unclear
    ? words.unclear(shown)
    : words.clear(shown, p_holm < 0.001 ? '< 0.001' : `= ${formatP(p_holm)}`);
  const whole = first?.games === games && second?.games === games;
  if (!whole || first.success20 === null || second.success20 === null) {
    return words.against(names[0], names[1], end);
  }
  const rates = [formatPercent(first.success20), formatPercent(second.success20)] as const;
  return words.won(names[0], rates[0], names[1], rates[1], end);
}

/** `Full latents against words, by the true report: perhaps 61.9% against 55.7%.` */
export function rankSentence(
  words: CardSentenceWords,
  latent: CardRow | null,
  text: CardRow | null,
): string {
  const ranks = Object.keys(latent?.by_truth_rank ?? {}).filter(
    (rank) => latent?.by_truth_rank[rank]?.rate != null && text?.by_truth_rank[rank]?.rate != null,
  );
  const parts = ranks.map((rank) => {
    const ours = latent?.by_truth_rank[rank];
    const theirs = text?.by_truth_rank[rank];
    return words.rank(rank, formatPercent(ours?.rate ?? 0), formatPercent(theirs?.rate ?? 0));
  });
  return parts.length === 0 ? '' : words.ranks(parts);
}

/** `Highest: White noise 1, 93.0%; lowest: RandomRot, 32.9%. No message: 55.1%.` */
export function rangeSentence(
  words: CardSentenceWords,
  nameOf: (condition: string) => string,
  rows: readonly CardRow[],
  none: CardRow | null,
): string {
  const known = rows
    .filter((row) => row.success20 !== null)
    .toSorted((one, other) => (other.success20 ?? 0) - (one.success20 ?? 0));
  const best = known[0];
  const worst = known.at(-1);
  if (best === undefined || worst === undefined) return '';
  // As they are written: what looks equal is told as equal.
  const written = (row: CardRow): string => formatPercent(row.success20 ?? 0);
  if (written(best) === written(worst)) return '';
  const say = (row: CardRow): string => {
    const names = known
      .filter((one) => written(one) === written(row))
      .map(({ condition }) => nameOf(condition));
    return names.length === 1
      ? words.rate(nameOf(row.condition), written(row))
      : words.tied(names, written(row));
  };
  return none === null || none.success20 === null
    ? words.range(say(best), say(worst))
    : words.rangeBeside(say(best), say(worst), formatPercent(none.success20));
}
