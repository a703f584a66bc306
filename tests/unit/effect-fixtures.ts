import type { Divergence } from '../../src/plots/effect-sentence';

/** Jensen-Shannon divergence of two lists of the same commands, nats. */
export const jsOf: Divergence = (one, other) => {
  const half = (p: number, q: number): number =>
    p === 0 ? 0 : (p / 2) * Math.log((2 * p) / (p + q));
  return one.reduce((sum, { command, probability: p }) => {
    const q = other.find((shares) => shares.command === command)?.probability ?? 0;
    return sum + half(p, q) + half(q, p);
  }, 0);
};
