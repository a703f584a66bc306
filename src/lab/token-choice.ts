import type { Rng } from '../shared/rng';
import { entropy, isNearTie, largestIndex, softmax, topIndices } from '../shared/softmax';
import type { Tokenizer } from './models';
import type { SamplingSettings } from './settings';
import type { GeneratedToken } from './trace';

const TOP_SHOWN = 8;

export function greedyToken(logits: Float32Array): number {
  return largestIndex(logits);
}

/**
 * A token drawn at a temperature from the nucleus: the fewest tokens that together reach `topP`
 * (Holtzman et al. 2020).
 */
export function sampledToken(logits: Float32Array, sampling: SamplingSettings, rng: Rng): number {
  const probabilities = softmax(logits, sampling.temperature);
  const order = topIndices(probabilities, probabilities.length);
  const nucleus: number[] = [];
  let reached = 0;
  for (const token of order) {
    nucleus.push(token);
    reached += probabilities[token] as number;
    if (reached >= sampling.topP) break;
  }
  return rng.weighted(
    nucleus,
    nucleus.map((token) => probabilities[token] as number),
  );
}

/** A chosen token with the distribution that it was chosen from. */
export function describeToken(
  token: number,
  logits: Float32Array,
  tokenizer: Tokenizer,
): GeneratedToken {
  const probabilities = softmax(logits);
  return {
    token,
    text: tokenizer.label(token),
    top: topIndices(logits, TOP_SHOWN).map((other) => ({
      token: other,
      text: tokenizer.label(other),
      probability: probabilities[other] as number,
    })),
    entropy: entropy(probabilities),
    nearTie: isNearTie(logits),
  };
}
