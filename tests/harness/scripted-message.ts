/** Development only: invented messages with latents, logit lens and a map of other games. */
import type { MessageSettings } from '../../src/lab/settings';
import type { LatentStep, MessageTrace } from '../../src/lab/trace';
import { float32ToBase64 } from '../../src/shared/base64';
import { Rng } from '../../src/shared/rng';
import { THOUGHT } from './scripted-game';

const ALTERNATIVES = [
  ' cabinet 4',
  ' countertop 1',
  ' drawer 2',
  ' fridge 1',
  ' microwave 1',
  ' pot 1',
  ' and',
  ' the',
  '.',
  ' sinkbasin 1',
  ' then',
];

/** One token for an object with its number, as the models' tokenizer has it. */
const pieces = (text: string): string[] => text.match(/ ?[a-z]+ \d+| ?[A-Za-z']+| ?\S/g) ?? [];

const vocabulary = new Map<string, number>();
function idOf(text: string): number {
  const known = vocabulary.get(text) ?? vocabulary.size + 100;
  vocabulary.set(text, known);
  return known;
}

/** A distribution with this share on its first token. */
function lensOf(first: string, share: number): LatentStep {
  const others = ALTERNATIVES.filter((text) => text !== first).slice(0, 9);
  const weights = others.map((_, rank) => 0.62 ** rank);
  const sum = weights.reduce((a, b) => a + b);
  const top = [
    { token: idOf(first), text: first, probability: share },
    ...others.map((text, rank) => ({
      token: idOf(text),
      text,
      probability: ((1 - share) * 0.98 * (weights[rank] ?? 0)) / sum,
    })),
  ].toSorted((one, other) => other.probability - one.probability);
  const entropy = -top.reduce((h, { probability: p }) => h + (p > 0 ? p * Math.log(p) : 0), 0);
  return { top, entropy };
}

/** A random walk that returns to 0, some dimensions larger than others. */
function walk(rows: number, dim: number, seed: string): Float32Array {
  const rng = new Rng(seed);
  const size = Array.from({ length: dim }, () => Math.exp(0.5 * rng.normal()));
  const latents = new Float32Array(rows * dim);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < dim; i++) {
      const before = row === 0 ? 0 : (latents[(row - 1) * dim + i] ?? 0);
      latents[row * dim + i] = 0.7 * before + 0.7 * (size[i] ?? 1) * rng.normal();
    }
  }
  return latents;
}

const rowsOf = (latents: Float32Array, dim: number, rows: readonly number[]): Float32Array =>
  Float32Array.from(rows.flatMap((row) => [...latents.subarray(row * dim, (row + 1) * dim)]));

const noisy = (latents: Float32Array, strength: number): Float32Array => {
  const rng = new Rng('noise');
  return latents.map((value) => value + strength * rng.normal());
};

export interface InventedSize {
  readonly dim: number;
  /** Of the CoT; null: as long as the script's. */
  readonly tokens: number | null;
  /** As in traces that are older than the logit lens, or come from a link. */
  readonly old: boolean;
}

/** The message of a lane as a worker would send it. */
export function inventedMessage(settings: MessageSettings, size: InventedSize): MessageTrace {
  const { channel, compression, k, ratio, perturbation } = settings;
  const { dim } = size;
  const script = pieces(THOUGHT);
  const length = size.tokens ?? script.length;
  const words = Array.from({ length }, (_, i) => script[i % script.length] ?? '');
  const chainOfThought = { tokens: words.map(idOf), text: words.join('') };
  const none = { chainOfThought: null, positions: 0, bytes: 0, latents: null, dim };
  if (channel === 'none' || channel === 'human') return none;
  if (channel === 'text') {
    return { chainOfThought, positions: length, bytes: 2 * length, latents: null, dim };
  }
  const loop = compression === 'trained' || compression === 'untrained';
  const all = Array.from({ length }, (_, i) => i);
  const rng = new Rng(`lens ${compression}`);
  const kept =
    compression === 'kept'
      ? Array.from({ length: Math.min(k, length) }, (_, i) => Math.floor(((i + 0.5) * length) / k))
      : compression === 'truncated'
        ? all.slice(0, Math.round(ratio * length))
        : all;
  const rows = loop ? k : kept.length;
  const before = loop
    ? walk(k, dim, compression).map((value) => 1.6 * value + 0.4)
    : rowsOf(walk(length, dim, 'full'), dim, kept);
  const lens = Array.from({ length: rows }, (_, row) => {
    const token = kept[row] ?? 0;
    if (loop) return lensOf(ALTERNATIVES[row % 5] ?? '', 0.3 + 0.5 * rng.next());
    const unsure = (words[token] ?? '').includes(' 1') || (words[token] ?? '').includes(' 2');
    return lensOf(words[token] ?? '', unsure ? 0.35 + 0.4 * rng.next() : 0.9 + 0.0999 * rng.next());
  });
  const disturbed = perturbation.kind !== 'none';
  const latents = disturbed ? noisy(before, 0.6) : before;
  const message: MessageTrace = {
    chainOfThought: loop ? null : chainOfThought,
    positions: rows,
    bytes: rows * dim * 4,
    latents: size.old ? null : latents,
    dim,
  };
  if (size.old) return message;
  const flattened = lens.map(({ top }) => lensOf(top[0]?.text ?? '', 0.25));
  return {
    ...message,
    lens: disturbed ? flattened : lens,
    ...(loop ? {} : { tokenOfStep: kept }),
    ...(disturbed ? { written: { latents: before, lens } } : {}),
  };
}

const TASKS = [
  'pick_and_place_simple',
  'look_at_obj_in_light',
  'pick_clean_then_place_in_recep',
  'pick_heat_then_place_in_recep',
  'pick_cool_then_place_in_recep',
  'pick_two_obj_and_place',
];

/** Base64 of int16 thousandths, as a corpus file has them. */
function thousandths(values: Float32Array): string {
  const bytes = new Uint8Array(Int16Array.from(values, (value) => 1000 * value).buffer);
  return btoa(String.fromCharCode(...bytes));
}

/** An invented `corpus/<view>.json`. */
export function inventedCorpus(dim: number): string {
  const rng = new Rng('corpus');
  const unit = (): Float32Array => {
    const vector = Float32Array.from({ length: dim }, () => rng.normal());
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
  const components = new Float32Array(2 * dim);
  components.set(unit(), 0);
  components.set(unit(), dim);
  const games = TASKS.flatMap((task, kind) =>
    Array.from({ length: 50 }, (_, seed) => ({
      game: `g1/dev/kitchen/${task}/${seed}/standard`,
      taskType: task,
      vector: thousandths(unit()),
      mean: [
        1.6 * Math.cos(kind * 1.05) + 0.35 * rng.normal(),
        1.1 * Math.sin(kind * 1.05) + 0.3 * rng.normal(),
      ],
    })),
  );
  return JSON.stringify({
    models: { 'sender.onnx': 'a1b2c3d4e5f6' },
    thoughts: {
      messages: games.length,
      rows: 300 * 160,
      mean: float32ToBase64(new Float32Array(dim)),
    },
    map: {
      components: float32ToBase64(components),
      explained: [0.214, 0.117],
      messages: games,
    },
  });
}
