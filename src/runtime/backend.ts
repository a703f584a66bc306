import type { DecoderDims } from '../shared/manifest';
import { GpuRows } from './gpu-rows';
import { withIntegerProducts } from './integer-products';
import { withMaskedAttention } from './masked-attention';
import type { Ort, Session, SessionOptions } from './ort';
import { Sequences } from './sequences';
import { Serial } from './serial';
import { WasmRows } from './wasm-rows';

/** Begins sequences of one decoder. */
export type SequenceSource = Pick<Sequences<never>, 'start'>;

/** Where the models run. */
export interface Backend {
  readonly device: 'webgpu' | 'wasm';
  /** Null where that is WASM. */
  readonly gpu: GPUDevice | null;
  readonly ort: Ort;
  /** All calls into onnxruntime go through here, those of other backends too. */
  readonly calls: Serial;
  createDecoderSession(model: Uint8Array): Promise<Session>;
  createAdapterSession(model: Uint8Array): Promise<Session>;
  openSequences(session: Session, dims: DecoderDims): SequenceSource;
}

/** The turns of a runtime: it bears one call at a time, on whichever device. */
const CALLS = new WeakMap<Ort, Serial>();

function callsOf(ort: Ort): Serial {
  const known = CALLS.get(ort) ?? new Serial();
  CALLS.set(ort, known);
  return known;
}

const QUIET: SessionOptions = { logSeverityLevel: 3 };

export function wasmBackend(ort: Ort): Backend {
  const calls = callsOf(ort);
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
    gpu: null,
    ort,
    calls,
    createDecoderSession: (model) => createSession(withMaskedAttention(model)),
    createAdapterSession: createSession,
    openSequences: (session, dims) => new Sequences(calls, new WasmRows(ort, session, dims), dims),
  };
}

export function webgpuBackend(ort: Ort, device: GPUDevice): Backend {
  const calls = callsOf(ort);
  const options: SessionOptions = {
    ...QUIET,
    // One entry: a second one would be fallen back to silently.
    executionProviders: [{ name: 'webgpu', device }],
  };
  const createSession = (model: Uint8Array, more: SessionOptions): Promise<Session> =>
    calls.run(() => ort.InferenceSession.create(model, { ...options, ...more }));
  return {
    device: 'webgpu',
    gpu: device,
    ort,
    calls,
    // No `enableGraphCapture`: onnxruntime-web 1.31 makes no such session of a graph with a node on the CPU,
    // as what `num_logits_to_keep` counts is here, and lets none be given a CPU tensor.
    createDecoderSession: (model) =>
      createSession(withIntegerProducts(model), { preferredOutputLocation: 'gpu-buffer' }),
    createAdapterSession: (model) => createSession(model, {}),
    openSequences: (session, dims) =>
      new Sequences(calls, new GpuRows(ort, session, dims, device), dims),
  };
}
