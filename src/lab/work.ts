import type { DecoderOutput, DecoderSequence } from './models';

/** What decoding needs from its surroundings. */
export interface Work {
  readonly signal: AbortSignal;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  /**
   * Lets waiting events in, a cancel among them, before each decoder step. The worker gives one,
   * since WASM steps alone never yield to its message queue.
   */
  readonly letEventsIn?: () => Promise<void>;
}

/** Appends to a sequence, unless the work was aborted: then it throws the signal's reason. */
export async function append(
  sequence: DecoderSequence,
  embeds: Float32Array,
  work: Work,
): Promise<DecoderOutput> {
  await work.letEventsIn?.();
  work.signal.throwIfAborted();
  return sequence.append(embeds);
}

/** `DecoderSequence.explore`, unless the work was aborted: then it throws the signal's reason. */
export async function explore(
  sequence: DecoderSequence,
  embeds: Float32Array,
  parents: readonly number[],
  work: Work,
): Promise<DecoderOutput[]> {
  await work.letEventsIn?.();
  work.signal.throwIfAborted();
  return sequence.explore(embeds, parents);
}
