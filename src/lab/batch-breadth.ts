/** The information breadth of a batch's messages: of each episode its first latent steps, in few digits. */
import { logitBreadth, SHOWN } from '../interlat/breadth';
import type { Models } from './models';
import type { MessageSettings } from './settings';
import type { MessageTrace } from './trace';

/** As many steps are kept of a message: those of the paper's figure and of a tier's card. */
export const BREADTH_STEPS = 6;

/** Shares and nats are kept in thousandths. */
export const BREADTH_UNIT = 1000;

/** A step's row: cumulative shares of its 1, 2, … 6 likeliest words of ten, then its entropy. */
export const BREADTH_COLUMNS = SHOWN + 1;

/**
 * Of what was sent, disturbed or not, one row `[7]` a step for its first six steps: cumulative shares of
 * the ten likeliest words and the entropy in nats, each in thousandths. Read through the LM head of the
 * model that wrote it. Null without latents, and where that head cannot be read.
 */
export function measureBreadth(
  models: Pick<Models, 'sender' | 'compressedSender'>,
  { compression }: Pick<MessageSettings, 'compression'>,
  message: Pick<MessageTrace, 'latents' | 'dim'> | null,
): number[][] | null {
  const writer = compression === 'trained' ? models.compressedSender : models.sender;
  const { latents, dim } = message ?? { latents: null, dim: 0 };
  if (writer.lensLogits === null || latents === null || latents.length === 0) return null;
  const steps = Math.min(BREADTH_STEPS, latents.length / dim);
  const logits = writer.lensLogits(latents.slice(0, steps * dim));
  const vocabulary = logits.length / steps;
  return Array.from({ length: steps }, (_, step) => {
    const own = logits.subarray(step * vocabulary, (step + 1) * vocabulary);
    const { cumulative, entropy } = logitBreadth(own);
    return [...cumulative, entropy].map((value) => Math.round(BREADTH_UNIT * value));
  });
}
