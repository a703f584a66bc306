/** What a benchmark says (speed.ts measures it). */
export const BATCHES = [1, 8, 32] as const;
/** Lengths of trained messages that are measured, where the tier has them. */
export const LENGTHS = [1, 2, 4, 8] as const;

/** One message of one game, the middle of some rounds. */
export interface MessageSpeed {
  /** Rows of the message. */
  readonly steps: number;
  /** The prompt's prefill included, ms. */
  readonly milliseconds: number;
  /** After the prompt was read, ms: the prefill gives the first state, each further one takes a step. */
  readonly generation: number;
}

/** Games played from end to end, one at a time, with one kind of message. */
export interface EpisodeSpeed {
  readonly message: 'text' | 'latent' | 'trained';
  /** Latents of a trained message, else null. */
  readonly k: number | null;
  readonly games: number;
  /** Commands, of all games. */
  readonly steps: number;
  /** Of all games, from the sender's prompt to the last command. */
  readonly milliseconds: number;
  /** Of that: until the actor has read the message. */
  readonly communication: number;
}

/** Tokens a second, of all sequences together: the middle of some rounds, the slowest and the fastest of them. */
export interface DecodeSpeed {
  readonly batch: number;
  readonly perSecond: number;
  readonly least: number;
  readonly most: number;
}

export interface SpeedReport {
  /** From a game's prompt to the first token of the thought, middle of some rounds, ms. */
  readonly firstToken: { readonly positions: number; readonly milliseconds: number };
  /** Positions that the actor reads a second, `positions` at once, middle of some rounds. */
  readonly prefill: { readonly positions: number; readonly perSecond: number };
  readonly decode: readonly DecodeSpeed[];
  /** Steps of the latent loop a second, one message; null without a compressed sender. */
  readonly latentSteps: number | null;
  readonly adapter: { readonly steps: number; readonly milliseconds: number };
  readonly full: MessageSpeed;
  /** Of `LENGTHS`, those that the tier was trained for. */
  readonly trained: readonly MessageSpeed[];
  /** Null where one would take too long here. */
  readonly episodes: readonly EpisodeSpeed[] | null;
}

/** What is counted of a GPU in one decode step, batch 1. */
export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly buffersCreated: number;
  readonly bytesRead: number;
}

/** What the device alone allows, whatever the program. */
export interface SpeedBounds {
  /** Bytes of the weight matrices, as they lie where they are multiplied. */
  readonly weights: number;
  /** Bytes a second that a plain copy reads and writes. A cache that holds the weights may give more. */
  readonly copied: number;
  /** Positions a second of the decoder's weight products alone, back to back; none where that was not measured. */
  readonly products: readonly { readonly batch: number; readonly perSecond: number }[];
  /** An empty dispatch in a row of many, ms; null off the GPU. */
  readonly dispatch: number | null;
}

/** At its largest, bytes; null: it cannot be told here. */
export interface PeakMemory {
  /** The whole process; null in a browser. */
  readonly process: number | null;
  /** The runtime's heap, which does not shrink. */
  readonly wasm: number | null;
  /** All buffers on the GPU. */
  readonly gpu: number | null;
  /** The page with its workers as the browser estimates it, now; null in Node. */
  readonly page: number | null;
}

/** A report with what only the place that it was measured in can tell; null: it cannot. */
export interface PlacedSpeed extends SpeedReport {
  readonly device: 'wasm' | 'webgpu';
  /** Opening the models, ms: files that are here, sessions, self-tests. */
  readonly load: number | null;
  readonly gpu: GpuCounts | null;
  readonly bounds: SpeedBounds | null;
  readonly memory: PeakMemory;
}

/** As many parts as `onPart` hears of. */
export const PARTS = 4 + BATCHES.length;
