/**
 * The models as the lab sees them. `runtime` implements this on onnxruntime-web, so that the same
 * episode code runs in the worker and in Node. Matrices are row-major Float32Arrays: `[rows, dim]`.
 */
import type { Choice } from '../shared/choice';
import type { Corpus } from '../shared/corpus';
import type { Manifest } from '../shared/manifest';

export interface Tokenizer {
  encode(text: string): number[];
  /** The text of these tokens, exactly: `decode(encode(text)) === text`. Special tokens are left out. */
  decode(tokens: readonly number[]): string;
  /** One token as it is shown to a person, special tokens included. */
  label(token: number): string;
}

/** What a decoder says at the last position it was given. */
export interface DecoderOutput {
  /** `[vocabulary]`, natural-log units before softmax. */
  readonly logits: Float32Array;
  /** `[dim]`, after the final norm. */
  readonly hidden: Float32Array;
  /** `[dim]`, h2e(hidden): the next latent step's input. Only from a compressed sender. */
  readonly nextEmbeds: Float32Array | null;
}

/** All that can be asked for at a position: the choice is made of the logits, on the device that has them. */
export interface Answers extends DecoderOutput {
  readonly choice: Choice;
}

export type Asked = keyof Answers;

/** What was asked for. Nothing else leaves the device. */
export type Answer<A extends Asked> = Pick<Answers, A>;

/**
 * One sequence with its KV cache. Sequences of one model that wait at the same time advance together,
 * so agents that do not depend on each other are best run at once.
 */
export interface DecoderSequence {
  /** Positions in the KV cache. */
  readonly length: number;
  /**
   * Appends `embeds` `[n, dim]`, n ≥ 1, and answers what is asked for at the last of them; absent: all of
   * `DecoderOutput`. Asked for nothing, a GPU is not waited for. Throws a LabError 'context-full' when the
   * context has no room.
   */
  append<A extends Asked = keyof DecoderOutput>(
    embeds: Float32Array,
    asked?: readonly A[],
  ): Promise<Answer<A>>;
  /**
   * Appends the next input that the model itself made at the last position, as its `nextEmbeds` would be,
   * which does not leave the device. Throws where there is none: of a model that makes none, before the
   * first append, after a way back.
   */
  appendNext<A extends Asked>(asked: readonly A[]): Promise<Answer<A>>;
  /**
   * The logits at every node of a tree of embeddings `[nodes, dim]`, nodes ≥ 1, behind the
   * sequence, which stays as it was: node i follows node `parents[i]` < i, or for -1 the sequence
   * itself. Throws a LabError 'context-full' where the longest path has no room.
   */
  explore(embeds: Float32Array, parents: readonly number[]): Promise<Answer<'logits'>[]>;
  /** Another sequence that has read the same. Wait for the last append before. */
  fork(): DecoderSequence;
  /**
   * Goes back: what follows the first `length` positions, 0 ≤ length ≤ this.length, is forgotten. Wait
   * for the last append before.
   */
  rewind(length: number): void;
  /** Frees the KV cache; the sequence cannot be used afterwards. */
  dispose(): void;
}

export interface DecoderModel {
  readonly dim: number;
  readonly contextLength: number;
  /** Input embeddings of tokens, `[tokens, dim]`. */
  embed(tokens: readonly number[]): Float32Array;
  /**
   * The logit lens: hidden states after the final norm `[rows, dim]` through the model's LM head:
   * `[rows, vocabulary]`. Computed on the CPU, in float32. Null where the head is not the embedding table
   * and the tier brings no table of it.
   */
  readonly lensLogits: ((hidden: Float32Array) => Float32Array) | null;
  start(): DecoderSequence;
}

export interface CompressedSender extends DecoderModel {
  /** `<lat_bos>`: the learned first input of the latent loop, `[dim]`. */
  readonly latentStart: Float32Array;
}

export interface AdapterModel {
  /** Sender hidden states `[steps, dim]` to actor input embeddings `[steps, dim]`, steps ≥ 1. */
  adapt(latents: Float32Array, steps: number): Promise<Float32Array>;
}

export interface Models {
  readonly manifest: Manifest;
  /** What the sender reads and writes in. */
  readonly senderTokenizer: Tokenizer;
  /** The same object where both agents share one. */
  readonly actorTokenizer: Tokenizer;
  readonly sender: DecoderModel;
  readonly compressedSender: CompressedSender;
  readonly actor: DecoderModel;
  readonly adapter: AdapterModel;
  /**
   * What the messages of one view have in common. Throws a LabError 'corpus-missing',
   * 'corpus-invalid' or 'corpus-changed' (it is of other models).
   */
  corpus(view: string): Promise<Corpus>;
}
