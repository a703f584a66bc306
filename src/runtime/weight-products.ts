/**
 * What a decoder's matrix products alone take: a graph of nothing but its products, as often one after the
 * other that the call around them does not count. No decoder of those weights is faster on that runtime.
 */
import type { Work } from '../lab/work';
import {
  FLOAT,
  GRAPH,
  INT64,
  MODEL,
  nodeParts,
  readConstant,
  readNode,
  TENSOR,
  value,
} from './onnx-graph';
import { bytesField, concatBytes, numberField, readFields, textField } from './onnx-wire';
import type { Ort, Session } from './ort';
import type { Serial } from './serial';

/** A constant matrix that the rows of an input are multiplied by. */
export interface WeightProduct {
  /** Numbers of an input row. */
  readonly input: number;
  readonly output: number;
}

/** Each product of the graph, so that a call of 0.1 ms is shared by many. */
const REPEATS = 16;
/** ms that a round takes at least, and rounds; the best one counts, as this is a bound. */
const ROUND = 60;
const ROUNDS = 5;

/** The products with constants in a decoder's file, in its order; the int8 of DequantizeLinear and MatMulNBits included. */
export function weightProducts(model: Uint8Array): WeightProduct[] {
  const graph = [...readFields(model)].find(({ number }) => number === MODEL.graph);
  if (!graph) return [];
  const fields = [...readFields(graph.bytes)];
  const of = (number: number): Uint8Array[] =>
    fields.filter((field) => field.number === number).map(({ bytes }) => bytes);
  const sizes = new Map(
    of(GRAPH.initializer)
      .map(readConstant)
      .map(({ name, dims }) => [name, dims]),
  );
  const nodes = of(GRAPH.node).map(readNode);
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  return nodes.flatMap(({ operator, inputs, attributes }) => {
    if (operator === 'MatMulNBits') {
      const size = (name: string): number => attributes.get(name)?.integer ?? 0;
      return [{ input: size('K'), output: size('N') }];
    }
    if (operator !== 'MatMul') return [];
    let name = inputs[1] ?? '';
    let turned = false;
    for (let maker = makers.get(name); maker; maker = makers.get(name)) {
      if (maker.operator === 'Transpose') turned = !turned;
      else if (maker.operator !== 'DequantizeLinear') return [];
      name = maker.inputs[0] ?? '';
    }
    const [first, second, ...more] = sizes.get(name) ?? [];
    if (first === undefined || second === undefined || more.length > 0) return [];
    return [turned ? { input: second, output: first } : { input: first, output: second }];
  });
}

export function weightNumbers(products: readonly WeightProduct[]): number {
  return products.reduce((sum, { input, output }) => sum + input * output, 0);
}

const inputName = (size: number): string => `rows.${size}`;

/**
 * The products alone, `repeats` times, on float32 numbers of their own. Inputs `rows.N` `[batch, 1, N]`; the
 * one output is the largest product's size, so that nobody may leave one out and nothing is copied.
 */
