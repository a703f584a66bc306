import type { DecoderDims } from '../shared/manifest';

/** Numbers of a row that share a scale (models/interlat_models/quantize.py). */
const BLOCK = 32;

/** A decoder's input embeddings. */
export class EmbeddingTable {
  readonly #rows: Float32Array;
  readonly #dim: number;

  /**
   * `file`: int8 `[vocabulary, dim]`, then float32 little-endian scales `[vocabulary, ⌈dim / 32⌉]`.
   * Throws a RangeError where its length is another.
   */
  constructor(file: Uint8Array, { dim, vocabulary }: DecoderDims) {
    const blocks = Math.ceil(dim / BLOCK);
    const expected = vocabulary * (dim + blocks * Float32Array.BYTES_PER_ELEMENT);
    if (file.length !== expected) {
      throw new RangeError(`The embedding table has ${file.length} bytes, not ${expected}.`);
    }
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    this.#dim = dim;
    this.#rows = new Float32Array(vocabulary * dim);
    for (let token = 0; token < vocabulary; token++) {
      for (let column = 0; column < dim; column++) {
        const block = token * blocks + Math.floor(column / BLOCK);
        const scale = view.getFloat32(vocabulary * dim + block * 4, true);
        const place = token * dim + column;
        this.#rows[place] = view.getInt8(place) * scale;
      }
    }
  }

  /** `[tokens, dim]`. Throws a RangeError for a token outside the vocabulary. */
  lookUp(tokens: readonly number[]): Float32Array {
    const dim = this.#dim;
    const result = new Float32Array(tokens.length * dim);
    tokens.forEach((token, row) => {
      const start = token * dim;
      if (!(start >= 0 && start < this.#rows.length)) throw new RangeError(`No token ${token}.`);
      result.set(this.#rows.subarray(start, start + dim), row * dim);
    });
    return result;
  }
}
