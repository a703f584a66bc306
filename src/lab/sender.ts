import { meanRowNorm, norm, stackRows } from '../interlat/rows';
import { choiceOf, isNearTie } from '../shared/choice';
import { Rng } from '../shared/rng';
import { loopContext, thoughtContext, thoughtEnd } from './framing';
import type { Answer, DecoderModel, DecoderSequence, Models } from './models';
import type { SamplingSettings } from './settings';
import { greedyToken, sampledToken } from './token-choice';
import { append, appendNext, type Work } from './work';

/** What the sender spent, ms. */
export interface SenderTime {
  readonly senderPrefill: number;
  readonly generation: number;
}

export interface Thought {
  /** The chain of thought, without the token that closes it. */
  readonly tokens: readonly number[];
  /** `[tokens, dim]`: row t is the hidden state, after the final norm, that emitted token t. */
  readonly latents: Float32Array;
  /** Mean entropy of the choices made, the closing one included, in nats at temperature 1. */
  readonly entropyMean: number;
  /** Choices whose top two logits were nearly equal. */
  readonly nearTies: number;
  readonly time: SenderTime;
}

export interface LatentMessage {
  /** `[k, dim]`, hidden states after the final norm. */
  readonly latents: Float32Array;
  readonly time: SenderTime;
}

/** The sender's chain of thought on a prompt: until it closes it, or the manifest's longest thought. */
export async function think(
  models: Models,
  prompt: string,
  work: Work,
  options: {
    readonly sampling?: SamplingSettings | undefined;
    readonly onToken?: ((tokens: readonly number[]) => void) | undefined;
  } = {},
): Promise<Thought> {
  const { sender, manifest } = models;
  const end = thoughtEnd(models);
  const { sampling, onToken } = options;
  const rng = new Rng(`thought/${sampling?.seed}/${prompt}`);
  const tokens: number[] = [];
  const states: Float32Array[] = [];
  let entropySum = 0;
  let nearTies = 0;
  const sequence = sender.start();
  /** Reads tokens; the choice behind them, the token that it falls on, the state that it is of. */
  const read = async (
    next: readonly number[],
  ): Promise<Answer<'choice' | 'hidden'> & { token: number }> => {
    const embeds = sender.embed(next);
    if (!sampling) {
      const output = await append(sequence, embeds, ['choice', 'hidden'], work);
      return { ...output, token: greedyToken(output.choice) };
    }
    const { logits, hidden } = await append(sequence, embeds, ['logits', 'hidden'], work);
    return { choice: choiceOf(logits), hidden, token: sampledToken(logits, sampling, rng) };
  };
  try {
    const started = work.now();
    let output = await read(thoughtContext(models, prompt));
    const prefilled = work.now();
    let choices = 0;
    while (tokens.length < manifest.maxThoughtTokens) {
      const { token, choice } = output;
      choices++;
      entropySum += choice.entropy;
      if (isNearTie(choice)) nearTies++;
      if (token === end) break;
      tokens.push(token);
      states.push(output.hidden.slice());
      onToken?.(tokens);
      if (tokens.length === manifest.maxThoughtTokens) break;
      output = await read([token]);
    }
    return {
      tokens,
      latents: stackRows(states),
      entropyMean: choices === 0 ? 0 : entropySum / choices,
      nearTies,
      time: { senderPrefill: prefilled - started, generation: work.now() - prefilled },
    };
  } finally {
    sequence.dispose();
  }
}

/**
 * The states `[tokens, dim]`, tokens ≥ 1, of the sender that would emit given tokens after a prompt,
 * as in `think`: row t stands before token t.
 */
export async function forcedStates(
  models: Models,
  prompt: string,
  tokens: readonly number[],
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const { sender } = models;
  const states: Float32Array[] = [];
  const sequence = sender.start();
  try {
    const started = work.now();
    const context = sender.embed(thoughtContext(models, prompt));
    let output = await append(sequence, context, ['hidden'], work);
    const prefilled = work.now();
    for (const token of tokens) {
      states.push(output.hidden.slice());
      onStep?.(states.length);
      if (states.length < tokens.length)
        output = await append(sequence, sender.embed([token]), ['hidden'], work);
    }
    return {
      latents: stackRows(states),
      time: { senderPrefill: prefilled - started, generation: work.now() - prefilled },
    };
  } finally {
    sequence.dispose();
  }
}

/**
 * K latent steps: the first input follows the prompt, `step` makes and appends each next one from the
 * state before (paper.md, compression).
 */
async function latentLoop(
  model: DecoderModel,
  prompt: readonly number[],
  firstInput: Float32Array,
  step: (sequence: DecoderSequence, hidden: Float32Array) => Promise<Answer<'hidden'>>,
  k: number,
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const states: Float32Array[] = [];
  const sequence = model.start();
  try {
    const started = work.now();
    const context = stackRows([model.embed(prompt), firstInput]);
    let { hidden } = await append(sequence, context, ['hidden'], work);
    const prefilled = work.now();
    for (;;) {
      states.push(hidden.slice());
      onStep?.(states.length);
      if (states.length === k) break;
      ({ hidden } = await step(sequence, hidden));
    }
    return {
      latents: stackRows(states),
      time: { senderPrefill: prefilled - started, generation: work.now() - prefilled },
    };
  } finally {
    sequence.dispose();
  }
}

/** The compressed sender's K ≥ 1 latent steps: from `<lat_bos>`, next input h2e of the state. */
export function trainedLatents(
  models: Models,
  prompt: string,
  k: number,
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const { compressedSender } = models;
  const tokens = loopContext(models, prompt);
  const next = (sequence: DecoderSequence): Promise<Answer<'hidden'>> =>
    appendNext(sequence, ['hidden'], work);
  const { latentStart } = compressedSender;
  return latentLoop(compressedSender, tokens, latentStart, next, k, work, onStep);
}

/**
 * The base sender made to go on in latents, K ≥ 1 steps: from the last token before a thought (`<bop>`
 * where there is no template), next input the state itself
 * rescaled to the mean norm of the sender's token embeddings (design.md, section 4).
 */
export function untrainedLatents(
  models: Models,
  prompt: string,
  k: number,
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const { sender, manifest } = models;
  const vocabulary = Array.from({ length: manifest.decoders.sender.vocabulary }, (_, i) => i);
  const embeddingNorm = meanRowNorm(sender.embed(vocabulary), sender.dim);
  const next = (sequence: DecoderSequence, hidden: Float32Array): Promise<Answer<'hidden'>> => {
    const scale = embeddingNorm / norm(hidden);
    const embeds = hidden.map((value) => value * scale);
    return append(sequence, embeds, ['hidden'], work);
  };
  const context = thoughtContext(models, prompt);
  const first = sender.embed(context.slice(-1));
  return latentLoop(sender, context.slice(0, -1), first, next, k, work, onStep);
}
