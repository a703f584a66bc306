import { LabError } from '../shared/errors';
import {
  FLOAT,
  floats,
  GRAPH,
  headDimOf,
  INT64,
  integers,
  MODEL,
  nodeParts,
  readNode,
  TENSOR,
  VALUE,
  value,
} from './onnx-graph';
import {
  bytesField,
  concatBytes,
  fieldParts,
  type Part,
  readFields,
  readText,
  textField,
  type WireField,
} from './onnx-wire';

/*
 * Why a decoder's attention is replaced where it runs on WASM.
 *
 * GroupQueryAttention returns the whole cache, one position longer. onnxruntime-web copies every input
 * into its heap and every output out of it (tensors that stay there, 'cpu-pinned', exist in its types
 * alone), so a step moves the cache of all rows three times, and with a past and several rows it takes
 * one new position a call. Written out as matrix products under a mask, the attention takes the cache
 * as an input only and returns the keys and values of the new positions: the cache stays in JS, rows
 * may have any lengths, and a call may hold any number of positions, trees of them included.
 *
 * Tokens per CPU second of the tiny tier's actor in Node 20, one thread, as ratios to one sequence with
 * GroupQueryAttention in the same process (2,038 / 1,061 / 366 at 100 / 400 / 800 positions), before
 * `MASKED.added` and slabs by 64 positions made steps 5 to 19% faster:
 *
 *   32 rows with GroupQueryAttention    0.97 / 0.66 / 1.09
 *   this, 1 sequence                    0.96 / 1.84 / 4.1
 *   this, 8                             2.2 / 2.5 / 3.7
 *   this, 32                            2.7 / 2.7 / 4.4
 *   prefill of so many positions        3.3 / 3.8 / 5.1
 *
 * A position of a row costs what its products cost in a prefill (0.09 ms), and 0.6 µs for each position
 * that its slab has room for: half of that is the copy into the heap, half the attention.
 */

/** What the new graph takes and gives beside what the old one did; a layer's cache by `cacheInput`. */
export const MASKED = {
  /** `[rows, positions]`, int64: where each new position stands in its sequence. */
  positions: 'positions',
  /** `[rows, 1, 1, positions, held + positions]`, added to the scores: 0, or far below for what is hidden. */
  mask: 'attention_mask',
  /** `[2]`, int64: held and new positions, as the mask's last dimension has them. */
  split: 'attention_split',
  /**
   * `[rows, positions, layers, keys then values, kvHeads, headDim]`, the last four as one dimension: what the
   * new positions add to the cache. One output: with two of each layer a step takes 5% longer.
   */
  added: 'added',
} as const;

/** Keys `[rows, kvHeads, 1, headDim, held]`, or values `[rows, kvHeads, 1, held, headDim]`. */
export const cacheInput = (layer: number, kind: 'key' | 'value'): string => `held.${layer}.${kind}`;

/**
 * A decoder's file (models/interlat_models/onnx_decoder.py) with each GroupQueryAttention written out.
 * Weights and all other nodes are the same bytes. Throws a LabError 'manifest-invalid' where the file has
 * none, or one of another form than that builder's.
 */
export function withMaskedAttention(model: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Part[] = [];
  for (const field of readFields(model)) {
    if (field.number !== MODEL.graph) parts.push(field.whole);
    else parts.push(...fieldParts(MODEL.graph, rewrittenGraph(field.bytes)));
  }
  return concatBytes(parts);
}

function rewrittenGraph(graph: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const added: Uint8Array[] = [];
  const headDim = headDimOf(graph);
  const layers: Attention[] = [];
  for (const field of readFields(graph)) {
    const { number, bytes, whole } = field;
    if (number === GRAPH.node) {
      const attention = readAttention(bytes);
      if (attention) {
        parts.push(...writtenOut(attention, headDim, layers.length, added));
        layers.push(attention);
      } else parts.push(whole);
    } else if (!((number === GRAPH.input || number === GRAPH.output) && isOfCache(field))) {
      parts.push(whole);
    }
  }
  if (layers.length === 0) throw foreign('A decoder has no GroupQueryAttention.');
  const ends = layers.flatMap(({ output }) => [`${output}.kr`, `${output}.v`]);
  return [
    ...parts,
    bytesField(GRAPH.node, ...nodeParts('Concat', ends, [MASKED.added], { axis: 2 })),
    ...added,
    bytesField(GRAPH.output, ...value(MASKED.added, FLOAT)),
    bytesField(GRAPH.input, ...value(MASKED.positions, INT64)),
    bytesField(GRAPH.input, ...value(MASKED.mask, FLOAT)),
    bytesField(GRAPH.input, ...value(MASKED.split, INT64)),
  ];
}

function isOfCache({ bytes }: WireField): boolean {
  const name = [...readFields(bytes)].find((field) => field.number === VALUE.name);
  const text = name ? readText(name.bytes) : '';
  return /^(?:seqlens_k$|total_sequence_length$|past_key_values\.|present\.)/.test(text);
}

function foreign(problem: string): LabError {
  return new LabError(
    'manifest-invalid',
    `These models do not fit: ${problem} Choose other models.`,
  );
}

/** A GroupQueryAttention node. */
interface Attention {
  /** Queries, keys and values side by side. */
  readonly packed: string;
  readonly output: string;
  /** `[context, headDim / 2]` each. */
  readonly cos: string;
  readonly sin: string;
  readonly heads: number;
  readonly kvHeads: number;
  readonly scale: number;
}

