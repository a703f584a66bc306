/** Whether a GPU is large enough for a tier, before anything of it is downloaded. */
import type { Refusal } from '../client/protocol';
import type { Manifest } from '../shared/manifest';
import type { Gpu } from './gpu';

type Small = Extract<Refusal, { kind: 'limit' }>;

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * The largest buffer that a decoder binds, in bytes: the keys or values of a layer `[kvHeads, context,
 * headDim]` in float32, or the output head `[vocabulary, dim]` in 8 bits.
 */
export function largestBuffer({ decoders }: Pick<Manifest, 'decoders'>): number {
  return Math.max(
    ...Object.values(decoders).flatMap(({ kvHeads, context, headDim, vocabulary, dim }) => [
      kvHeads * context * headDim * FLOAT,
      vocabulary * dim,
    ]),
  );
}

/** The limit that is too small, or null. */
export function tooSmall(
  gpu: Pick<Gpu, 'limits'>,
  manifest: Pick<Manifest, 'decoders'>,
): Small | null {
  const needs = largestBuffer(manifest);
  for (const name of ['maxBufferSize', 'maxStorageBufferBindingSize'] as const) {
    const has = gpu.limits[name];
    if (has < needs) return { kind: 'limit', name, needs, has };
  }
  return null;
}
