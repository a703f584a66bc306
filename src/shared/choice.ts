import { topIndices } from './softmax';

/** Tokens that a choice shows. */
export const CHOICE_TOP = 8;

/** A distribution over the vocabulary, as much as a greedy choice and its trace need of it. */
export interface Choice {
  /** The `CHOICE_TOP` likeliest tokens, likeliest first, of equals the lower first; all of a smaller vocabulary. */
  readonly tokens: readonly number[];
  /** Their logits. */
  readonly logits: readonly number[];
  /** ln Σ exp(logit − largest) over the whole vocabulary: minus the likeliest token's log-probability. */
  readonly spread: number;
  /** Of the whole distribution at temperature 1, in nats. */
  readonly entropy: number;
}

/** The choice of logits `[vocabulary]`, vocabulary ≥ 1, computed in double precision. */
export function choiceOf(logits: ArrayLike<number>): Choice {
  const tokens = topIndices(logits, CHOICE_TOP);
  const top = tokens.map((token) => logits[token] as number);
  const largest = top[0] as number;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < logits.length; i++) {
    const below = (logits[i] as number) - largest;
    const weight = Math.exp(below);
    if (weight === 0) continue;
    total += weight;
    weighted += weight * below;
  }
  return choiceFrom(tokens, top, total, weighted);
}

/**
 * The same of sums over the vocabulary: `total` = Σ wᵢ and `weighted` = Σ wᵢ (lᵢ − max), with
 * wᵢ = exp(lᵢ − max). The entropy is ln Σ wᵢ − Σ wᵢ (lᵢ − max) / Σ wᵢ.
 */
export function choiceFrom(
  tokens: readonly number[],
  logits: readonly number[],
  total: number,
  weighted: number,
): Choice {
  const spread = Math.log(total);
  return { tokens, logits, spread, entropy: spread - weighted / total };
}

/** The probability, at temperature 1, of the token at a place among the likeliest; 0 where there is none. */
export function probabilityAt({ logits, spread }: Choice, place: number): number {
  const [largest = 0] = logits;
  return Math.exp((logits[place] ?? Number.NEGATIVE_INFINITY) - largest - spread);
}

/** Closer top logits than this may be ordered differently by another backend (design.md, section 5). */
const NEAR_TIE = 1e-3;

/** Whether the two largest logits are closer than `NEAR_TIE`. */
export function isNearTie({ logits: [first, second] }: Choice): boolean {
  return first !== undefined && second !== undefined && first - second < NEAR_TIE;
}
