import type { DecoderOutput } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import { storageBuffer } from './gpu-bank';
import type { Fetches, Ort } from './ort';

interface Part {
  readonly name: string;
  readonly columns: number;
  readonly buffer: GPUBuffer;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** What the decoder says of some rows, in one copy: to wait for the GPU is what takes the time. */
export class GpuOutputs {
  #reserved = 0;
  #parts: readonly Part[] = [];
  #staging: GPUBuffer | null = null;
  #fetches = new Map<number, Fetches>();

  /** `names`: the decoder's outputs but for its cache. */
  constructor(
    private readonly ort: Ort,
    private readonly dims: DecoderDims,
    private readonly device: GPUDevice,
    private readonly names: readonly string[],
  ) {}

  /** Where a run of so many rows puts its outputs. */
  fetches(rows: number): Fetches {
    if (rows > this.#reserved) this.#reserve(rows);
    const known = this.#fetches.get(rows);
    if (known) return known;
    const fetches = Object.fromEntries(
      this.#parts.map(({ name, buffer, columns }) => {
        const shape = [rows, 1, columns];
        return [name, this.ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape })];
      }),
    );
    this.#fetches.set(rows, fetches);
    return fetches;
  }

  /** The outputs of the run that has just ended, of so many rows. */
  async read(rows: number): Promise<DecoderOutput[]> {
    const staging = this.#staging;
    if (!staging) throw new Error('Nothing has run.');
    const encoder = this.device.createCommandEncoder();
    const starts = new Map<string, number>();
    let end = 0;
    for (const { name, buffer, columns } of this.#parts) {
      encoder.copyBufferToBuffer(buffer, 0, staging, end, rows * columns * BYTES);
      starts.set(name, end);
      end += rows * columns * BYTES;
    }
    this.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, end);
    const bytes = staging.getMappedRange(0, end).slice(0);
    staging.unmap();
    const row = (name: string, columns: number, index: number): Float32Array => {
      const start = starts.get(name);
      if (start === undefined) throw new Error(`The decoder gave no ${name}.`);
      const from = start + index * columns * BYTES;
      // Its own memory: who keeps one row keeps no other.
      return new Float32Array(bytes.slice(from, from + columns * BYTES));
    };
    const { vocabulary, dim } = this.dims;
    return Array.from({ length: rows }, (_, index) => ({
      logits: row('logits', vocabulary, index),
      hidden: row('hidden_states', dim, index),
      nextEmbeds: starts.has('next_embeds') ? row('next_embeds', dim, index) : null,
    }));
  }

  #reserve(rows: number): void {
    for (const { buffer } of this.#parts) buffer.destroy();
    this.#staging?.destroy();
    this.#fetches.clear();
    this.#reserved = Math.max(rows, 2 * this.#reserved);
    this.#parts = this.names.map((name) => {
      const columns = name === 'logits' ? this.dims.vocabulary : this.dims.dim;
      // onnxruntime's kernels may write whole groups of four numbers.
      const size = 16 * Math.ceil((this.#reserved * columns * BYTES) / 16);
      return { name, columns, buffer: storageBuffer(this.device, size) };
    });
    const size =
      this.#parts.reduce((sum, { columns }) => sum + columns, 0) * this.#reserved * BYTES;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    this.#staging = this.device.createBuffer({ size, usage });
  }
}
