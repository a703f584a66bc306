import type { Answers, Asked } from '../lab/models';

/** A sequence's place in a decoder. What lies behind `length` is never read. */
export interface Row {
  /** Positions held. */
  length: number;
  /** Whether the next input that the model made at the last position is kept with it. */
  hasNext: boolean;
}

/** What one row of a step reads, and what is asked for then. */
export interface Step {
  /** `[dim]`; null: the next input that is kept with the row. */
  readonly embeds: Float32Array | null;
  readonly asked: readonly Asked[];
}

/**
 * The sequences of one decoder session, as rows that can advance together. Every method but `open`
 * must be called in its turn (`Backend.calls`): none bears another one beside it.
 */
export interface DecoderRows<Held extends Row> {
  /** An empty row. It takes no memory yet. */
  open(): Held;
  /**
   * Gives `to`, which holds nothing yet, the first `length` positions of `from` and its next input;
   * `length` and `hasNext` are the caller's.
   */
  copy(from: Held, to: Held, length: number): void;
  /** Makes room for one more position in each row; the rows that one `step` then takes together. */
  together(rows: readonly Held[]): Held[][];
  /** Appends one embedding to each row of a set that `together` made. */
  step(rows: readonly Held[], steps: readonly Step[]): Promise<Partial<Answers>[]>;
  /** Appends embeddings `[n, dim]`, n ≥ 1. The row's length changes when all have been read. */
  feed(row: Held, embeds: Float32Array, asked: readonly Asked[]): Promise<Partial<Answers>>;
  /**
   * The logits at every node of a tree of embeddings `[nodes, dim]` behind what the row holds, which
   * stays as it was: node i follows node `parents[i]` < i, or for -1 the row's last position.
   */
  explore(row: Held, embeds: Float32Array, parents: readonly number[]): Promise<Partial<Answers>[]>;
  /** Frees the row. */
  close(row: Held): void;
}
