import type { DecoderDims } from '../shared/manifest';
import type { Row } from './decoder-rows';
import type { Ort, Tensor } from './ort';

export interface BankRow extends Row {
  /** Null while it holds nothing. */
  bank: GpuBank | null;
}

/** For the kernels, and for copies either way. */
export function storageBuffer(device: GPUDevice, size: number): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  return device.createBuffer({ size, usage });
}

/** A layer's keys or values. */
interface Cache {
  readonly name: string;
  /** `[reserved, kvHeads, capacity, headDim]` */
  buffer: GPUBuffer;
}

/**
 * Keys and values of some sequences on the GPU: one buffer for each layer's keys and values, which a
 * run reads as past and writes in place as present. Copies between rows stay on the GPU.
 */
export class GpuBank {
  readonly rows: BankRow[] = [];
  /** `[reserved, dim]`: what each row reads in the next step, and the next input that it is to keep. */
  inputs: GPUBuffer;
  /** `[reserved]`, int32: the position that each row stands at when it has read. */
  #ends: GPUBuffer;
  #caches: Cache[];
  #reserved: number;
  /** Past and present tensors of the first rows, by their count: buffers are bound as long as they live. */
  #tensors = new Map<number, Record<string, Tensor>>();
  #inputs = new Map<number, { embeds: Tensor; ends: Tensor }>();

