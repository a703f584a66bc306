import type { DecoderDims } from '../shared/manifest';
import type { Row } from './decoder-rows';

export interface SlabRow extends Row {
  /** Null while it holds nothing. */
  slab: Slab | null;
  /** `[dim]`: the next input, where `hasNext`. */
  next: Float32Array | null;
}

/**
 * More rows at once gain little: the cache of so many is read from memory. Tokens per CPU second of 32 rows in
 * slabs of 32, to slabs of 8: 1.07 at 256 positions, 1.02 at 464 (±0.03); whole episodes 0.97.
 */
export const SLAB_ROWS = 8;

/** Numbers of one in memory. */
const CACHE_LINE = 16;

/**
 * Keys and values of up to `SLAB_ROWS` sequences of at most `capacity` positions. They lie side by side,
 * so that neighbours are one input of a run without being copied together.
 */
export class Slab {
  readonly rows: SlabRow[] = [];
  /** A layer's keys `[reserved, kvHeads, headDim, capacity]`. */
  readonly keys: Float32Array[];
  /** A layer's values `[reserved, kvHeads, capacity, headDim]`. */
  readonly values: Float32Array[];
  /** Numbers of a row in a layer's keys, and in its values. */
  readonly size: number;
  #reserved = 1;

  constructor(
    private readonly dims: DecoderDims,
    readonly capacity: number,
  ) {
    this.size = dims.kvHeads * dims.headDim * capacity;
    this.keys = Array.from({ length: dims.layers }, () => new Float32Array(this.size));
    this.values = Array.from({ length: dims.layers }, () => new Float32Array(this.size));
  }

  get full(): boolean {
    return this.rows.length === SLAB_ROWS;
  }

  /** Puts a row's first `length` positions, as `from` holds them, at the end; its old place stays. */
  take(row: SlabRow, from: SlabRow, length: number): void {
    // A slab of one row is common; one of several is seldom of few.
    if (this.rows.length === this.#reserved) this.#reserve(SLAB_ROWS);
    const index = this.rows.length;
    const { slab } = from;
    if (slab && length > 0) {
      const source = slab.rows.indexOf(from);
      for (const [layer, keys] of this.keys.entries()) {
        this.#copyKeys(slab.keys[layer] as Float32Array, slab, source, keys, index, length);
        const values = this.values[layer] as Float32Array;
        this.#copyValues(slab.values[layer] as Float32Array, slab, source, values, index, length);
      }
    }
    this.rows.push(row);
  }

  /** The last row moves to the place that becomes free. */
  remove(row: SlabRow): void {
    const index = this.rows.indexOf(row);
    const last = this.rows.pop();
    if (index < 0 || !last || last === row) return;
    const from = this.rows.length * this.size;
    for (const array of [...this.keys, ...this.values]) {
      array.copyWithin(index * this.size, from, from + this.size);
    }
    this.rows[index] = last;
  }

  /**
   * Writes what a run added to the `index`th of its rows (`MASKED.added`), `count` positions, into the row at
   * `place`, from position `start` on.
   */
  write(place: number, start: number, count: number, added: Float32Array, index: number): void {
    const { kvHeads, headDim } = this.dims;
    const { capacity, size } = this;
    const lines = kvHeads * headDim;
    const stride = 2 * this.keys.length * lines;
    const first = index * count * stride;
    const base = place * size;
    for (let layer = 0; layer < this.keys.length; layer++) {
      const keys = this.keys[layer] as Float32Array;
      const values = this.values[layer] as Float32Array;
      const own = first + 2 * layer * lines;
      // What one cache line holds of each position, then what the next one does.
      for (let line = 0; line < lines; line += CACHE_LINE) {
        const end = Math.min(line + CACHE_LINE, lines);
        for (let i = 0; i < count; i++) {
          const from = i * stride + own;
          const to = base + start + i;
          for (let l = line; l < end; l++) keys[to + l * capacity] = added[from + l] as number;
        }
      }
      for (let i = 0; i < count; i++) {
        for (let head = 0; head < kvHeads; head++) {
          const from = i * stride + own + lines + head * headDim;
          const to = base + (head * capacity + start + i) * headDim;
          for (let d = 0; d < headDim; d++) values[to + d] = added[from + d] as number;
        }
      }
    }
  }

  #reserve(rows: number): void {
    this.#reserved = rows;
    for (const arrays of [this.keys, this.values]) {
      for (const [layer, array] of arrays.entries()) {
        const larger = new Float32Array(rows * this.size);
        larger.set(array);
        arrays[layer] = larger;
      }
    }
  }

  #copyKeys(
    from: Float32Array,
    slab: Slab,
    source: number,
    to: Float32Array,
    target: number,
    length: number,
  ): void {
    const lines = this.dims.kvHeads * this.dims.headDim;
    for (let line = 0; line < lines; line++) {
      const start = source * slab.size + line * slab.capacity;
      const place = target * this.size + line * this.capacity;
      to.set(from.subarray(start, start + length), place);
    }
  }

  #copyValues(
    from: Float32Array,
    slab: Slab,
    source: number,
    to: Float32Array,
    target: number,
    length: number,
  ): void {
    const { kvHeads, headDim } = this.dims;
    for (let head = 0; head < kvHeads; head++) {
      const start = source * slab.size + head * slab.capacity * headDim;
      const place = target * this.size + head * this.capacity * headDim;
      to.set(from.subarray(start, start + length * headDim), place);
    }
  }
}
