import {
  type Constant,
  FLOAT,
  GRAPH,
  type GraphNode,
  INT8,
  MODEL,
  nodeParts,
  readConstant,
  readNode,
  TENSOR,
  UINT8,
} from './onnx-graph';
import {
  concatBytes,
  fieldParts,
  numberField,
  type Part,
  readFields,
  textField,
  type WireField,
  type WrittenPart,
} from './onnx-wire';

/*
 * Why a decoder's products are replaced where it runs on WebGPU.
 *
 * A tier has one file of a decoder for every device. Its weight matrices are int8 `[rows, columns]` with
 * a scale for each run of 32 numbers of a row, and go through DequantizeLinear, Transpose and MatMul: WASM
 * unfolds them once, at load. A GPU multiplies by the integers themselves, in MatMulNBits, which takes
 * them as uint8 `[rows, blocks, 32]`. No number changes. What is written is byte for byte what
 * models/interlat_models/onnx_graph.py writes for WebGPU.
 */

/** Numbers of a row that have a scale in common. */
const BLOCK = 32;
const BITS = 8;
/** Where an unsigned integer stands for 0. */
const ZERO = 128;

/** The three nodes of a product, and the one in their place. */
interface Product {
  readonly unfolding: GraphNode;
  readonly turning: GraphNode;
  readonly product: GraphNode;
  /** int8 `[rows, columns]` */
  readonly weights: Constant;
  /** As a field of the graph. */
  readonly written: readonly Part[];
}

/**
 * A decoder's file (models/interlat_models/onnx_decoder.py) with one MatMulNBits for each
 * DequantizeLinear, Transpose and MatMul. All else is the same bytes, also products of another form; a
 * file without any of this one is given back itself. The file is read where it lies and each weight is
 * written once, into the new file.
 */
export function withIntegerProducts(model: Uint8Array): Uint8Array {
  const fields = [...readFields(model)];
  const graph = fields.find(({ number }) => number === MODEL.graph);
  const rewritten = graph && rewrittenGraph([...readFields(graph.bytes)]);
  if (!rewritten) return model;
  return concatBytes(
    fields.flatMap((field) =>
      field === graph ? fieldParts(MODEL.graph, rewritten) : [field.whole],
    ),
  );
}

/** Null where no product is of the form. */
function rewrittenGraph(fields: readonly WireField[]): Part[] | null {
  const nodes = new Map(
    fields
      .filter(({ number }) => number === GRAPH.node)
      .map((field) => [field, readNode(field.bytes)]),
  );
  if (![...nodes.values()].some(({ operator }) => operator === 'DequantizeLinear')) return null;
  const constants = new Map(
    fields
      .filter(({ number }) => number === GRAPH.initializer)
      .map((field) => [field, readConstant(field.bytes)]),
  );
  const products = findProducts([...nodes.values()], [...constants.values()]);
  if (products.length === 0) return null;

  const changed = new Map<GraphNode | Constant, readonly Part[]>();
  for (const { unfolding, turning, product, weights, written } of products) {
    changed.set(unfolding, []).set(turning, []).set(product, written);
    changed.set(weights, fieldParts(GRAPH.initializer, unsignedBlocks(weights)));
  }
  return fields.flatMap((field) => {
    const part = nodes.get(field) ?? constants.get(field);
    return (part && changed.get(part)) ?? [field.whole];
  });
}

function findProducts(nodes: readonly GraphNode[], constants: readonly Constant[]): Product[] {
  const named = new Map(constants.map((constant) => [constant.name, constant]));
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const uses = new Map<string, number>();
  for (const name of nodes.flatMap(({ inputs }) => inputs)) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const once = (name: string): boolean => uses.get(name) === 1;

  return nodes.flatMap((product): readonly Product[] => {
    const [x = '', turned = ''] = product.inputs;
    const turning = makers.get(turned);
    const [floats = ''] = turning?.inputs ?? [];
    const unfolding = makers.get(floats);
    const [integers = '', scales = ''] = unfolding?.inputs ?? [];
    const weights = named.get(integers);
    const alone = [turned, floats, integers].every(once);
    if (product.operator !== 'MatMul' || !turning || !unfolding || !weights || !alone) return [];
    if (!isTurning(turning) || !isUnfolding(unfolding)) return [];
    if (!belongTogether(weights, named.get(scales))) return [];
    const [rows = 0, columns = 0] = weights.dims;
    const sizes = { K: columns, N: rows, bits: BITS, block_size: BLOCK };
    const node = nodeParts('MatMulNBits', [x, integers, scales], product.outputs, sizes);
    return [{ unfolding, turning, product, weights, written: fieldParts(GRAPH.node, node) }];
  });
}

function isTurning({ operator, attributes }: GraphNode): boolean {
  return operator === 'Transpose' && attributes.get('perm')?.integers.join() === '1,0';
}

/** Without a zero point. */
function isUnfolding({ operator, inputs, attributes }: GraphNode): boolean {
  const integer = (name: string): number | undefined => attributes.get(name)?.integer;
  return (
    operator === 'DequantizeLinear' &&
    inputs.length === 2 &&
    attributes.size === 2 &&
    integer('axis') === 1 &&
    integer('block_size') === BLOCK
  );
}

/** Whether these are int8 `[rows, columns]` and float32 `[rows, blocks]`. */
function belongTogether(weights: Constant, scales: Constant | undefined): boolean {
  const [rows = 0, columns = 0, ...more] = weights.dims;
  return (
    weights.dataType === INT8 &&
    more.length === 0 &&
    columns > 0 &&
    weights.raw.length === rows * columns &&
    scales?.dataType === FLOAT &&
    scales.dims.join() === [rows, Math.ceil(columns / BLOCK)].join()
  );
}

/** The constant uint8 `[rows, blocks, 32]` of int8 `[rows, columns]`; what a last block lacks is 0. */
function unsignedBlocks({ name, dims, raw }: Constant): Part[] {
  const [rows = 0, columns = 0] = dims;
  const blocks = Math.ceil(columns / BLOCK);
  const width = blocks * BLOCK;
  const numbers: WrittenPart = {
    length: rows * width,
    writeTo: (target) => {
      if (width > columns) target.fill(ZERO);
      for (let row = 0; row < rows; row++) {
        const [from, to] = [row * columns, row * width];
        // The bits of an int8 and of the uint8 that is 128 more differ in the first one.
        for (let i = 0; i < columns; i++) target[to + i] = (raw[from + i] ?? 0) ^ ZERO;
      }
    },
  };
  return [
    ...[rows, blocks, BLOCK].map((size) => numberField(TENSOR.dims, size)),
    numberField(TENSOR.dataType, UINT8),
    textField(TENSOR.name, name),
    ...fieldParts(TENSOR.raw, [numbers]),
  ];
}
