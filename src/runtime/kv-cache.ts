import type { DecoderDims } from '../shared/manifest';
import type { Fetches, Ort, Outputs, Tensor } from './ort';

/** The keys and values of one sequence, between two runs of the decoder. */
export interface KvCache {
  /** For the inputs `past_key_values.*`. */
  readonly past: Readonly<Record<string, Tensor>>;
  /** For the outputs `present.*`: where they go, or null for a new tensor. */
  readonly present: Fetches;
  /** Takes the outputs of a run over. */
  keep(outputs: Outputs): void;
  /** Forgets all positions after the first `length`. */
  rewind(length: number): void;
  dispose(): void;
}

interface CacheName {
  readonly past: string;
  readonly present: string;
}

function cacheNames(layers: number): CacheName[] {
  return Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((kind) => `${layer}.${kind}`),
  )
    .flat()
    .map((name) => ({ past: `past_key_values.${name}`, present: `present.${name}` }));
}

/** On WASM each run returns the whole cache, one position longer: it cannot write in place there. */
export class GrowingKvCache implements KvCache {
  readonly #past: Record<string, Tensor> = {};
  readonly #names: readonly CacheName[];
  readonly present: Fetches;

  constructor(
    private readonly ort: Ort,
    dims: DecoderDims,
  ) {
    this.#names = cacheNames(dims.layers);
    this.present = Object.fromEntries(this.#names.map(({ present }) => [present, null]));
    for (const { past } of this.#names) {
      const shape = [1, dims.kvHeads, 0, dims.headDim];
      this.#past[past] = new ort.Tensor('float32', new Float32Array(0), shape);
    }
  }

  get past(): Readonly<Record<string, Tensor>> {
    return this.#past;
  }

  keep(outputs: Outputs): void {
    for (const { past, present } of this.#names) {
      const output = outputs[present];
      if (!output) throw new Error(`The decoder gave no ${present}.`);
      this.#past[past] = output as Tensor;
    }
  }

  rewind(length: number): void {
    for (const { past } of this.#names) {
      const tensor = this.#past[past];
      if (tensor) this.#past[past] = firstPositions(this.ort, tensor, length);
    }
  }

  dispose(): void {
    for (const { past } of this.#names) delete this.#past[past];
  }
}

/** Of keys or values `[1, heads, positions, headDim]` the first positions, copied. */
function firstPositions(ort: Ort, { data, dims }: Tensor, length: number): Tensor {
  const [, heads = 0, positions = 0, headDim = 0] = dims;
  if (!(data instanceof Float32Array)) throw new Error('The cache holds other than float32.');
  const kept = new Float32Array(heads * length * headDim);
  for (let head = 0; head < heads; head++) {
    const start = head * positions * headDim;
    kept.set(data.subarray(start, start + length * headDim), head * length * headDim);
  }
  return new ort.Tensor('float32', kept, [1, heads, length, headDim]);
}

/** On WebGPU each run writes its positions in place, into buffers that hold the whole context. */
export class GpuKvCache implements KvCache {
  readonly past: Readonly<Record<string, Tensor>>;
  readonly present: Fetches;
  readonly #buffers: readonly GPUBuffer[];

  constructor(ort: Ort, dims: DecoderDims, device: GPUDevice) {
    const shape = [1, dims.kvHeads, dims.context, dims.headDim];
    const size = shape.reduce((product, count) => product * count, Float32Array.BYTES_PER_ELEMENT);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const caches = cacheNames(dims.layers).map(({ past, present }) => {
      const buffer = device.createBuffer({ size, usage });
      const tensor = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape });
      return { past, present, buffer, tensor };
    });
    this.past = Object.fromEntries(caches.map(({ past, tensor }) => [past, tensor]));
    this.present = Object.fromEntries(caches.map(({ present, tensor }) => [present, tensor]));
    this.#buffers = caches.map(({ buffer }) => buffer);
  }

  keep(): void {}

  /** What lies behind the sequence's length is never read, and written over. */
  rewind(): void {}

  dispose(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}
