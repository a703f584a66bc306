/** The standard normal's 97.5th percentile. */
const Z = 1.959963984540054;

/**
 * Wilson's 95% score interval of a share, each end in [0, 1] (Wilson 1927; Newcombe 1998, method 3).
 * Without trials nothing is known: [0, 1].
 */
export function wilson95(successes: number, trials: number): [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const scale = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + (Z / (2 * trials)) ** 2);
  // The ends are exactly 0 and 1 there; the sums would miss them by a rounding error.
  const low = successes === 0 ? 0 : centre - half;
  const high = successes === trials ? 1 : centre + half;
  return [low, high];
}
