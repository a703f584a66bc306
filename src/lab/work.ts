import type { Answer, Asked, DecoderSequence } from './models';

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

async function begin({ signal, letEventsIn }: Work): Promise<void> {
  await letEventsIn?.();
  signal.throwIfAborted();
}

/** Appends to a sequence, unless the work was aborted: then it throws the signal's reason. */
export async function append<A extends Asked>(
  sequence: DecoderSequence,
  embeds: Float32Array,
  asked: readonly A[],
  work: Work,
): Promise<Answer<A>> {
  await begin(work);
  return sequence.append(embeds, asked);
}

/** `DecoderSequence.appendNext`, unless the work was aborted: then it throws the signal's reason. */
export async function appendNext<A extends Asked>(
  sequence: DecoderSequence,
  asked: readonly A[],
  work: Work,
): Promise<Answer<A>> {
  await begin(work);
  return sequence.appendNext(asked);
}

/** `DecoderSequence.explore`, unless the work was aborted: then it throws the signal's reason. */
export async function explore(
  sequence: DecoderSequence,
  embeds: Float32Array,
  parents: readonly number[],
  work: Work,
): Promise<Answer<'logits'>[]> {
  await begin(work);
  return sequence.explore(embeds, parents);
}
