import { type Choice, isNearTie, probabilityAt } from '../shared/choice';
import type { Rng } from '../shared/rng';
import { softmax, topIndices } from '../shared/softmax';
import type { Tokenizer } from './models';
import type { SamplingSettings } from './settings';
import type { GeneratedToken } from './trace';

export function greedyToken({ tokens }: Choice): number {
  return tokens[0] as number;
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
export function describeToken(token: number, choice: Choice, tokenizer: Tokenizer): GeneratedToken {
  return {
    token,
    text: tokenizer.label(token),
    top: choice.tokens.map((other, place) => ({
      token: other,
      text: tokenizer.label(other),
      probability: probabilityAt(choice, place),
    })),
    entropy: choice.entropy,
    nearTie: isNearTie(choice),
  };
}
