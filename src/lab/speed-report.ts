/** What a benchmark says (speed.ts measures it). */
export const BATCHES = [1, 8, 32] as const;
export interface SpeedReport {
  readonly positions: number;
  /** Reading `positions` and choosing a token, ms. */
  readonly firstToken: number;
  /** Positions a second. */
  readonly prefill: number;
  /** Tokens a second, of all sequences together. */
  readonly decode: readonly { readonly batch: number; readonly perSecond: number }[];
  /** Steps of the latent loop a second, one message; null without a compressed sender. */
  readonly latentSteps: number | null;
  readonly adapter: { readonly steps: number; readonly milliseconds: number };
  /** A whole message of one game, the prompt's prefill included, ms. */
  readonly full: { readonly steps: number; readonly milliseconds: number };
  readonly trained: { readonly steps: number; readonly milliseconds: number } | null;
}

/** What is counted of a GPU in one decode step, batch 1. */
export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly buffersCreated: number;
  readonly bytesRead: number;
}

/** A report with what only the place that it was measured in can tell; null: it cannot. */
export interface PlacedSpeed extends SpeedReport {
  /** Opening the models, ms: files that are here, sessions, self-tests. */
  readonly load: number | null;
  readonly gpu: GpuCounts | null;
  /** Bytes. */
  readonly peakMemory: number | null;
}

/** As many parts as `onPart` hears of. */
export const PARTS = 3 + BATCHES.length;
