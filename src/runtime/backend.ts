import type { DecoderDims } from '../shared/manifest';
import { CpuOutputs, type DecoderOutputs, GpuOutputs } from './decoder-outputs';
import { GpuKvCache, GrowingKvCache, type KvCache } from './kv-cache';
import type { Ort, Session, SessionOptions } from './ort';
import { Serial } from './serial';

/** Where the models run. */
export interface Backend {
  readonly device: 'webgpu' | 'wasm';
  readonly ort: Ort;
  /** All calls into onnxruntime go through here. */
  readonly calls: Serial;
  createDecoderSession(model: Uint8Array): Promise<Session>;
  createAdapterSession(model: Uint8Array): Promise<Session>;
  createKvCache(dims: DecoderDims): KvCache;
  /** `names`: the decoder's outputs but for its cache. */
  createDecoderOutputs(dims: DecoderDims, names: readonly string[]): DecoderOutputs;
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
  const createSession = (model: Uint8Array): Promise<Session> =>
    calls.run(() => ort.InferenceSession.create(model, { ...options }));
  return {
    device: 'wasm',
    ort,
    calls,
    createDecoderSession: createSession,
    createAdapterSession: createSession,
    createKvCache: (dims) => new GrowingKvCache(ort, dims),
    createDecoderOutputs: (_, names) => new CpuOutputs(names),
  };
}

export function webgpuBackend(ort: Ort, device: GPUDevice): Backend {
  const calls = new Serial();
  const options: SessionOptions = {
    ...QUIET,
    // One entry: a second one would be fallen back to silently.
    executionProviders: [{ name: 'webgpu', device }],
  };
  const createSession = (model: Uint8Array, more: SessionOptions): Promise<Session> =>
    calls.run(() => ort.InferenceSession.create(model, { ...options, ...more }));
  return {
    device: 'webgpu',
    ort,
    calls,
    createDecoderSession: (model) =>
      createSession(model, { preferredOutputLocation: 'gpu-buffer' }),
    createAdapterSession: (model) => createSession(model, {}),
    createKvCache: (dims) => new GpuKvCache(ort, dims, device),
    createDecoderOutputs: (dims, names) => new GpuOutputs(ort, dims, device, names),
  };
}
