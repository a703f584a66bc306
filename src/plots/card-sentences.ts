/** Sentences made from measured figures. */
import type { CardDifference, CardRow } from '../shared/card';
import { conditionName } from './condition-names';
import { formatCount, formatP, formatPercent, formatPoints } from './format';

const interval = (ends: readonly number[]): string =>
  `[${ends.map((end) => formatPoints(end).replace('+', '')).join(', ')}]`;

/**
 * `Latents won 93.1%, words 74.0%: +19.1 points [16.0, 22.2] on the same 1,000 games.` The two rates
 * are said only where both are of those games.
 */
export function pairSentence(
  names: readonly [first: string, second: string],
  difference: CardDifference | null,
  first: CardRow | null,
  second: CardRow | null,
): string {
  if (difference === null) return '';
  const { games, ci95, p_holm } = difference;
  const shown = `${formatPoints(difference.difference)} points ${interval(ci95)} on the same ${formatCount(games)} games`;
  const unclear = ci95[0] <= 0 && ci95[1] >= 0;
  const end = unclear
    ? `${shown}; the interval includes no difference.`
    : `${shown} (McNemar, Holm: p ${p_holm < 0.001 ? '< 0.001' : `= ${formatP(p_holm)}`}).`;
  const whole = first?.games === games && second?.games === games;
  if (!whole || first.success20 === null || second.success20 === null) {
    return `${names[0]} against ${names[1]}: ${end}`;
  }
  return `${names[0]} won ${formatPercent(first.success20)}%, ${names[1]} ${formatPercent(second.success20)}%: ${end}`;
}

/** `On the least reliable reports (perhaps, 97 games) latents won 61.9%, words 55.7%.` */
export function rankSentence(latent: CardRow | null, text: CardRow | null): string {
  const ranks = Object.keys(latent?.by_truth_rank ?? {}).filter(
    (rank) => latent?.by_truth_rank[rank]?.rate != null && text?.by_truth_rank[rank]?.rate != null,
  );
  const parts = ranks.map((rank) => {
    const ours = latent?.by_truth_rank[rank];
    const theirs = text?.by_truth_rank[rank];
    return `${rank} ${formatPercent(ours?.rate ?? 0)}% against ${formatPercent(theirs?.rate ?? 0)}%`;
  });
  return parts.length === 0
    ? ''
    : `Full latents against words, by the true report: ${parts.join(', ')}.`;
}

/** `The least harm: White noise 1, 93.0%; the most: RandomRot, 32.9%. No message: 55.1%.` */
export function rangeSentence(rows: readonly CardRow[], none: CardRow | null): string {
  const known = rows
    .filter((row) => row.success20 !== null)
    .toSorted((one, other) => (other.success20 ?? 0) - (one.success20 ?? 0));
  const best = known[0];
  const worst = known.at(-1);
  if (best === undefined || worst === undefined || best === worst) return '';
  const say = (row: CardRow): string =>
    `${conditionName(row.condition)}, ${formatPercent(row.success20 ?? 0)}%`;
  const without =
    none === null || none.success20 === null
      ? ''
      : ` No message: ${formatPercent(none.success20)}%.`;
  return `Highest: ${say(best)}; lowest: ${say(worst)}.${without}`;
}
