import type { Answers, Asked } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import { CHOICE_WORDS, ChoiceShader, readChoice } from './choice-shader';
import { storageBuffer } from './gpu-bank';
import type { Fetches, Ort } from './ort';

/** The decoder's output that answers a question; a choice is computed of the logits. */
const OUTPUTS = { logits: 'logits', hidden: 'hidden_states', nextEmbeds: 'next_embeds' } as const;

interface Part {
  readonly columns: number;
  readonly buffer: GPUBuffer;
}

/** Neighbours `[start, end)`. */
type Range = readonly [start: number, end: number];

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** What the decoder says of some rows, in one copy: to wait for the GPU is what takes the time. */
export class GpuOutputs {
  #reserved = 0;
  #parts = new Map<Asked, Part>();
  #bound: GPUBindGroup | null = null;
  #staging: GPUBuffer | null = null;
  #fetches = new Map<number, Fetches>();
  readonly #shader: ChoiceShader;

  /** `names`: the decoder's outputs but for its cache. */
  constructor(
    private readonly ort: Ort,
    private readonly dims: DecoderDims,
    private readonly device: GPUDevice,
    private readonly names: readonly string[],
  ) {
    this.#shader = new ChoiceShader(device, dims.vocabulary);
  }

  /** Whether the decoder makes a row's next input. */
  get makesNext(): boolean {
    return this.names.includes(OUTPUTS.nextEmbeds);
  }

  /** Where a run of so many rows puts its outputs. */
  fetches(rows: number): Fetches {
    if (rows > this.#reserved) this.#reserve(rows);
    const known = this.#fetches.get(rows);
    if (known) return known;
    const fetches: Fetches = {};
    for (const [asked, name] of Object.entries(OUTPUTS)) {
      const part = this.#parts.get(asked as Asked);
      if (!part) continue;
      const dims = [rows, 1, part.columns];
      fetches[name] = this.ort.Tensor.fromGpuBuffer(part.buffer, { dataType: 'float32', dims });
    }
    this.#fetches.set(rows, fetches);
    return fetches;
  }

  /**
   * What is asked for of each row of the run that has just ended; null: the row sat it out. The next
   * inputs of those that did not go to their places in `inputs` `[rows, dim]`.
   */
  async answer(
    asked: readonly (readonly Asked[] | null)[],
    inputs: GPUBuffer | null,
  ): Promise<Partial<Answers>[]> {
    const encoder = this.device.createCommandEncoder();
    const next = this.#parts.get('nextEmbeds');
    if (next && inputs) {
      const size = next.columns * BYTES;
      for (const [start, end] of ranges(asked.map((one) => one !== null))) {
        const from = start * size;
        encoder.copyBufferToBuffer(next.buffer, from, inputs, from, (end - start) * size);
      }
    }
    if (this.#bound && asked.some((one) => one?.includes('choice'))) {
      this.#shader.encode(encoder, this.#bound, asked.length);
    }
    const { copies, places, end } = this.#plan(asked);
    const staging = end > 0 ? this.#stage(end) : null;
    for (const { buffer, from, to, size } of copies) {
      if (staging) encoder.copyBufferToBuffer(buffer, from, staging, to, size);
    }
    this.device.queue.submit([encoder.finish()]);
    let bytes = new ArrayBuffer(0);
    if (staging) {
      await staging.mapAsync(GPUMapMode.READ, 0, end);
      bytes = staging.getMappedRange(0, end).slice(0);
      staging.unmap();
    }
    return asked.map((one, row) => this.#read(one ?? [], places[row] ?? new Map(), bytes));
  }

  /** What is copied to the staging buffer, and where each row's answers lie there; `end`: bytes of all. */
  #plan(asked: readonly (readonly Asked[] | null)[]) {
    const copies: { buffer: GPUBuffer; from: number; to: number; size: number }[] = [];
    const places = asked.map(() => new Map<Asked, number>());
    let end = 0;
    for (const [name, { buffer, columns }] of this.#parts) {
      const bytes = columns * BYTES;
      for (const [start, stop] of ranges(asked.map((one) => one?.includes(name) ?? false))) {
        const size = (stop - start) * bytes;
        copies.push({ buffer, from: start * bytes, to: end, size });
        for (let row = start; row < stop; row++) {
          places[row]?.set(name, end + (row - start) * bytes);
        }
        end += size;
      }
    }
    return { copies, places, end };
  }

  #read(
    asked: readonly Asked[],
    places: ReadonlyMap<Asked, number>,
    bytes: ArrayBuffer,
  ): Partial<Answers> {
    const answer: { -readonly [A in Asked]?: Answers[A] } = {};
    for (const name of asked) {
      const start = places.get(name);
      if (name === 'nextEmbeds' && start === undefined) answer.nextEmbeds = null;
      else if (start === undefined) throw new Error(`The decoder gave no ${name}.`);
      else if (name === 'choice') answer.choice = readChoice(bytes, start);
      // Its own memory: who keeps one row keeps no other.
      else answer[name] = new Float32Array(bytes.slice(start, start + this.#bytes(name)));
    }
    return answer;
  }

  #bytes(name: Asked): number {
    return (this.#parts.get(name)?.columns ?? 0) * BYTES;
  }

  /** The staging buffer, for so many bytes. */
  #stage(bytes: number): GPUBuffer {
    const known = this.#staging;
    if (known && known.size >= bytes) return known;
    known?.destroy();
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const size = Math.max(bytes, 2 * (known?.size ?? 0));
    this.#staging = this.device.createBuffer({ size, usage });
    return this.#staging;
  }

  #reserve(rows: number): void {
    for (const { buffer } of this.#parts.values()) buffer.destroy();
    this.#fetches.clear();
    this.#reserved = Math.max(rows, 2 * this.#reserved);
    const part = (columns: number): Part => {
      // onnxruntime's kernels may write whole groups of four numbers.
      const size = 16 * Math.ceil((this.#reserved * columns * BYTES) / 16);
      return { columns, buffer: storageBuffer(this.device, size) };
    };
    const { vocabulary, dim } = this.dims;
    const logits = part(vocabulary);
    const choice = part(CHOICE_WORDS);
    this.#parts = new Map<Asked, Part>([
      ['logits', logits],
      ['choice', choice],
      ['hidden', part(dim)],
    ]);
    if (this.makesNext) this.#parts.set('nextEmbeds', part(dim));
    this.#bound = this.#shader.bind(logits.buffer, choice.buffer);
  }
}

function ranges(chosen: readonly boolean[]): Range[] {
  const found: Range[] = [];
  let start = -1;
  for (const [i, one] of [...chosen, false].entries()) {
    if (one && start < 0) start = i;
    if (one || start < 0) continue;
    found.push([start, i]);
    start = -1;
  }
  return found;
}
