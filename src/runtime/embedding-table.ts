import type { DecoderDims } from '../shared/manifest';

/** Numbers of a row that share a scale (models/interlat_models/quantize.py). */
const BLOCK = 32;
/** Tokens by which a head is told from another table. */
const SAMPLE = 256;

/** Bytes of the table's file. */
export function embeddingBytes({
  dim,
  vocabulary,
}: Pick<DecoderDims, 'dim' | 'vocabulary'>): number {
  const blocks = Math.ceil(dim / BLOCK);
  return vocabulary * (dim + blocks * Float32Array.BYTES_PER_ELEMENT);
}

/** A decoder's input embeddings, or its LM head. Rows stay in 8 bits: 152,000 rows of float32 would fill half a GB. */
export class EmbeddingTable {
  readonly #file: DataView;
  readonly #dim: number;
  readonly #vocabulary: number;

  /**
   * `file`: int8 `[vocabulary, dim]`, then float32 little-endian scales `[vocabulary, ⌈dim / 32⌉]`.
   * Throws a RangeError where its length is another.
   */
  constructor(file: Uint8Array, { dim, vocabulary }: DecoderDims) {
    const expected = embeddingBytes({ dim, vocabulary });
    if (file.length !== expected) {
      throw new RangeError(`The embedding table has ${file.length} bytes, not ${expected}.`);
    }
    this.#file = new DataView(file.buffer, file.byteOffset, file.byteLength);
    this.#dim = dim;
    this.#vocabulary = vocabulary;
  }

  /** States `[rows, dim]` times the table's rows: `[rows, vocabulary]`. */
  logits(states: Float32Array): Float32Array {
    const dim = this.#dim;
    const vocabulary = this.#vocabulary;
    const rows = states.length / dim;
    const result = new Float32Array(rows * vocabulary);
    // A row of the table is unpacked once and meets all states.
    for (let token = 0; token < vocabulary; token++) {
      const embedding = this.lookUp([token]);
      for (let row = 0; row < rows; row++) {
        const start = row * dim;
        let sum = 0;
        for (let column = 0; column < dim; column++) {
          sum += (embedding[column] as number) * (states[start + column] as number);
        }
        result[row * vocabulary + token] = sum;
      }
    }
    return result;
  }

  /**
   * Whether these are the rows that made `logits` `[vocabulary]` of a state `[dim]`: true where a sample of
   * the tokens has them to within `tolerance`.
   */
  madeLogits(state: Float32Array, logits: Float32Array, tolerance: number): boolean {
    const every = Math.max(1, Math.floor(this.#vocabulary / SAMPLE));
    for (let token = 0; token < this.#vocabulary; token += every) {
      const sum = this.lookUp([token]).reduce((to, x, i) => to + x * (state[i] as number), 0);
      // A number that is none is no match.
      if (!(Math.abs(sum - (logits[token] ?? Number.NaN)) <= tolerance)) return false;
    }
    return true;
  }

  /** `[tokens, dim]`. Throws a RangeError for a token outside the vocabulary. */
  lookUp(tokens: readonly number[]): Float32Array {
    const dim = this.#dim;
    const blocks = Math.ceil(dim / BLOCK);
    const scales = this.#vocabulary * dim;
    const result = new Float32Array(tokens.length * dim);
    tokens.forEach((token, row) => {
      if (!(token >= 0 && token < this.#vocabulary)) throw new RangeError(`No token ${token}.`);
      for (let block = 0; block < blocks; block++) {
        const place = token * blocks + block;
        const scale = this.#file.getFloat32(scales + place * Float32Array.BYTES_PER_ELEMENT, true);
        const end = Math.min(dim, (block + 1) * BLOCK);
        for (let column = block * BLOCK; column < end; column++) {
          result[row * dim + column] = this.#file.getInt8(token * dim + column) * scale;
        }
      }
    });
    return result;
  }
}
