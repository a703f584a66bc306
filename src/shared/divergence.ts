/**
 * How far two distributions over what an actor may write are apart. A distribution is a list of
 * commands with their probabilities; what is missing to 1 is one more outcome, "anything else".
 */
export type CommandShares = readonly {
  readonly command: string;
  readonly probability: number;
}[];

/** The largest Jensen-Shannon divergence, nats: of distributions that share no outcome. */
export const DIVERGENCE_BOUND = Math.LN2;

/** The probability of everything that is not listed, 0 to 1. */
export function remainder(shares: CommandShares): number {
  return Math.max(0, 1 - total(shares));
}

function total(shares: CommandShares): number {
  return shares.reduce((sum, { probability }) => sum + probability, 0);
}

/**
 * Jensen-Shannon divergence ½ KL(p ‖ m) + ½ KL(q ‖ m), m = ½ (p + q), in nats: 0 where both are the
 * same, at most ln 2 (Lin 1991). A command that one list lacks has probability 0 there, and rounding
 * above a sum of 1 is divided out.
 */
export function jensenShannon(first: CommandShares, second: CommandShares): number {
  const [p, q] = [outcomes(first), outcomes(second)];
  let twice = 0;
  for (const outcome of new Set([...p.keys(), ...q.keys()])) {
    const [a, b] = [p.get(outcome) ?? 0, q.get(outcome) ?? 0];
    if (a > 0) twice += a * Math.log((2 * a) / (a + b));
    if (b > 0) twice += b * Math.log((2 * b) / (a + b));
  }
  return Math.min(DIVERGENCE_BOUND, Math.max(0, twice / 2));
}

/** Shannon entropy in nats, "anything else" counted as one outcome: a lower bound where that is much. */
export function commandEntropy(shares: CommandShares): number {
  let entropy = 0;
  for (const p of outcomes(shares).values()) if (p > 0) entropy -= p * Math.log(p);
  return Math.max(0, entropy);
}

/** Probabilities that sum to 1; under null stands anything else. */
function outcomes(shares: CommandShares): Map<string | null, number> {
  const sum = Math.max(1, total(shares));
  const found = new Map<string | null, number>([[null, remainder(shares)]]);
  for (const { command, probability } of shares) {
    found.set(command, (found.get(command) ?? 0) + probability / sum);
  }
  return found;
}
