import { entropy, softmax, topIndices } from '../shared/softmax';
import type { DecoderModel, Tokenizer } from './models';
import type { LatentStep } from './trace';
import type { Work } from './work';

const TOP_SHOWN = 10;

/** Steps read at once: between two blocks an abort is heard. */
const BLOCK = 32;

/**
 * What each latent step `[steps, dim]` says through the LM head of `writer`, the model that it comes
 * from, at temperature 1 over the whole vocabulary. Null where that head cannot be read. Throws the
 * signal's reason where it was aborted.
 */
export async function readLens(
  writer: DecoderModel,
  tokenizer: Tokenizer,
  latents: Float32Array,
  work: Pick<Work, 'signal' | 'letEventsIn'>,
): Promise<LatentStep[] | null> {
  if (writer.lensLogits === null) return null;
  const steps: LatentStep[] = [];
  for (let start = 0; start < latents.length; start += BLOCK * writer.dim) {
    await work.letEventsIn?.();
    work.signal.throwIfAborted();
    const block = latents.subarray(start, start + BLOCK * writer.dim);
    const rows = block.length / writer.dim;
    const logits = writer.lensLogits(block);
    const vocabulary = logits.length / rows;
    for (let row = 0; row < rows; row++) {
      const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
      steps.push(latentStep(own, tokenizer));
    }
  }
  return steps;
}

function latentStep(logits: Float32Array, tokenizer: Tokenizer): LatentStep {
  const probabilities = softmax(logits);
  const top = topIndices(logits, TOP_SHOWN).map((token) => ({
    token,
    text: tokenizer.label(token),
    probability: probabilities[token] as number,
  }));
  return { top, entropy: entropy(probabilities) };
}
