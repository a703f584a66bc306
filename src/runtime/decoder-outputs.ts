import type { DecoderDims } from '../shared/manifest';
import { type Fetches, numbers, type Ort, type Outputs } from './ort';

/** What a decoder says about its last position, by the names of the graph's outputs. */
export type Answers = Readonly<Record<string, Float32Array>>;

/** How a decoder's answers come back from where they were computed. */
export interface DecoderOutputs {
  /** Where a run puts them: null for a new tensor. */
  readonly fetches: Fetches;
  /** The answers of the run that has just ended. */
  read(outputs: Outputs): Promise<Answers>;
}

export class CpuOutputs implements DecoderOutputs {
  readonly fetches: Fetches;

  constructor(private readonly names: readonly string[]) {
    this.fetches = Object.fromEntries(names.map((name) => [name, null]));
  }

  async read(outputs: Outputs): Promise<Answers> {
    return Object.fromEntries(this.names.map((name) => [name, numbers(outputs, name)]));
  }
}

/** All answers in one copy: to wait for the GPU is what takes the time. */
export class GpuOutputs implements DecoderOutputs {
  readonly fetches: Fetches;
  readonly #device: GPUDevice;
  readonly #parts: readonly { name: string; buffer: GPUBuffer; start: number; size: number }[];
  readonly #staging: GPUBuffer;

  constructor(ort: Ort, dims: DecoderDims, device: GPUDevice, names: readonly string[]) {
    this.#device = device;
    let start = 0;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.#parts = names.map((name) => {
      const columns = name === 'logits' ? dims.vocabulary : dims.dim;
      const size = columns * Float32Array.BYTES_PER_ELEMENT;
      // onnxruntime's kernels may write whole groups of four numbers.
      const buffer = device.createBuffer({ size: Math.ceil(size / 16) * 16, usage });
      const part = { name, buffer, start, size };
      start += size;
      return part;
    });
    this.#staging = device.createBuffer({
      size: start,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    this.fetches = Object.fromEntries(
      this.#parts.map(({ name, buffer, size }) => {
        const shape = [1, 1, size / Float32Array.BYTES_PER_ELEMENT];
        return [name, ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape })];
      }),
    );
  }

  async read(): Promise<Answers> {
    const staging = this.#staging;
    const encoder = this.#device.createCommandEncoder();
    for (const { buffer, start, size } of this.#parts) {
      encoder.copyBufferToBuffer(buffer, 0, staging, start, size);
    }
    this.#device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const bytes = staging.getMappedRange().slice(0);
    staging.unmap();
    return Object.fromEntries(
      this.#parts.map(({ name, start, size }) => [
        name,
        new Float32Array(bytes, start, size / Float32Array.BYTES_PER_ELEMENT),
      ]),
    );
  }
}
