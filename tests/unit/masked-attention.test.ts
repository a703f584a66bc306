import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withMaskedAttention } from '../../src/runtime/masked-attention';
import {
  bytesField,
  concatBytes,
  numberField,
  readFields,
  readText,
  textField,
} from '../../src/runtime/onnx-wire';

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const NAMED = { graph: 7, node: 1, initializer: 5, input: 11, output: 12 };

/** Names of a graph's inputs, outputs or initializers. */
function names(model: Uint8Array, what: 'input' | 'output' | 'initializer'): string[] {
  const graph = [...readFields(model)].find(({ number }) => number === NAMED.graph);
  const nameField = what === 'initializer' ? 8 : 1;
  return [...readFields(graph?.bytes ?? new Uint8Array())]
    .filter(({ number }) => number === NAMED[what])
    .map(({ bytes }) => [...readFields(bytes)].find(({ number }) => number === nameField))
    .map((name) => readText(name?.bytes ?? new Uint8Array()));
}

// That the graphs compute the same is what tests/parity tests.
describe('a decoder with its attention written out', () => {
  const model = read('tests/models/mini/actor.onnx');
  const written = withMaskedAttention(model);

  it('takes the cache and gives new positions only', () => {
    const cache = ['0.key', '0.value', '1.key', '1.value'];
    expect(names(written, 'input').sort()).toEqual(
      [
        'attention_mask',
        'attention_split',
        'inputs_embeds',
        'num_logits_to_keep',
        'positions',
        ...cache.map((name) => `held.${name}`),
      ].sort(),
    );
    expect(names(written, 'output')).toEqual(['logits', 'hidden_states', 'added']);
  });

  it('has the weights of the file and little more', () => {
    const before = names(model, 'initializer');
    expect(names(written, 'initializer').slice(0, before.length)).toEqual(before);
    expect(written.length - model.length).toBeLessThan(10_000);
  });

  it('is made of a decoder only, and only of attention as the export writes it', () => {
    expect(() => withMaskedAttention(read('tests/models/mini/adapter.onnx'))).toThrow(
      'no GroupQueryAttention',
    );
    // A sliding window is another attribute of the node.
    const name = textField(1, 'local_window_size');
    const window = bytesField(5, name, numberField(3, 64), numberField(20, 2));
    const node = bytesField(NAMED.node, textField(4, 'GroupQueryAttention'), window);
    expect(() => withMaskedAttention(bytesField(NAMED.graph, node))).toThrow(
      'attention of a decoder is not as',
    );
  });
});

describe('the wire format', () => {
  it('is written as it was read', () => {
    const model = read('public/models/tiny/adapter.onnx');
    const fields = [...readFields(model)];
    expect(concatBytes(fields.map(({ whole }) => whole))).toEqual(model);
    const [graph] = fields.filter(({ number }) => number === NAMED.graph);
    expect(bytesField(NAMED.graph, graph?.bytes ?? new Uint8Array())).toEqual(graph?.whole);
  });

  it('holds whole numbers beyond 32 bits, and 32-bit fields as bits', () => {
    for (const value of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5]) {
      expect([...readFields(numberField(3, value))]).toMatchObject([{ number: 3, value }]);
    }
    const half = Uint8Array.of(2 * 8 + 5, 0, 0, 0, 0x3f);
    expect([...readFields(half)]).toMatchObject([{ number: 2, value: 0x3f000000 }]);
  });

  it('of a cut or foreign file is no endless loop', () => {
    const model = read('tests/models/mini/adapter.onnx');
    expect(() => [...readFields(model.subarray(0, model.length - 5))]).toThrow(
      'behind its message',
    );
    expect(() => [...readFields(Uint8Array.of(3))]).toThrow('no wire type 3');
    expect(() => [...readFields(Uint8Array.of(255, 255))]).toThrow();
  });
});
