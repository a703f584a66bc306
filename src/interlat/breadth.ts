/**
 * Information breadth: how many words a latent step still holds open (design.md, section 6). The same
 * computation in Python: models/interlat_models/breadth.py.
 */
import { entropy, softmax, topIndices } from '../shared/softmax';

/** The likeliest words that are renormalised, and of how many the cumulative share is shown. */
export const TOP = 10;
export const SHOWN = 6;

export interface StepBreadth {
  /** Of the top-10 renormalised: the share of the first one, two, … six, each from 0 to 1. */
  readonly cumulative: readonly number[];
  /** Of the whole distribution at temperature 1, in nats. */
  readonly entropy: number;
  /** e to the entropy: the effective number of hypotheses, at least 1. */
  readonly effective: number;
}

/**
 * Of a step's likeliest probabilities (most probable first; those beyond the tenth are not used) and
 * the entropy of its whole distribution, nats. Fewer than six give a last share of 1.
 */
export function topBreadth(top: readonly number[], nats: number): StepBreadth {
  const kept = top.slice(0, TOP);
  const total = kept.reduce((sum, probability) => sum + probability, 0);
  const cumulative: number[] = [];
  let sum = 0;
  for (let rank = 0; rank < SHOWN; rank++) {
    sum += kept[rank] ?? 0;
    cumulative.push(total > 0 ? Math.min(1, sum / total) : 0);
  }
  return { cumulative, entropy: nats, effective: Math.exp(nats) };
}

/** The same of a step's logits `[vocabulary]`. */
export function logitBreadth(logits: ArrayLike<number>): StepBreadth {
  const probabilities = softmax(logits);
  const top = topIndices(probabilities, TOP).map((index) => probabilities[index] ?? 0);
  return topBreadth(top, entropy(probabilities));
}