export function productsGraph(
  products: readonly WeightProduct[],
  repeats: number,
): Uint8Array<ArrayBuffer> {
  const constants = products.map(({ input, output }, i) =>
    bytesField(
      GRAPH.initializer,
      numberField(TENSOR.dims, input),
      numberField(TENSOR.dims, output),
      numberField(TENSOR.dataType, FLOAT),
      textField(TENSOR.name, `weights.${i}`),
      bytesField(TENSOR.raw, someNumbers(input * output)),
    ),
  );
  const nodes: Uint8Array[] = [];
  const add = (
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, number>> = {},
  ): void => {
    nodes.push(bytesField(GRAPH.node, ...nodeParts(operator, inputs, [output], attributes)));
  };
  const widths = [...new Set(products.map(({ input }) => input))];
  const rows = (width: number, repeat: number): string =>
    repeat === 0 ? inputName(width) : `${inputName(width)}.${repeat}`;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const sizes = products.map(({ input }, i) => {
      const name = `product.${repeat}.${i}`;
      add('MatMul', [rows(input, repeat), `weights.${i}`], name);
      add('Size', [name], `${name}.size`);
      return `${name}.size`;
    });
    // A round waits for all of the one before: else a matrix could be used again while it is in a cache.
    add('Max', sizes, `size.${repeat}`);
    if (repeat === repeats - 1) break;
    add('Sub', [`size.${repeat}`, `size.${repeat}`], `none.${repeat}`);
    add('Cast', [`none.${repeat}`], `zero.${repeat}`, { to: FLOAT });
    for (const width of widths)
      add('Add', [rows(width, repeat), `zero.${repeat}`], rows(width, repeat + 1));
  }
  const inputs = widths.map((size) =>
    bytesField(GRAPH.input, ...value(inputName(size), FLOAT, [0, 1, size])),
  );
  const output = bytesField(GRAPH.output, ...value(`size.${repeats - 1}`, INT64, []));
  const name = textField(GRAPH_NAME, 'products');
  return concatBytes([
    numberField(MODEL_VERSION, IR_VERSION),
    bytesField(MODEL_OPERATORS, numberField(OPERATORS_VERSION, OPSET)),
    bytesField(MODEL.graph, ...nodes, name, ...constants, ...inputs, output),
  ]);
}

/** Small and none alike: neither zeros nor numbers too small to be normal. */
function someNumbers(count: number): Uint8Array {
  const numbers = Float32Array.from({ length: count }, (_, i) => (((i * 37) % 101) - 50.5) / 1000);
  return new Uint8Array(numbers.buffer);
}

// Of onnx.proto.
const GRAPH_NAME = 2;
const MODEL_VERSION = 1;
const MODEL_OPERATORS = 8;
const OPERATORS_VERSION = 2;
const OPSET = 21;
const IR_VERSION = 10;

/** Positions a second of the products alone, for each batch. */
export async function timeProducts(
  { ort, calls }: { readonly ort: Ort; readonly calls: Serial },
  products: readonly WeightProduct[],
  batches: readonly number[],
  work: Work,
): Promise<{ batch: number; perSecond: number }[]> {
  if (products.length === 0) return [];
  const model = productsGraph(products, REPEATS);
  // Without optimization: products that are alike would be made once.
  const session = await calls.run(() =>
    ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'disabled',
      logSeverityLevel: 3,
    }),
  );
  try {
    const measured: { batch: number; perSecond: number }[] = [];
    for (const batch of batches) {
      const call = await timeCall(session, { ort, calls }, batch, work);
      measured.push({ batch, perSecond: (batch * REPEATS * 1e3) / call });
    }
    return measured;
  } finally {
    await calls.run(() => session.release());
  }
}

/** ms of a call, in the best round. */
async function timeCall(
  session: Session,
  { ort, calls }: { readonly ort: Ort; readonly calls: Serial },
  batch: number,
  { signal, now, letEventsIn }: Work,
): Promise<number> {
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => {
      const size = Number(name.split('.')[1]);
      const rows = new Float32Array(batch * size).fill(0.5);
      return [name, new ort.Tensor('float32', rows, [batch, 1, size])];
    }),
  );
  await calls.run(() => session.run(feeds));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = now();
    let count = 0;
    do {
      await letEventsIn?.();
      signal.throwIfAborted();
      await calls.run(() => session.run(feeds));
      count++;
    } while (now() - start < ROUND);
    best = Math.min(best, (now() - start) / count);
  }
  return best;
}

/** Bytes a second that a plain copy of `bytes` reads and writes, in the best of some rounds. */
export function timeCopy(bytes: number, now: Work['now']): number {
  const from = new Uint8Array(bytes).fill(1);
  const to = new Uint8Array(bytes);
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = now();
    let copied = 0;
    do {
      for (let i = 0; i < 8; i++) to.set(from);
      copied += 2 * 8 * bytes;
    } while (now() - start < ROUND / 3);
    best = Math.max(best, (copied * 1e3) / (now() - start));
  }
  return best;
}
