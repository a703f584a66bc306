/** Parts of an ONNX file, read and written: nodes, constants, inputs and outputs. */
import {
  bytesField,
  numberField,
  readFields,
  readText,
  textField,
  type WireField,
} from './onnx-wire';

// Numbers of fields in onnx.proto.
export const MODEL = { graph: 7 } as const;
export const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const;
export const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
export const ATTRIBUTE = { name: 1, float: 2, integer: 3, integers: 8, type: 20 } as const;
export const TENSOR = { dims: 1, dataType: 2, name: 8, raw: 9 } as const;
export const VALUE = { name: 1, type: 2 } as const;
const TYPE = { tensor: 1 } as const;
const TENSOR_TYPE = { element: 1, shape: 2 } as const;
const SHAPE = { dimension: 1 } as const;
const DIMENSION = { size: 1 } as const;
export const FLOAT = 1;
export const UINT8 = 2;
export const INT8 = 3;
export const INT64 = 7;
const INTEGER_ATTRIBUTE = 2;
const INTEGERS_ATTRIBUTE = 7;

const FUSED = 'com.microsoft';
const FUSED_OPERATORS = ['RotaryEmbedding', 'MatMulNBits'];

/** The size of a head as the old cache's shape `[rows, kvHeads, held, headDim]` has it; 0 where it is left open. */
export function headDimOf(graph: Uint8Array): number {
  for (const { number, bytes } of readFields(graph)) {
    if (number !== GRAPH.input) continue;
    const name = first(bytes, VALUE.name);
    if (!name || !/^past_key_values\..*key$/.test(readText(name.bytes))) continue;
    const path = [VALUE.type, TYPE.tensor, TENSOR_TYPE.shape];
    const shape = path.reduce((message, part) => first(message, part)?.bytes ?? message, bytes);
    const last = [...readFields(shape)].filter((field) => field.number === SHAPE.dimension).at(-1);
    return (last && first(last.bytes, DIMENSION.size)?.value) ?? 0;
  }
  return 0;
}

const first = (message: Uint8Array, number: number): WireField | undefined =>
  [...readFields(message)].find((field) => field.number === number);

/** A node as it was read. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** Zero or none where an attribute is of another kind. */
export interface Attribute {
  readonly float: number;
  readonly integer: number;
  readonly integers: readonly number[];
}

export function readNode(node: Uint8Array): GraphNode {
  const fields = [...readFields(node)];
  const texts = (number: number): string[] =>
    fields.filter((field) => field.number === number).map(({ bytes }) => readText(bytes));
  const attributes = fields
    .filter(({ number }) => number === NODE.attribute)
    .map(({ bytes }) => readAttribute(bytes));
  return {
    operator: texts(NODE.operator)[0] ?? '',
    inputs: texts(NODE.input),
    outputs: texts(NODE.output),
    attributes: new Map(attributes),
  };
}

function readAttribute(attribute: Uint8Array): [name: string, Attribute] {
  let name = '';
  let bits = 0;
  let integer = 0;
  const integers: number[] = [];
  for (const part of readFields(attribute)) {
    if (part.number === ATTRIBUTE.name) name = readText(part.bytes);
    if (part.number === ATTRIBUTE.float) bits = part.value;
    if (part.number === ATTRIBUTE.integer) integer = part.value;
    if (part.number === ATTRIBUTE.integers) integers.push(part.value);
  }
  return [
    name,
    { float: new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0, integer, integers },
  ];
}

/** A constant where it lies in the file. */
export interface Constant {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  /** Empty where the file holds its numbers in another way. */
  readonly raw: Uint8Array;
}

export function readConstant(tensor: Uint8Array): Constant {
  const dims: number[] = [];
  let name = '';
  let dataType = 0;
  let raw = tensor.subarray(0, 0);
  for (const { number, bytes, value } of readFields(tensor)) {
    if (number === TENSOR.dims) dims.push(value);
    if (number === TENSOR.name) name = readText(bytes);
    if (number === TENSOR.dataType) dataType = value;
    if (number === TENSOR.raw) raw = bytes;
  }
  return { name, dims, dataType, raw };
}

/** The fields of a node. Attributes: an integer, or integers. */
export function nodeParts(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, number | readonly number[]>>,
): Uint8Array[] {
  return [
    ...inputs.map((name) => textField(NODE.input, name)),
    ...outputs.map((name) => textField(NODE.output, name)),
    textField(NODE.name, outputs[0] ?? ''),
    textField(NODE.operator, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(NODE.attribute, textField(ATTRIBUTE.name, name), ...attributeValue(value)),
    ),
    ...(FUSED_OPERATORS.includes(operator) ? [textField(NODE.domain, FUSED)] : []),
  ];
}

function attributeValue(value: number | readonly number[]): Uint8Array[] {
  return typeof value === 'number'
    ? [numberField(ATTRIBUTE.integer, value), numberField(ATTRIBUTE.type, INTEGER_ATTRIBUTE)]
    : [
        ...value.map((one) => numberField(ATTRIBUTE.integers, one)),
        numberField(ATTRIBUTE.type, INTEGERS_ATTRIBUTE),
      ];
}

/** An int64 constant `[values]`, without its name. */
export function integers(values: readonly number[]): Uint8Array[] {
  const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return tensor(values.length, INT64, raw);
}

/** A float32 constant `[values]`, without its name. */
export function floats(values: readonly number[]): Uint8Array[] {
  return tensor(values.length, FLOAT, new Uint8Array(Float32Array.from(values).buffer));
}

function tensor(count: number, dataType: number, raw: Uint8Array): Uint8Array[] {
  return [
    numberField(TENSOR.dims, count),
    numberField(TENSOR.dataType, dataType),
    bytesField(TENSOR.raw, raw),
  ];
}

/** An input or output. `shape`: its sizes, 0 where one is left open; absent: any shape. */
export function value(name: string, elementType: number, shape?: readonly number[]): Uint8Array[] {
  const dimensions = shape?.map((size) =>
    bytesField(SHAPE.dimension, ...(size > 0 ? [numberField(DIMENSION.size, size)] : [])),
  );
  const tensorType = bytesField(
    TYPE.tensor,
    numberField(TENSOR_TYPE.element, elementType),
    ...(dimensions ? [bytesField(TENSOR_TYPE.shape, ...dimensions)] : []),
  );
  return [textField(VALUE.name, name), bytesField(VALUE.type, tensorType)];
}