  constructor(
    private readonly ort: Ort,
    private readonly dims: DecoderDims,
    private readonly device: GPUDevice,
    reserved: number,
    public capacity: number,
    private readonly most: number,
  ) {
    this.#reserved = reserved;
    this.inputs = storageBuffer(device, 16 * Math.ceil((reserved * this.#inputSize) / 16));
    this.#ends = storageBuffer(device, 16 * Math.ceil(reserved / 4));
    this.#caches = Array.from({ length: dims.layers }, (_, layer) =>
      ['key', 'value'].map((kind) => `${layer}.${kind}`),
    )
      .flat()
      .map((name) => ({ name, buffer: this.#buffer(reserved, capacity) }));
  }

  get full(): boolean {
    return this.rows.length === this.most;
  }

  /** The inputs and outputs of a run of the first `count` rows that are its cache. */
  bound(count: number): { past: Record<string, Tensor>; present: Record<string, Tensor> } {
    const { kvHeads, headDim } = this.dims;
    const shape = [count, kvHeads, this.capacity, headDim];
    let tensors = this.#tensors.get(count);
    if (!tensors) {
      tensors = Object.fromEntries(
        this.#caches.map(({ name, buffer }) => [
          name,
          this.ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape }),
        ]),
      );
      this.#tensors.set(count, tensors);
    }
    const named = (prefix: string): Record<string, Tensor> =>
      Object.fromEntries(
        Object.entries(tensors).map(([name, tensor]) => [`${prefix}.${name}`, tensor]),
      );
    return { past: named('past_key_values'), present: named('present') };
  }

  /**
   * What the first rows read in the next step, `[rows, 1, dim]`, and `ends` `[rows]`, where each then
   * stands. Written, not given as CPU tensors: onnxruntime would make a buffer for each in every run.
   */
  inputsOf(ends: readonly number[]): { embeds: Tensor; ends: Tensor } {
    this.device.queue.writeBuffer(this.#ends, 0, Int32Array.from(ends));
    const rows = ends.length;
    const known = this.#inputs.get(rows);
    if (known) return known;
    const { Tensor } = this.ort;
    const shape = [rows, 1, this.dims.dim];
    const tensors = {
      embeds: Tensor.fromGpuBuffer(this.inputs, { dataType: 'float32', dims: shape }),
      ends: Tensor.fromGpuBuffer(this.#ends, { dataType: 'int32', dims: [rows] }),
    };
    this.#inputs.set(rows, tensors);
    return tensors;
  }

  /** What the row at `index` reads in the next step, `[dim]`. */
  write(index: number, embeds: Float32Array): void {
    // The type allows for shared memory, which WebGPU refuses and nobody here has.
    const own = embeds as Float32Array<ArrayBuffer>;
    this.device.queue.writeBuffer(this.inputs, index * this.#inputSize, own);
  }

  /** Adds a row that holds nothing. */
  add(row: BankRow): void {
    if (this.rows.length === this.#reserved) {
      this.#resize(Math.min(this.most, 2 * this.#reserved), this.capacity);
    }
    this.rows.push(row);
    row.bank = this;
  }

  /** Makes room for `length` positions in every row. */
  reach(length: number): void {
    if (length <= this.capacity) return;
    const { context } = this.dims;
    this.#resize(this.#reserved, Math.min(context, Math.max(2 * this.capacity, length)));
  }

  /** The last row moves to the place that becomes free, by way of `scratch`. */
  remove(row: BankRow, scratch: () => GpuBank): void {
    const index = this.rows.indexOf(row);
    const last = this.rows.pop();
    row.bank = null;
    if (index < 0 || !last || last === row) return;
    this.rows[index] = last;
    // All of it: a fork that waits may want more than the row's length now.
    this.copyWithin(this.rows.length, index, this.capacity, scratch());
  }

  /** Copies a row's first positions to another place: WebGPU copies only from one buffer to another. */
  copyWithin(from: number, to: number, length: number, scratch: GpuBank): void {
    this.copy(from, scratch, 0, 0, length);
    scratch.copy(0, this, to, 0, length);
  }

  /** Copies positions `[start, end)`, and the next input, of the row at `index` to a row of another bank. */
  copy(index: number, to: GpuBank, target: number, start: number, end: number): void {
    if (end <= start) return;
    const encoder = this.device.createCommandEncoder();
    for (const [i, { buffer }] of this.#caches.entries()) {
      const other = to.#caches[i] as Cache;
      this.#copyRow(encoder, buffer, index, to, other.buffer, target, start, end);
    }
    const size = this.#inputSize;
    encoder.copyBufferToBuffer(this.inputs, index * size, to.inputs, target * size, size);
    this.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    for (const { buffer } of this.#caches) buffer.destroy();
    this.inputs.destroy();
    this.#ends.destroy();
    this.#tensors.clear();
    this.#inputs.clear();
  }

  #copyRow(
    encoder: GPUCommandEncoder,
    from: GPUBuffer,
    index: number,
    bank: GpuBank,
    to: GPUBuffer,
    target: number,
    start: number,
    end: number,
  ): void {
    const { kvHeads, headDim } = this.dims;
    const bytes = headDim * Float32Array.BYTES_PER_ELEMENT;
    for (let head = 0; head < kvHeads; head++) {
      const source = ((index * kvHeads + head) * this.capacity + start) * bytes;
      const place = ((target * kvHeads + head) * bank.capacity + start) * bytes;
      encoder.copyBufferToBuffer(from, source, to, place, (end - start) * bytes);
    }
  }

  #resize(reserved: number, capacity: number): void {
    const larger = new GpuBank(this.ort, this.dims, this.device, reserved, capacity, this.most);
    for (const index of this.rows.keys()) this.copy(index, larger, index, 0, this.capacity);
    this.destroy();
    this.#caches = larger.#caches;
    this.inputs = larger.inputs;
    this.#ends = larger.#ends;
    this.#reserved = reserved;
    this.capacity = capacity;
  }

  /** Bytes of a row's input. */
  get #inputSize(): number {
    return this.dims.dim * Float32Array.BYTES_PER_ELEMENT;
  }

  #buffer(reserved: number, capacity: number): GPUBuffer {
    const { kvHeads, headDim } = this.dims;
    const size = reserved * kvHeads * capacity * headDim * Float32Array.BYTES_PER_ELEMENT;
    return storageBuffer(this.device, size);
  }
}
