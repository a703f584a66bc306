/** A batch whose models are lost while it is played. */
import type { BatchFile, BatchSource } from '../lab/batch-file';
import type { FaultKind } from '../lab/trace';
import { mended } from './faults';

/** So many workers may end without an episode between. */
const MOST_ENDED = 2;

export function withFault<T extends BatchFile | null>(batch: T, what: FaultKind): T {
  if (batch === null) return batch;
  const { lines, faults = [] } = batch;
  return { ...batch, faults: [...faults, { done: lines.length, what, backend: null }] };
}

/** The batch with where its latest fault let it go on; the same where that was known. */
export function mendedBatch(batch: BatchFile | null, backend: 'webgpu' | 'wasm'): BatchFile | null {
  if (!batch?.faults) return batch;
  const faults = mended(batch.faults, backend);
  return faults === batch.faults ? batch : { ...batch, faults };
}

export function isHopeless({ faults = [], lines }: BatchFile): boolean {
  const here = faults.filter(
    ({ what, done }) => what === 'worker-stopped' && done === lines.length,
  );
  return here.length >= MOST_ENDED;
}

/** What would make its next lines: what made the first ones, where a fault let it go on there. */
export function goingOn({ faults, source }: BatchFile, now: BatchSource): BatchSource {
  const went = faults?.at(-1)?.backend;
  const { backend, models } = source;
  return went && now.backend.startsWith(went) ? { ...now, backend, models } : now;
}
