import type { DecoderDims } from '../shared/manifest';
import { GpuKvCache, GrowingKvCache, type KvCache } from './kv-cache';
import type { Ort, Session, SessionOptions } from './ort';
import { Serial } from './serial';

/** Where the models run. */
export interface Backend {
  readonly device: 'webgpu' | 'wasm';
  readonly ort: Ort;
  /** All calls into onnxruntime go through here. */
  readonly calls: Serial;
  /** `cachedLayers`: how many layers' keys and values the model puts out; 0 for one without a cache. */
  createSession(model: Uint8Array, cachedLayers: number): Promise<Session>;
  createKvCache(dims: DecoderDims): KvCache;
}

const QUIET: SessionOptions = { logSeverityLevel: 3 };

export function wasmBackend(ort: Ort): Backend {
  const calls = new Serial();
  const options: SessionOptions = {
    ...QUIET,
    executionProviders: ['wasm'],
    // Unfolds int8 weights to float32 once at load instead of in every step.
    extra: { session: { disable_quant_qdq: '1' } },
  };
  return {
    device: 'wasm',
    ort,
    calls,
    createSession: (model) => calls.run(() => ort.InferenceSession.create(model, { ...options })),
    createKvCache: (dims) => new GrowingKvCache(ort, dims),
  };
}

export function webgpuBackend(ort: Ort, device: GPUDevice): Backend {
  const calls = new Serial();
  return {
    device: 'webgpu',
    ort,
    calls,
    createSession: (model, cachedLayers) => {
      const layers = Array.from({ length: cachedLayers }, (_, layer) => layer);
      const options: SessionOptions = {
        ...QUIET,
        // One entry: a second one would be fallen back to silently.
        executionProviders: [{ name: 'webgpu', device }],
        preferredOutputLocation: Object.fromEntries(
          layers.flatMap((layer) => [
            [`present.${layer}.key`, 'gpu-buffer'],
            [`present.${layer}.value`, 'gpu-buffer'],
          ]),
        ),
      };
      return calls.run(() => ort.InferenceSession.create(model, options));
    },
    createKvCache: (dims) => new GpuKvCache(ort, dims, device),
  };
}