/** Null of another node. */
function readAttention(node: Uint8Array): Attention | null {
  const { operator, inputs, outputs, attributes } = readNode(node);
  if (operator !== 'GroupQueryAttention') return null;
  const [packed = '', key = '', values = '', , , , , cos = '', sin = ''] = inputs;
  const heads = attributes.get('num_heads')?.integer ?? 0;
  const kvHeads = attributes.get('kv_num_heads')?.integer ?? 0;
  const scale = attributes.get('scale')?.float ?? 0;
  const known = new Set('num_heads kv_num_heads scale do_rotary rotary_interleaved'.split(' '));
  const plain =
    [...attributes.keys()].every((name) => known.has(name)) &&
    attributes.get('do_rotary')?.integer === 1 &&
    attributes.get('rotary_interleaved')?.integer === 0;
  const whole = packed && cos && sin && heads > 0 && kvHeads > 0 && scale > 0;
  if (!whole || key || values || !plain || inputs.length > 9) {
    throw foreign('The attention of a decoder is not as models/interlat_models writes it.');
  }
  const [output = ''] = outputs;
  return { packed, output, cos, sin, heads, kvHeads, scale };
}

/** The nodes that stand for an attention; its constants and inputs go to `added`. */
function writtenOut(
  attention: Attention,
  headDim: number,
  layer: number,
  added: Uint8Array[],
): Uint8Array[] {
  const { packed, output, cos, sin, heads, kvHeads, scale } = attention;
  const nodes: Uint8Array[] = [];
  const own = (name: string): string => `${output}.${name}`;
  // What all layers share is made in the first one.
  const shared = (name: string): string => `${cos}.${name}`;
  const node = (
    operator: string,
    inputs: readonly string[],
    outputs: string | readonly string[],
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
  ): void => {
    nodes.push(
      bytesField(GRAPH.node, ...nodeParts(operator, inputs, [outputs].flat(), attributes)),
    );
  };
  const constant = (name: string, tensor: readonly Uint8Array[]): string => {
    added.push(bytesField(GRAPH.initializer, ...tensor, textField(TENSOR.name, name)));
    return name;
  };
  const [heldKeys, heldValues] = [cacheInput(layer, 'key'), cacheInput(layer, 'value')];
  const [newKeys, newValues] = [own('new_keys'), own('new_values')];
  const perGroup = heads / kvHeads;

  if (layer === 0) {
    // Queries come scaled, since their rotation is linear.
    const factor = constant(shared('scale'), floats([scale]));
    node('Mul', [cos, factor], shared('scaled_cos'));
    node('Mul', [sin, factor], shared('scaled_sin'));
    node('Shape', [cos], shared('half'), { start: 1, end: 2 });
    const counts = [2 * heads, 2 * kvHeads, 2 * kvHeads];
    node('Mul', [shared('half'), constant(shared('counts'), integers(counts))], shared('widths'));
  }
  node('Split', [packed, shared('widths')], [own('q'), own('k'), own('v')], { axis: 2 });
  const scaled = [MASKED.positions, shared('scaled_cos'), shared('scaled_sin')];
  node('RotaryEmbedding', [own('q'), ...scaled], own('qr'), { num_heads: heads });
  node('RotaryEmbedding', [own('k'), MASKED.positions, cos, sin], own('kr'), {
    num_heads: kvHeads,
  });
  const split = constant(own('split'), integers([0, 0, kvHeads, perGroup, -1]));
  const single = constant(own('single'), integers([0, 0, kvHeads, 1, -1]));
  node('Reshape', [own('qr'), split], own('qh'));
  node('Reshape', [own('kr'), single], own('kh'));
  node('Reshape', [own('v'), single], own('vh'));
  node('Transpose', [own('qh')], own('queries'), { perm: [0, 2, 3, 1, 4] });
  node('Transpose', [own('kh')], newKeys, { perm: [0, 2, 3, 4, 1] });
  node('Transpose', [own('vh')], newValues, { perm: [0, 2, 3, 1, 4] });

  node('MatMul', [own('queries'), heldKeys], own('scores_held'));
  node('MatMul', [own('queries'), newKeys], own('scores_new'));
  node('Concat', [own('scores_held'), own('scores_new')], own('scores'), { axis: 4 });
  node('Add', [own('scores'), MASKED.mask], own('seen'));
  node('Softmax', [own('seen')], own('weights'), { axis: 4 });
  node('Split', [own('weights'), MASKED.split], [own('w_held'), own('w_new')], { axis: 4 });
  node('MatMul', [own('w_held'), heldValues], own('sum_held'));
  node('MatMul', [own('w_new'), newValues], own('sum_new'));
  node('Add', [own('sum_held'), own('sum_new')], own('sum'));
  node('Transpose', [own('sum')], own('heads'), { perm: [0, 3, 1, 2, 4] });
  node('Reshape', [own('heads'), constant(own('flat'), integers([0, 0, -1]))], output);

  // Their sizes are there to be compared with the manifest.
  const held = {
    [heldKeys]: [0, kvHeads, 1, headDim, 0],
    [heldValues]: [0, kvHeads, 1, 0, headDim],
  };
  for (const [name, shape] of Object.entries(held)) {
    added.push(bytesField(GRAPH.input, ...value(name, FLOAT, shape)));
  }
  return nodes;
}
