import type { DecoderOutput } from '../lab/models';

/** A sequence's place in a decoder. What lies behind `length` is never read. */
export interface Row {
  /** Positions held. */
  length: number;
}

/**
 * The sequences of one decoder session, as rows that can advance together. Every method but `open`
 * must be called in its turn (`Backend.calls`): none bears another one beside it.
 */
export interface DecoderRows<Held extends Row> {
  /** An empty row. It takes no memory yet. */
  open(): Held;
  /** Gives `to`, which holds nothing yet, the first `length` positions of `from`; lengths are the caller's. */
  copy(from: Held, to: Held, length: number): void;
  /** Makes room for one more position in each row; the rows that one `step` then takes together. */
  together(rows: readonly Held[]): Held[][];
  /** Appends one embedding `[dim]` to each row of a set that `together` made. */
  step(rows: readonly Held[], embeds: readonly Float32Array[]): Promise<DecoderOutput[]>;
  /** Appends embeddings `[n, dim]`, n ≥ 1. The row's length changes when all have been read. */
  feed(row: Held, embeds: Float32Array): Promise<DecoderOutput>;
  /**
   * The outputs at every node of a tree of embeddings `[nodes, dim]` behind what the row holds, which
   * stays as it was: node i follows node `parents[i]` < i, or for -1 the row's last position.
   */
  explore(row: Held, embeds: Float32Array, parents: readonly number[]): Promise<DecoderOutput[]>;
  /** Frees the row. */
  close(row: Held): void;
}
