import type { DecoderOutput } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import type { DecoderRows } from './decoder-rows';
import { cacheInput, MASKED, newOutput } from './masked-attention';
import { numbers, type Ort, type Outputs, type Session, type Tensor } from './ort';
import { Slab, type SlabRow } from './slab';

/** Added to the score of what a position must not see: its weight is exactly 0. */
const HIDDEN = -1e9;
/** Positions of a run at most: the scores of all pairs are held at once. */
const CHUNK = 256;
/** Logits kept of a run at most. */
const LOGITS = 4_000_000;
/** A run of two sets of rows costs about as much as one row more: so many idle rows between are computed. */
const GAP = 1;
const FIRST_CAPACITY = 128;

/** What one run takes: neighbours of a slab, each with the same number of new positions. */
interface Piece {
  readonly slab: Slab;
  readonly rows: readonly SlabRow[];
  /** Positions held of each row. */
  readonly held: readonly number[];
  /** `[rows, count, dim]` */
  readonly embeds: Float32Array;
  readonly count: number;
  /** Where the new position `index` of a row stands in its sequence. */
  readonly position: (row: number, index: number) => number;
  /** Hides from a new position what it must not see: `held` columns of the slab, then the new ones. */
  readonly hide: (columns: Float32Array, row: number, index: number, held: number) => void;
  /** Whether the outputs of all new positions are wanted, or of each row's last. */
  readonly all: boolean;
}

/**
 * Rows on WASM, for a graph of `withMaskedAttention`. The cache stays in slabs of like capacity, and a
 * run takes those of its rows that stand there side by side: one step of all of them, or any number of
 * positions of one.
 */
export class WasmRows implements DecoderRows<SlabRow> {
  /** By capacity. */
  readonly #slabs = new Map<number, Slab[]>();

  constructor(
    private readonly ort: Ort,
    private readonly session: Session,
    private readonly dims: DecoderDims,
  ) {}

  open(): SlabRow {
    return { length: 0, slab: null };
  }

  copy(from: SlabRow, to: SlabRow, length: number): void {
    if (length === 0) return;
    const slab = this.#slabFor(length);
    slab.take(to, from, length);
    to.slab = slab;
  }

  together(rows: readonly SlabRow[]): SlabRow[][] {
    const bySlab = new Map<Slab, SlabRow[]>();
    for (const row of rows) {
      const slab = this.#ensure(row, row.length + 1);
      bySlab.set(slab, [...(bySlab.get(slab) ?? []), row]);
    }
    return [...bySlab].flatMap(([slab, own]) => neighbours(slab, own));
  }

