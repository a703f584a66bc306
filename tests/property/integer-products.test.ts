import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withIntegerProducts } from '../../src/runtime/integer-products';
import { type Constant, nodeParts, readConstant, readNode } from '../../src/runtime/onnx-graph';
import {
  bytesField,
  concatBytes,
  numberField,
  readFields,
  textField,
} from '../../src/runtime/onnx-wire';

// Field numbers and types of onnx.proto, written out here once more.
const [GRAPH, NODE, INITIALIZER] = [7, 1, 5];
const [FLOAT, INT8] = [1, 3];
type Attributes = Readonly<Record<string, number | readonly number[]>>;

const tensor = (name: string, type: number, dims: readonly number[], raw: Uint8Array): Uint8Array =>
  bytesField(
    INITIALIZER,
    ...dims.map((size) => numberField(1, size)),
    numberField(2, type),
    textField(8, name),
    bytesField(9, raw),
  );

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Attributes = {},
): Uint8Array => bytesField(NODE, ...nodeParts(operator, inputs, [output], attributes));

interface Weights {
  readonly rows: number;
  readonly columns: number;
  readonly integers: Int8Array;
  readonly scales: Float32Array;
}

const weights: fc.Arbitrary<Weights> = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 70 }) })
  .chain(({ rows, columns }) => {
    const [size, blocks] = [rows * columns, rows * Math.ceil(columns / 32)];
    return fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      integers: fc.int8Array({ minLength: size, maxLength: size }),
      scales: fc.float32Array({ minLength: blocks, maxLength: blocks, noNaN: true }),
    });
  });

interface Form {
  readonly unfold: Attributes;
  readonly turn: Attributes;
  readonly zeroPoint: boolean;
  readonly type: number;
  /** Further nodes. */
  readonly more: readonly Uint8Array[];
}

const FORM: Form = {
  unfold: { axis: 1, block_size: 32 },
  turn: { perm: [1, 0] },
  zeroPoint: false,
  type: INT8,
  more: [],
};

/** A graph of one product, with other parts around it. */
function modelOf({ rows, columns, integers, scales }: Weights, form: Form = FORM): Uint8Array {
  const bytes = (values: Int8Array | Float32Array): Uint8Array =>
    new Uint8Array(values.slice().buffer);
  const unfolded = ['y.integers', 'y.scales', ...(form.zeroPoint ? ['zero'] : [])];
  const graph = [
    node('Relu', ['input'], 'x'),
    node('DequantizeLinear', unfolded, 'y.floats', form.unfold),
    node('Transpose', ['y.floats'], 'y.turned', form.turn),
    node('MatMul', ['x', 'y.turned'], 'y'),
    ...form.more,
    textField(2, 'graph'),
    tensor('y.scales', FLOAT, [rows, scales.length / rows], bytes(scales)),
    tensor('y.integers', form.type, [rows, columns], bytes(integers)),
  ];
  return concatBytes([numberField(1, 10), bytesField(GRAPH, ...graph), textField(2, 'producer')]);
}

function partsOf(model: Uint8Array) {
  const graph = [...readFields(model)].find(({ number }) => number === GRAPH);
  const fields = [...readFields(graph?.bytes ?? new Uint8Array())];
  const of = (wanted: number) =>
    fields.filter(({ number }) => number === wanted).map(({ bytes }) => bytes);
  const constants = of(INITIALIZER).map(readConstant);
  return {
    nodes: of(NODE).map(readNode),
    constants: new Map(constants.map((one): [string, Constant] => [one.name, one])),
  };
}

describe('integers laid out for MatMulNBits', () => {
  it('unfold to the same weights, whatever the rows and columns', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const { rows, columns, integers, scales } = given;
        const { nodes, constants } = partsOf(withIntegerProducts(modelOf(given)));
        expect(nodes.map(({ operator }) => operator)).toEqual(['Relu', 'MatMulNBits']);
        const [, product] = nodes;
        expect(product?.inputs).toEqual(['x', 'y.integers', 'y.scales']);
        expect(product?.outputs).toEqual(['y']);
        const sizes = [...(product?.attributes ?? [])].map(([name, { integer }]) => [
          name,
          integer,
        ]);
        expect(Object.fromEntries(sizes)).toEqual({
          K: columns,
          N: rows,
          bits: 8,
          block_size: 32,
        });
        const blocks = Math.ceil(columns / 32);
        const packed = constants.get('y.integers');
        expect(packed).toMatchObject({ dims: [rows, blocks, 32], dataType: 2 });
        const raw = constants.get('y.scales')?.raw ?? new Uint8Array();
        const kept = new Float32Array(raw.slice().buffer);
        expect(kept).toEqual(scales);
        packed?.raw.forEach((unsigned, place) => {
          const [row, column] = [Math.floor(place / (blocks * 32)), place % (blocks * 32)];
          // What a last block lacks is zero.
          const wanted = column < columns ? (integers[row * columns + column] as number) : 0;
          const scale = scales[row * blocks + Math.floor(column / 32)] as number;
          expect((unsigned - 128) * scale + 0).toBe(wanted * scale + 0);
          expect(unsigned - 128).toBe(wanted);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leave the file that they are read from as it was', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const model = modelOf(given);
        const before = model.slice();
        expect(withIntegerProducts(model)).not.toBe(model);
        expect(model).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  it.each<[string, Partial<Form>]>([
    ['other blocks', { unfold: { axis: 1, block_size: 64 } }],
    ['another axis', { unfold: { axis: 0, block_size: 32 } }],
    ['a zero point', { zeroPoint: true }],
    ['no turn', { turn: { perm: [0, 1] } }],
    ['unsigned integers', { type: 2 }],
    ['weights that something else reads too', { more: [node('Relu', ['y.integers'], 'z')] }],
    ['floats that something else reads too', { more: [node('Relu', ['y.floats'], 'z')] }],
  ])('are not made of %s: that stays as it is', (_, change) => {
    const given = {
      rows: 2,
      columns: 40,
      integers: new Int8Array(80).fill(5),
      scales: new Float32Array(4).fill(0.5),
    };
    const model = modelOf(given, { ...FORM, ...change });
    expect(withIntegerProducts(model)).toBe(model);
    expect(withIntegerProducts(modelOf(given))).not.toBe(model);
  });
});
