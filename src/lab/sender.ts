import { meanRowNorm, norm, stackRows } from '../interlat/rows';
import { Rng } from '../shared/rng';
import { entropyOfLogits, isNearTie } from '../shared/softmax';
import type { DecoderModel, DecoderOutput, Models } from './models';
import type { SamplingSettings } from './settings';
import { greedyToken, sampledToken } from './token-choice';
import { append, type Work } from './work';

/** What the sender spent, ms. */
export interface SenderTime {
  readonly senderPrefill: number;
  readonly generation: number;
}

export interface Thought {
  /** The chain of thought, without the closing `<eop>`. */
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

/** The sender's chain of thought on a prompt: until `<eop>` or the manifest's longest thought. */
export async function think(
  models: Models,
  prompt: string,
  work: Work,
  options: {
    readonly sampling?: SamplingSettings | undefined;
    readonly onToken?: ((tokens: readonly number[]) => void) | undefined;
  } = {},
): Promise<Thought> {
  const { sender, manifest, tokenizer } = models;
  const { bos, bop, eop } = manifest.specialTokens;
  const { sampling, onToken } = options;
  const rng = new Rng(`thought/${sampling?.seed}/${prompt}`);
  const tokens: number[] = [];
  const states: Float32Array[] = [];
  let entropySum = 0;
  let nearTies = 0;
  const sequence = sender.start();
  try {
    const started = work.now();
    let output = await append(
      sequence,
      sender.embed([bos, ...tokenizer.encode(prompt), bop]),
      work,
    );
    const prefilled = work.now();
    let choices = 0;
    while (tokens.length < manifest.maxThoughtTokens) {
      const token = sampling
        ? sampledToken(output.logits, sampling, rng)
        : greedyToken(output.logits);
      choices++;
      entropySum += entropyOfLogits(output.logits);
      if (isNearTie(output.logits)) nearTies++;
      if (token === eop) break;
      tokens.push(token);
      states.push(output.hidden.slice());
      onToken?.(tokens);
      if (tokens.length === manifest.maxThoughtTokens) break;
      output = await append(sequence, sender.embed([token]), work);
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
  const { sender, manifest, tokenizer } = models;
  const { bos, bop } = manifest.specialTokens;
  const states: Float32Array[] = [];
  const sequence = sender.start();
  try {
    const started = work.now();
    const context = sender.embed([bos, ...tokenizer.encode(prompt), bop]);
    let output = await append(sequence, context, work);
    const prefilled = work.now();
    for (const token of tokens) {
      states.push(output.hidden.slice());
      onStep?.(states.length);
      if (states.length < tokens.length)
        output = await append(sequence, sender.embed([token]), work);
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
 * K latent steps: the first input follows the prompt, each next one is made of the output before
 * (paper.md, compression).
 */
async function latentLoop(
  model: DecoderModel,
  prompt: readonly number[],
  firstInput: Float32Array,
  nextInput: (output: DecoderOutput) => Float32Array,
  k: number,
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const states: Float32Array[] = [];
  const sequence = model.start();
  try {
    const started = work.now();
    let output = await append(sequence, stackRows([model.embed(prompt), firstInput]), work);
    const prefilled = work.now();
    for (;;) {
      states.push(output.hidden.slice());
      onStep?.(states.length);
      if (states.length === k) break;
      output = await append(sequence, nextInput(output), work);
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
  const { compressedSender, manifest, tokenizer } = models;
  const tokens = [manifest.specialTokens.bos, ...tokenizer.encode(prompt)];
  const next = (output: DecoderOutput): Float32Array => {
    if (!output.nextEmbeds) throw new Error('The compressed sender gave no next input.');
    return output.nextEmbeds;
  };
  const { latentStart } = compressedSender;
  return latentLoop(compressedSender, tokens, latentStart, next, k, work, onStep);
}

/**
 * The base sender made to go on in latents, K ≥ 1 steps: from `<bop>`, next input the state itself
 * rescaled to the mean norm of the sender's token embeddings (design.md, section 4).
 */
export function untrainedLatents(
  models: Models,
  prompt: string,
  k: number,
  work: Work,
  onStep?: (steps: number) => void,
): Promise<LatentMessage> {
  const { sender, manifest, tokenizer } = models;
  const { bos, bop } = manifest.specialTokens;
  const vocabulary = Array.from({ length: manifest.decoders.sender.vocabulary }, (_, i) => i);
  const embeddingNorm = meanRowNorm(sender.embed(vocabulary), sender.dim);
  const next = ({ hidden }: DecoderOutput): Float32Array => {
    const scale = embeddingNorm / norm(hidden);
    return hidden.map((value) => value * scale);
  };
  const tokens = [bos, ...tokenizer.encode(prompt)];
  return latentLoop(sender, tokens, sender.embed([bop]), next, k, work, onStep);
}
