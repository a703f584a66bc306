import { storageBuffer } from './gpu-bank';
import type { Ort, Tensor } from './ort';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * What a decoder reads, in buffers that stay: of a tensor on the CPU onnxruntime makes a staging buffer
 * anew for every input of every step.
 */
export class GpuInputs {
  #embeds: GPUBuffer | null = null;
  #lengths: GPUBuffer | null = null;

  constructor(
    private readonly ort: Ort,
    private readonly device: GPUDevice,
  ) {}

  /** `embeds` `[rows, count, dim]` and the last position of each row, for one run. */
  write(
    embeds: Float32Array,
    ends: readonly number[],
    shape: readonly [rows: number, count: number, dim: number],
  ): { inputs_embeds: Tensor; seqlens_k: Tensor } {
    this.#embeds = this.#atLeast(this.#embeds, embeds.length);
    this.#lengths = this.#atLeast(this.#lengths, ends.length);
    const { queue } = this.device;
    queue.writeBuffer(this.#embeds, 0, Float32Array.from(embeds));
    queue.writeBuffer(this.#lengths, 0, Int32Array.from(ends));
    const { Tensor: Of } = this.ort;
    return {
      inputs_embeds: Of.fromGpuBuffer(this.#embeds, { dataType: 'float32', dims: [...shape] }),
      seqlens_k: Of.fromGpuBuffer(this.#lengths, { dataType: 'int32', dims: [ends.length] }),
    };
  }

  #atLeast(buffer: GPUBuffer | null, numbers: number): GPUBuffer {
    // onnxruntime's kernels read whole groups of four numbers.
    const size = 16 * Math.ceil((numbers * BYTES) / 16);
    if (buffer && buffer.size >= size) return buffer;
    buffer?.destroy();
    return storageBuffer(this.device, Math.max(size, 2 * (buffer?.size ?? 0)));
  }
}
