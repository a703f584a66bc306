import type { Answers, Asked } from '../lab/models';
import type { DecoderDims } from '../shared/manifest';
import type { DecoderRows, Step } from './decoder-rows';
import { MASKED } from './masked-attention';
import { feedsOf, HIDDEN, hideAfter, outputsOf, type Piece, readOutput } from './masked-run';
import { numbers, type Ort, type Outputs, type Session } from './ort';
import { SLAB_ROWS, Slab, type SlabRow } from './slab';

/** Positions of a run at most. */
const CHUNK = 512;
/** Scores of a run at most, of all heads: those of all pairs of positions are held at once. */
const SCORES = 4_000_000;
/** Logits kept of a run at most. */
const LOGITS = 4_000_000;
/** A run of its own costs 0.14 ms, about as much as one row more: so many idle rows between are computed. */
const GAP = 1;
/** And about as much as so many positions of empty room: rows move to a larger slab to save a run. */
const ROOM = 128;
/** Empty room that new positions would attend to, in pairs: beyond so many it is copied away before. */
const EMPTY_PAIRS = 4096;
const FIRST_CAPACITY = 128;
/** By which capacities differ. */
const STEP = 64;

/*
 * Pieces of several rows are not read in one run: a run of its own costs as much as two positions, which
 * filling up the shorter rows costs too. Milliseconds a position, each row with 256 positions before: 4 of
 * one row 0.12, 8 of one 0.096, 8 of 4 rows 0.089, 8 of 16 rows 0.093, 64 of one 0.080; with 512 before 8
 * of one 0.126, of 4 rows 0.129 (best of 4 rounds, Node 20, one thread).
 */

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
    return { length: 0, hasNext: false, slab: null, next: null };
  }

  copy(from: SlabRow, to: SlabRow, length: number): void {
    to.next = from.next;
    if (length === 0) return;
    const slab = this.#slabFor(length);
    slab.take(to, from, length);
    to.slab = slab;
  }

  together(rows: readonly SlabRow[]): SlabRow[][] {
    const bySlab = new Map<Slab, SlabRow[]>();
    for (const row of rows) {
      const slab = this.#ensure(row, row.length + 1);
      const own = bySlab.get(slab);
      if (own) own.push(row);
      else bySlab.set(slab, [row]);
    }
    const slabs = [...bySlab.keys()].sort((one, other) => one.capacity - other.capacity);
    for (const [i, slab] of slabs.entries()) {
      const larger = slabs[i + 1];
      const own = bySlab.get(slab) ?? [];
      if (!larger || own.length * (larger.capacity - slab.capacity) > ROOM) continue;
      if (larger.rows.length + own.length > SLAB_ROWS) continue;
      for (const row of own) this.#move(row, larger);
      bySlab.get(larger)?.push(...own);
      bySlab.delete(slab);
    }
    return [...bySlab].flatMap(([slab, own]) => neighbours(slab, own));
  }

  async step(rows: readonly SlabRow[], steps: readonly Step[]): Promise<Partial<Answers>[]> {
    const { dim } = this.dims;
    const slab = rows[0]?.slab;
    if (!slab) throw new Error('A row has no room.');
    const places = rows.map((row) => slab.rows.indexOf(row));
    const first = Math.min(...places);
    const range = slab.rows.slice(first, Math.max(...places) + 1);
    const all = new Float32Array(range.length * dim);
    for (const [i, place] of places.entries()) {
      const input = steps[i]?.embeds ?? rows[i]?.next;
      if (!input) throw new Error('A row has no next input.');
      all.set(input, (place - first) * dim);
    }
    const held = range.map((row) => row.length);
    const asked = steps.flatMap((one) => one.asked);
    const outputs = await this.#run(asked, {
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
    const added = numbers(outputs, MASKED.added);
    return rows.map((row, i) => {
      const index = (places[i] as number) - first;
      slab.write(places[i] as number, row.length, 1, added, index);
      this.#advance(row, row.length + 1, outputs, index);
      return readOutput(outputs, this.dims, index, steps[i]?.asked ?? []);
    });
  }

  async feed(
    row: SlabRow,
    embeds: Float32Array,
    asked: readonly Asked[],
  ): Promise<Partial<Answers>> {
    const { dim } = this.dims;
    const end = row.length + embeds.length / dim;
    const slab = this.#ensure(row, end);
    let last: Outputs | undefined;
    const chunk = this.#chunk(slab);
    for (let start = row.length; start < end; start += chunk) {
      const count = Math.min(chunk, end - start);
      const from = (start - row.length) * dim;
      // What is between is read for the cache alone.
      const outputs = await this.#run(start + count < end ? [] : asked, {
        slab,
        rows: [row],
        held: [start],
        embeds: embeds.subarray(from, from + count * dim),
        count,
        ...((slab.capacity - start) * count > EMPTY_PAIRS && { width: start }),
        position: (_, index) => start + index,
        hide: hideAfter,
        all: false,
      });
      slab.write(slab.rows.indexOf(row), start, count, numbers(outputs, MASKED.added), 0);
      last = outputs;
    }
    if (!last) throw new Error('There is nothing to read.');
    this.#advance(row, end, last, 0);
    return readOutput(last, this.dims, 0, asked);
  }

  /** The nodes lie behind the row in the cache, in their order, and see their ancestors only. */
  async explore(
    row: SlabRow,
    embeds: Float32Array,
    parents: readonly number[],
  ): Promise<Partial<Answers>[]> {
    const { dim, vocabulary } = this.dims;
    const { length } = row;
    const depths: number[] = [];
    for (const parent of parents) depths.push(parent < 0 ? 0 : (depths[parent] as number) + 1);
    const slab = this.#ensure(row, length + parents.length);
    const chunk = Math.max(1, Math.min(this.#chunk(slab), Math.floor(LOGITS / vocabulary)));
    const said: Partial<Answers>[] = [];
    for (let start = 0; start < parents.length; start += chunk) {
      const count = Math.min(chunk, parents.length - start);
      const outputs = await this.#run(['logits'], {
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
      const added = numbers(outputs, MASKED.added);
      slab.write(slab.rows.indexOf(row), length + start, count, added, 0);
      for (let index = 0; index < count; index++) {
        said.push(readOutput(outputs, this.dims, index, ['logits']));
      }
    }
    return said;
  }

  close(row: SlabRow): void {
    this.#leave(row);
    row.length = 0;
    row.hasNext = false;
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
    return this.#move(row, this.#slabFor(length));
  }

  #move(row: SlabRow, slab: Slab): Slab {
    slab.take(row, row, row.length);
    this.#leave(row);
    row.slab = slab;
    return slab;
  }

  /** Positions that one run takes of a row. */
  #chunk({ capacity }: Slab): number {
    const fitting = Math.floor(SCORES / (this.dims.heads * (capacity + CHUNK)));
    return Math.max(1, Math.min(CHUNK, fitting));
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

  /** A run took the row to this length, and made its next input where the model makes any. */
  #advance(row: SlabRow, length: number, outputs: Outputs, index: number): void {
    row.length = length;
    row.next = readOutput(outputs, this.dims, index, ['nextEmbeds']).nextEmbeds ?? null;
    row.hasNext = row.next !== null;
  }

  #run(asked: readonly Asked[], piece: Piece): Promise<Outputs> {
    const names = outputsOf(this.session, asked);
    return this.session.run(feedsOf(piece, this.ort, this.dims), names);
  }
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
 * Positions that a slab for sequences of `length` has room for: what is empty costs every step, and a row that
 * outgrows its slab is copied once. Tokens per CPU second, to steps of a quarter: 1.01 / 1.02 / 1.07 with
 * 1 / 8 / 32 rows of 256 positions, 1.13 with 32 rows of 120 to 340; whole episodes 1.01, and 0.97 in steps of 32 (±0.03).
 */
function capacityFor(length: number): number {
  return Math.max(FIRST_CAPACITY, STEP * Math.ceil(length / STEP));
}