  async step(rows: readonly SlabRow[], embeds: readonly Float32Array[]): Promise<DecoderOutput[]> {
    const { dim } = this.dims;
    const slab = rows[0]?.slab;
    if (!slab) throw new Error('A row has no room.');
    const places = rows.map((row) => slab.rows.indexOf(row));
    const first = Math.min(...places);
    const range = slab.rows.slice(first, Math.max(...places) + 1);
    const all = new Float32Array(range.length * dim);
    for (const [i, place] of places.entries()) {
      all.set(embeds[i] as Float32Array, (place - first) * dim);
    }
    const held = range.map((row) => row.length);
    const outputs = await this.#run({
      slab,
      rows: range,
      held,
      embeds: all,
      count: 1,
      // An idle row between may be full: where it would stand has no turn in the table.
      position: (row) => Math.min(held[row] ?? 0, this.dims.context - 1),
      hide: hideAfter,
      all: false,
    });
    for (const [i, row] of rows.entries()) {
      this.#keep(outputs, row, (places[i] as number) - first, range.length, row.length, 1);
    }
    const said = this.#read(outputs);
    for (const row of rows) row.length++;
    return places.map((place) => said[place - first] as DecoderOutput);
  }

  async feed(row: SlabRow, embeds: Float32Array): Promise<DecoderOutput> {
    const { dim } = this.dims;
    const end = row.length + embeds.length / dim;
    const slab = this.#ensure(row, end);
    let said: DecoderOutput | undefined;
    for (let start = row.length; start < end; start += CHUNK) {
      const count = Math.min(CHUNK, end - start);
      const from = (start - row.length) * dim;
      const outputs = await this.#run({
        slab,
        rows: [row],
        held: [start],
        embeds: embeds.subarray(from, from + count * dim),
        count,
        position: (_, index) => start + index,
        hide: hideAfter,
        all: false,
      });
      this.#keep(outputs, row, 0, 1, start, count);
      if (start + count === end) [said] = this.#read(outputs);
    }
    row.length = end;
    if (!said) throw new Error('There is nothing to read.');
    return said;
  }

  /** The nodes lie behind the row in the cache, in their order, and see their ancestors only. */
  async explore(
    row: SlabRow,
    embeds: Float32Array,
    parents: readonly number[],
  ): Promise<DecoderOutput[]> {
    const { dim, vocabulary } = this.dims;
    const { length } = row;
    const depths: number[] = [];
    for (const parent of parents) depths.push(parent < 0 ? 0 : (depths[parent] as number) + 1);
    const slab = this.#ensure(row, length + parents.length);
    const chunk = Math.max(1, Math.min(CHUNK, Math.floor(LOGITS / vocabulary)));
    const said: DecoderOutput[] = [];
    for (let start = 0; start < parents.length; start += chunk) {
      const count = Math.min(chunk, parents.length - start);
      const outputs = await this.#run({
        slab,
        rows: [row],
        held: [length + start],
        embeds: embeds.subarray(start * dim, (start + count) * dim),
        count,
        position: (_, index) => length + (depths[start + index] as number),
        hide: (columns, _row, index, width) => {
          columns.fill(HIDDEN, length);
          for (let node = start + index; node >= 0; node = parents[node] as number) {
            columns[node < start ? length + node : width + node - start] = 0;
          }
        },
        all: true,
      });
      this.#keep(outputs, row, 0, 1, length + start, count);
      said.push(...this.#read(outputs));
    }
    return said;
  }

  close(row: SlabRow): void {
    this.#leave(row);
    row.length = 0;
  }

  #leave(row: SlabRow): void {
    const { slab } = row;
    if (!slab) return;
    slab.remove(row);
    row.slab = null;
    if (slab.rows.length > 0) return;
    const alike = this.#slabs.get(slab.capacity)?.filter((one) => one !== slab) ?? [];
    if (alike.length > 0) this.#slabs.set(slab.capacity, alike);
    else this.#slabs.delete(slab.capacity);
  }

  /** A row's slab, with room for `length` positions. */
  #ensure(row: SlabRow, length: number): Slab {
    if (row.slab && row.slab.capacity >= length) return row.slab;
    const slab = this.#slabFor(length);
    slab.take(row, row, row.length);
    this.#leave(row);
    row.slab = slab;
    return slab;
  }

  #slabFor(length: number): Slab {
    const capacity = capacityFor(length);
    const alike = this.#slabs.get(capacity) ?? [];
    let slab = alike.find((one) => !one.full);
    if (!slab) {
      slab = new Slab(this.dims, capacity);
      this.#slabs.set(capacity, [...alike, slab]);
    }
    return slab;
  }

  #run({ slab, rows, held, embeds, count, position, hide, all }: Piece): Promise<Outputs> {
    const { dim, kvHeads, headDim, layers } = this.dims;
    const { Tensor } = this.ort;
    // Sequences that begin have nothing to copy.
    const width = held.some((length) => length > 0) ? slab.capacity : 0;
    const columns = width + count;
    const mask = new Float32Array(rows.length * count * columns);
    const positions = new BigInt64Array(rows.length * count);
    for (let row = 0; row < rows.length; row++) {
      for (let index = 0; index < count; index++) {
        const place = row * count + index;
        positions[place] = BigInt(position(row, index));
        const line = mask.subarray(place * columns, (place + 1) * columns);
        line.fill(HIDDEN, held[row], width);
        hide(line, row, index, width);
      }
    }
    const shape = [rows.length, 1, 1, count, columns];
    const feeds: Record<string, Tensor> = {
      inputs_embeds: new Tensor('float32', embeds, [rows.length, count, dim]),
      num_logits_to_keep: new Tensor('int64', BigInt64Array.of(all ? 0n : 1n), []),
      [MASKED.positions]: new Tensor('int64', positions, [rows.length, count]),
      [MASKED.mask]: new Tensor('float32', mask, shape),
      [MASKED.split]: new Tensor('int64', BigInt64Array.of(BigInt(width), BigInt(count)), [2]),
    };
    const first = slab.rows.indexOf(rows[0] as SlabRow) * slab.size;
    const end = width === 0 ? first : first + rows.length * slab.size;
    for (let layer = 0; layer < layers; layer++) {
      const keys = (slab.keys[layer] as Float32Array).subarray(first, end);
      const values = (slab.values[layer] as Float32Array).subarray(first, end);
      const keyShape = [rows.length, kvHeads, 1, headDim, width];
      const valueShape = [rows.length, kvHeads, 1, width, headDim];
      feeds[cacheInput(layer, 'key')] = new Tensor('float32', keys, keyShape);
      feeds[cacheInput(layer, 'value')] = new Tensor('float32', values, valueShape);
    }
    return this.session.run(feeds);
  }

  /** Writes the new keys and values of the `index`th of a run's rows behind `start`. */
  #keep(
    outputs: Outputs,
    row: SlabRow,
    index: number,
    rows: number,
    start: number,
    count: number,
  ): void {
    for (let layer = 0; layer < this.dims.layers; layer++) {
      const [keys, values] = (['key', 'value'] as const).map((kind) => {
        const whole = numbers(outputs, newOutput(layer, kind));
        const size = whole.length / rows;
        return whole.subarray(index * size, (index + 1) * size);
      }) as [Float32Array, Float32Array];
      row.slab?.write(layer, row, start, count, keys, values);
    }
  }

  /** What a run says, one after the other. */
  #read(outputs: Outputs): DecoderOutput[] {
    const { dim, vocabulary } = this.dims;
    const logits = numbers(outputs, 'logits');
    const hidden = numbers(outputs, 'hidden_states');
    const next = 'next_embeds' in outputs ? numbers(outputs, 'next_embeds') : null;
    const row = (values: Float32Array, size: number, index: number): Float32Array =>
      // Its own memory: who keeps one row keeps no other.
      values.length === size ? values : values.slice(index * size, (index + 1) * size);
    return Array.from({ length: logits.length / vocabulary }, (_, index) => ({
      logits: row(logits, vocabulary, index),
      hidden: row(hidden, dim, index),
      nextEmbeds: next && row(next, dim, index),
    }));
  }
}

/** New positions see those before them. */
function hideAfter(columns: Float32Array, _: number, index: number, width: number): void {
  columns.fill(HIDDEN, width + index + 1);
}

/** Rows of a slab as sets that stand, almost, side by side. */
function neighbours(slab: Slab, rows: readonly SlabRow[]): SlabRow[][] {
  const places = new Map(slab.rows.map((row, place) => [row, place]));
  const place = (row: SlabRow): number => places.get(row) ?? 0;
  const sets: SlabRow[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const row of [...rows].sort((one, other) => place(one) - place(other))) {
    if (place(row) - before > GAP + 1) sets.push([]);
    sets.at(-1)?.push(row);
    before = place(row);
  }
  return sets;
}

/**
 * Positions that a slab for sequences of `length` has room for: steps of a quarter, so that rows of a
 * run are of like length and one that grows moves seldom.
 */
function capacityFor(length: number): number {
  let capacity = FIRST_CAPACITY;
  while (capacity < length) capacity = 64 * Math.ceil((capacity * 1.25) / 64);
  return capacity;
}
