/** Information breadth along the steps of one message, from its logit lens. */
import { type StepBreadth, topBreadth } from '../interlat/breadth';
import { lensTexts } from './lens-texts';
import type { LaneTrace, LatentStep } from './trace';

export interface MessageStep extends StepBreadth {
  /** From 1. */
  readonly step: number;
  /** The likeliest word, and its share of the top-10 is `cumulative[0]`. */
  readonly top: string;
  /** The word of the CoT that this step emitted; null where it is of none or not known. */
  readonly word: string | null;
  /** That word is an object or a place with its number. */
  readonly named: boolean;
}

export interface LaneBreadth {
  readonly sent: readonly MessageStep[];
  /** Before edits and perturbation, where those changed the latents. */
  readonly written: readonly MessageStep[] | null;
}

/** As models/interlat_models/thought_text.py has it: `mug 1`. */
const NAME = /^[a-z]+ \d+$/;

type Tokens = readonly (number | null)[];

/**
 * Null where the lane has no latents, or a trace that kept no lens of them. A word is known where any
 * step of the message has it among its ten likeliest: as the sender writes, that is every word.
 */
export function laneBreadth({ settings, message }: LaneTrace): LaneBreadth | null {
  if (message?.lens === undefined) return null;
  const { lens, written } = message;
  const cot = message.chainOfThought?.tokens;
  const emitted = message.tokenOfStep?.map((place) =>
    place === null ? null : (cot?.[place] ?? null),
  );
  const texts = lensTexts(message);
  const steps = (lenses: readonly LatentStep[], tokens: Tokens | undefined): MessageStep[] =>
    lenses.map(({ top, entropy }, index) => {
      const token = tokens?.[index] ?? null;
      const word = token === null ? null : (texts.get(token)?.trim() ?? null);
      return {
        ...topBreadth(
          top.map(({ probability }) => probability),
          entropy,
        ),
        step: index + 1,
        top: top[0]?.text.trim() ?? '',
        word,
        named: word !== null && NAME.test(word),
      };
    });
  // Edits move steps: what was written then has the words of the whole CoT, or none that are known.
  const moved = (settings.edits?.length ?? 0) > 0;
  const before =
    settings.compression === 'full' && cot?.length === written?.lens.length
      ? cot
      : moved
        ? undefined
        : emitted;
  return {
    sent: steps(lens, emitted),
    written: written === undefined ? null : steps(written.lens, before),
  };
}
