import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { gamesThatFit } from '../../src/lab/speed-episodes';
import { withIntegerProducts } from '../../src/runtime/integer-products';
import { BufferBytes, watchMemory } from '../../src/runtime/memory-watch';
import {
  productsGraph,
  timeCopy,
  weightNumbers,
  weightProducts,
} from '../../src/runtime/weight-products';

interface Dims {
  readonly path: string;
  readonly role: string;
}

const FOLDER = 'tests/models/mini';
const { files, decoders } = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')) as {
  files: Dims[];
  decoders: { actor: { layers: number; dim: number; vocabulary: number } };
};
const actor = files.find(({ role }) => role === 'actor')?.path;
const model = new Uint8Array(readFileSync(`${FOLDER}/${actor}`));

describe('the products of a decoder', () => {
  test('are its weights, whichever way they lie in the file', () => {
    const products = weightProducts(model);
    const { layers, dim, vocabulary } = decoders.actor;
    // Queries, keys and values; output; gate, up, down; and the head.
    expect(products).toHaveLength(5 * layers + 1);
    expect(
      products.filter(({ input, output }) => input === dim && output === 3 * dim),
    ).toHaveLength(layers);
    expect(products.at(-1)).toEqual({ input: dim, output: vocabulary });
    expect(weightProducts(withIntegerProducts(model))).toEqual(products);
    expect(weightNumbers([{ input: 3, output: 5 }, products[0] ?? { input: 0, output: 0 }])).toBe(
      15 + 3 * dim * dim,
    );
    expect(weightProducts(new Uint8Array())).toEqual([]);
  });

  test('alone are a graph that computes every one of them', async () => {
    const products = [
      { input: 4, output: 6 },
      { input: 8, output: 2 },
    ];
    const session = await InferenceSession.create(productsGraph(products, 3), {
      graphOptimizationLevel: 'disabled',
    });
    expect(session.inputNames.toSorted()).toEqual(['rows.4', 'rows.8']);
    const rows = (size: number) => new Tensor('float32', new Float32Array(5 * size), [5, 1, size]);
    const found = await session.run({ 'rows.4': rows(4), 'rows.8': rows(8) });
    // The larger product: 5 rows of 6 numbers.
    expect(Number(found['size.2']?.data[0])).toBe(30);
    await session.release();
  });
});

test('a copy is timed by the bytes read and written', () => {
  let clock = 0;
  // Each look at the clock is 40 ms later: a round is 8 copies.
  expect(timeCopy(1000, () => (clock += 40))).toBe((16_000 * 1e3) / 80);
});

test('as many games as the time allows, and none where one takes too long', () => {
  expect(gamesThatFit(1, 180)).toBe(3);
  expect(gamesThatFit(20, 180)).toBe(1);
  expect(gamesThatFit(200, 180)).toBe(0);
  expect(gamesThatFit(Number.POSITIVE_INFINITY, 180)).toBe(0);
});

describe('memory that is watched', () => {
  test('of buffers is what was most at once, whoever frees them', () => {
    const bytes = new BufferBytes();
    const [device, other, a, b, c] = [{}, {}, {}, {}, {}];
    bytes.add(device, a, 100);
    bytes.add(device, b, 50);
    bytes.remove(a);
    // A second end of the same buffer frees nothing.
    bytes.remove(a);
    expect([bytes.now, bytes.peak]).toEqual([50, 150]);
    bytes.add(other, c, 20);
    bytes.removeAll(device);
    bytes.remove(b);
    expect([bytes.now, bytes.peak]).toEqual([20, 150]);
  });

  test('of WASM is the heap that grew, as large as it became', () => {
    const watched = watchMemory();
    expect(watched.gpu()).toBeNull();
    expect(watched.wasm()).toBeNull();
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 8 });
    memory.grow(2);
    memory.grow(1);
    expect(watched.wasm()).toBe(4 * 65_536);
  });
});
