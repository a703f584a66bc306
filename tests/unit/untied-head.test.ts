import { describe, expect, it } from 'vitest';
import { Run } from '../../src/lab/lanes';
import { readLens } from '../../src/lab/lens';
import { decodeTrace, encodeTrace } from '../../src/lab/trace-codec';
import type { Backend } from '../../src/runtime/backend';
import { OnnxDecoder } from '../../src/runtime/decoder';
import { EmbeddingTable } from '../../src/runtime/embedding-table';
import type { Session } from '../../src/runtime/ort';
import { Rng } from '../../src/shared/rng';
import { FakeModels, fakeTokenizer } from './fake-models';
import { laneTraces, message, NEVER, settings } from './scripted-runs';

const DIM = 33;
const VOCABULARY = 700;
const BLOCKS = 2;
const DIMS = {
  dim: DIM,
  layers: 1,
  heads: 1,
  kvHeads: 1,
  headDim: DIM,
  vocabulary: VOCABULARY,
  context: 8,
};

/** A table in the layout of models/interlat_models/manifest.py, and the same as rows of float64. */
function makeTable(seed: string): { table: EmbeddingTable; rows: number[][] } {
  const rng = new Rng(seed);
  const bytes = new DataView(new ArrayBuffer(VOCABULARY * (DIM + 4 * BLOCKS)));
  const scales: number[] = [];
  for (let at = 0; at < VOCABULARY * BLOCKS; at++) {
    const scale = Math.fround(0.001 + 0.01 * rng.next());
    scales.push(scale);
    bytes.setFloat32(VOCABULARY * DIM + 4 * at, scale, true);
  }
  const rows = Array.from({ length: VOCABULARY }, (_, token) =>
    Array.from({ length: DIM }, (_column, column) => {
      const integer = Math.floor(255 * rng.next()) - 127;
      bytes.setInt8(token * DIM + column, integer);
      return integer * (scales[token * BLOCKS + Math.floor(column / 32)] ?? 0);
    }),
  );
  return { table: new EmbeddingTable(new Uint8Array(bytes.buffer), DIMS), rows };
}

const product = (rows: readonly number[][], state: Float32Array): Float32Array =>
  Float32Array.from(rows, (row) => row.reduce((sum, x, i) => sum + x * (state[i] ?? 0), 0));

const embeddings = makeTable('embeddings');
const head = makeTable('head');
const rng = new Rng('state');
const state = Float32Array.from({ length: DIM }, () => rng.normal());

/** A decoder of these embeddings that gave `logits` of the state, with a head of its own or none. */
function decoder(logits: Float32Array, own: EmbeddingTable | null): OnnxDecoder {
  const backend = { openSequences: () => ({}) } as unknown as Backend;
  const session = { outputNames: [] } as unknown as Session;
  const made = new OnnxDecoder(backend, session, DIMS, embeddings.table);
  made.learnHead(own, { logits, hidden: state, nextEmbeds: null }, 1e-4);
  return made;
}

const off = (read: Float32Array | undefined, wanted: Float32Array): number =>
  Math.max(...wanted.map((value, i) => Math.abs(value - (read?.[i] ?? Number.NaN))));

describe('the LM head that the logit lens reads through', () => {
  it('is the embedding table where that made the logits', () => {
    const logits = product(embeddings.rows, state);
    expect(off(decoder(logits, null).lensLogits?.(state), logits)).toBeLessThan(1e-4);
  });

  it('is the tier’s own table where the head is not tied', () => {
    const logits = product(head.rows, state);
    expect(off(decoder(logits, head.table).lensLogits?.(state), logits)).toBeLessThan(1e-4);
    expect(off(product(embeddings.rows, state), logits)).toBeGreaterThan(1);
  });

  it('is unknown where no table made the logits', () => {
    expect(decoder(product(head.rows, state), null).lensLogits).toBeNull();
    // A table of other weights is no head either.
    expect(decoder(product(embeddings.rows, state), head.table).lensLogits).toBeNull();
    expect(decoder(new Float32Array(VOCABULARY).fill(Number.NaN), null).lensLogits).toBeNull();
  });
});

describe('a run of models whose head nobody knows', () => {
  it('is played, and its trace says that there is no lens', async () => {
    const models = new FakeModels({ thought: () => 'abc', command: () => '', untied: true });
    const edited = message({ edits: [{ kind: 'zero', from: 0, to: 1 }] });
    const run = new Run(models, settings([message(), edited], 1), { now: () => models.clock });
    await run.advance(NEVER);
    const trace = run.trace({ kind: 'live', backend: 'fake', models: {}, date: '' });
    const [plain, changed] = laneTraces(run).map((lane) => lane.message);
    run.dispose();
    expect(plain?.latents).not.toBeNull();
    expect(plain).toMatchObject({ noLens: 'untied' });
    expect(plain).not.toHaveProperty('lens');
    expect(changed).toMatchObject({ noLens: 'untied', written: { lens: [] } });
    expect(decodeTrace(encodeTrace(trace))).toEqual(trace);
  });

  it('reads nothing', async () => {
    const { sender } = new FakeModels({ untied: true });
    const latents = new Float32Array(2 * sender.dim);
    const work = { signal: NEVER };
    expect(await readLens(sender, fakeTokenizer, latents, work)).toBeNull();
  });
});
