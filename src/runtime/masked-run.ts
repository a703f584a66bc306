import type { Answers, Asked } from '../lab/models';
import { choiceOf } from '../shared/choice';
import type { DecoderDims } from '../shared/manifest';
import { cacheInput, MASKED } from './masked-attention';
import { numbers, type Ort, type Outputs, type Session, type Tensor } from './ort';
import type { Slab, SlabRow } from './slab';

/** Added to the score of what a position must not see: its weight is exactly 0. */
export const HIDDEN = -1e9;

/** What one run takes: neighbours of a slab, each with the same number of new positions. */
export interface Piece {
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
  /** Positions held that the run is given, at least those of every row; absent: the slab's capacity. */
  readonly width?: number;
  /** Whether the outputs of all new positions are wanted, or of each row's last. */
  readonly all: boolean;
}

/** The inputs of a run. */
export function feedsOf(
  { slab, rows, held, embeds, count, position, hide, all, ...piece }: Piece,
  { Tensor }: Ort,
  { dim, kvHeads, headDim, layers }: DecoderDims,
): Record<string, Tensor> {
  // Sequences that begin have nothing to copy.
  const { capacity } = slab;
  const width = held.some((length) => length > 0) ? (piece.width ?? capacity) : 0;
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
  const part = (whole: Float32Array, line: number, taken: number): Float32Array => {
    const lines = whole.subarray(first, end);
    return width === 0 || width === capacity ? lines : beginnings(lines, line, taken);
  };
  for (let layer = 0; layer < layers; layer++) {
    const keys = part(slab.keys[layer] as Float32Array, capacity, width);
    const values = part(slab.values[layer] as Float32Array, capacity * headDim, width * headDim);
    const keyShape = [rows.length, kvHeads, 1, headDim, width];
    const valueShape = [rows.length, kvHeads, 1, width, headDim];
    feeds[cacheInput(layer, 'key')] = new Tensor('float32', keys, keyShape);
    feeds[cacheInput(layer, 'value')] = new Tensor('float32', values, valueShape);
  }
  return feeds;
}

/** The first `taken` numbers of each line. */
function beginnings(lines: Float32Array, line: number, taken: number): Float32Array {
  const count = lines.length / line;
  const packed = new Float32Array(count * taken);
  for (let i = 0; i < count; i++) {
    packed.set(lines.subarray(i * line, i * line + taken), i * taken);
  }
  return packed;
}

/** The outputs of a run that are needed for what is asked for: each costs, wanted or not. */
export function outputsOf({ outputNames }: Session, asked: readonly Asked[]): string[] {
  const names: string[] = [MASKED.added];
  if (asked.includes('logits') || asked.includes('choice')) names.push('logits');
  if (asked.includes('hidden')) names.push('hidden_states');
  // The model's next input is kept whoever asks.
  if (outputNames.includes('next_embeds')) names.push('next_embeds');
  return names;
}

/** What is asked for of the outputs `index` of a run, one after the other. */
export function readOutput(
  outputs: Outputs,
  { dim, vocabulary }: DecoderDims,
  index: number,
  asked: readonly Asked[],
): Partial<Answers> {
  const row = (name: string, size: number): Float32Array =>
    numbers(outputs, name).subarray(index * size, (index + 1) * size);
  const own = (name: string, size: number): Float32Array => {
    const found = row(name, size);
    // Its own memory: who keeps one row keeps no other.
    return found.byteLength === found.buffer.byteLength ? found : found.slice();
  };
  const answer: { -readonly [A in Asked]?: Answers[A] } = {};
  for (const name of asked) {
    if (name === 'logits') answer.logits = own('logits', vocabulary);
    else if (name === 'hidden') answer.hidden = own('hidden_states', dim);
    else if (name === 'choice') answer.choice = choiceOf(row('logits', vocabulary));
    else answer.nextEmbeds = 'next_embeds' in outputs ? own('next_embeds', dim) : null;
  }
  return answer;
}

/** New positions see those before them. */
export function hideAfter(columns: Float32Array, _: number, index: number, width: number): void {
  columns.fill(HIDDEN, width + index + 1);
}
