import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { withIntegerProducts } from '../../src/runtime/integer-products';
import { GRAPH, MODEL, readNode } from '../../src/runtime/onnx-graph';
import { readFields } from '../../src/runtime/onnx-wire';

// Anew: .venv/bin/python tests/parity/write_products_fixture.py
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const [UNFOLDED, INTEGERS] = ['wasm', 'webgpu'].map((layout) =>
  read(`tests/parity/fixtures/products/${layout}.onnx`),
) as [Uint8Array, Uint8Array];

function operators(model: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  const graph = [...readFields(model)].find(({ number }) => number === MODEL.graph);
  for (const { number, bytes } of readFields(graph?.bytes ?? new Uint8Array())) {
    if (number !== GRAPH.node) continue;
    const { operator } = readNode(bytes);
    counts[operator] = (counts[operator] ?? 0) + 1;
  }
  return counts;
}

/** Logits after three positions. */
async function logits(model: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(model);
  const past = Object.fromEntries(
    ['key', 'value'].map((kind) => [
      `past_key_values.0.${kind}`,
      new Tensor('float32', new Float32Array(0), [1, 3, 0, 16]),
    ]),
  );
  const embeds = Float32Array.from({ length: 3 * 48 }, (_, i) => Math.sin(i));
  const { logits: found } = await session.run({
    inputs_embeds: new Tensor('float32', embeds, [1, 3, 48]),
    seqlens_k: new Tensor('int32', Int32Array.of(2), [1]),
    total_sequence_length: new Tensor('int32', Int32Array.of(3), []),
    num_logits_to_keep: new Tensor('int64', BigInt64Array.of(1n), []),
    ...past,
  });
  const values = Float32Array.from(found?.data as Float32Array);
  await session.release();
  return values;
}

describe('a decoder whose products are of integers', () => {
  it('is byte for byte what the exporter writes in that layout, last blocks that are short included', () => {
    expect(Buffer.compare(withIntegerProducts(UNFOLDED), INTEGERS)).toBe(0);
    expect(operators(UNFOLDED)).toMatchObject({ DequantizeLinear: 6, MatMul: 6 });
    expect(operators(INTEGERS)).toMatchObject({ MatMulNBits: 6 });
  });

  it('computes the same', async () => {
    const expected = await logits(UNFOLDED);
    const found = await logits(withIntegerProducts(UNFOLDED));
    expect(expected).toHaveLength(37);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1);
    expected.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 3);
    });
  });

  it('stays as it is, and so does a file without any', () => {
    expect(withIntegerProducts(INTEGERS)).toBe(INTEGERS);
    const adapter = read('public/models/tiny/adapter.onnx');
    expect(withIntegerProducts(adapter)).toBe(adapter);
  });

  it.each(['sender', 'sender-compressed', 'actor'])('is made of the shipped %s', (role) => {
    const file = read(`public/models/tiny/${role}.onnx`);
    const before = operators(file);
    const { DequantizeLinear: count = 0, MatMul = 0, Transpose = 0 } = before;
    const after = operators(withIntegerProducts(file));
    expect(count).toBeGreaterThanOrEqual(4 * 5 + 1);
    expect(after.MatMulNBits).toBe(count);
    expect(after.DequantizeLinear).toBeUndefined();
    expect([after.MatMul ?? 0, after.Transpose ?? 0]).toEqual([MatMul - count, Transpose - count]);
  });
});
