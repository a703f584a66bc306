/**
 * What PyTorch computed for a tier's models (models/write_parity_fixtures.py), compared with what the
 * runtime computes. The same checks run in Node and in the browser, on the mini models where no
 * fixtures are given.
 */
import { expect } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import type { DecoderModel, DecoderOutput, Models } from '../../src/lab/models';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import type { MessageSettings } from '../../src/lab/settings';
import { base64ToFloat32 } from '../../src/shared/base64';
import decoders from './fixtures/decoders.json';
import episode from './fixtures/episode.json';
import latents from './fixtures/latents.json';
import tokenizer from './fixtures/tokenizer.json';

/** float32 on another device: the same 8-bit weights, another order of summing. */
export const SAME_WEIGHTS = { absolute: 5e-4 } as const;
/** 8-bit weights against those that were trained. */
const ROUNDED_WEIGHTS = { cosine: 0.99 } as const;

/** The outputs after each part, one after the other: base64 of float32. */
type Outputs = Partial<Record<'logits' | 'hidden_states' | 'next_embeds', string>>;

interface DecoderFixture {
  readonly tokens: readonly number[];
  /** Rows of each call. */
  readonly parts: readonly number[];
  readonly sameWeights: Outputs;
  readonly trained: Outputs;
}

interface StepFixture {
  readonly tokens: readonly number[];
  readonly command: string;
  readonly observation: string;
}

const LANE_NAMES = ['trained', 'full', 'text', 'none'] as const;
type LaneName = (typeof LANE_NAMES)[number];

interface Fixture<Content> {
  /** The SHA-256 of each model file that the content belongs to. */
  readonly models: Readonly<Record<string, string>>;
  readonly content: Content;
}

/** The four files of one fixture folder. */
export interface ParityFixtures {
  /** What writes them anew. */
  readonly command: string;
  readonly decoders: Fixture<
    Readonly<Record<'sender' | 'sender-compressed' | 'actor', DecoderFixture>>
  >;
  readonly episode: Fixture<{
    readonly game: string;
    /** Absent: the settings name none. */
    readonly view?: string;
    readonly stepBudget: number;
    readonly k: number;
    readonly thought: readonly number[];
    readonly states: string;
    readonly lanes: Readonly<Record<LaneName, readonly StepFixture[]>>;
  }>;
  readonly latents: Fixture<{
    readonly prompt: string;
    readonly steps: number;
    readonly states: string;
    readonly adapted: string;
  }>;
  readonly tokenizer: Fixture<readonly { readonly text: string; readonly tokens: number[] }[]>;
}

const MINI: ParityFixtures = {
  command:
    'python models/write_parity_fixtures.py --run models/work/mini --models tests/models/mini',
  decoders,
  episode,
  latents,
  tokenizer,
};

/** The fixtures belong to these very files: else they must be written anew. */
export function expectFixturesOf(models: Models, fixtures = MINI): void {
  const hashes = Object.fromEntries(
    models.manifest.files.map(({ path, sha256 }) => [path, sha256]),
  );
  const { command, ...files } = fixtures;
  for (const [name, fixture] of Object.entries(files)) {
    const sentence = `${name}.json is of other model files; this writes it anew: ${command}`;
    expect(fixture.models, sentence).toEqual(hashes);
  }
}

export function expectTokenizerParity({ senderTokenizer: mine }: Models, fixtures = MINI): void {
  for (const { text, tokens } of fixtures.tokenizer.content) {
    expect(mine.encode(text), JSON.stringify(text)).toEqual(tokens);
    const special = /<[a-z]+>/.test(text);
    if (!special) expect(mine.decode(tokens)).toBe(text);
  }
}

export async function expectDecoderParity(models: Models, fixtures = MINI): Promise<void> {
  const byRole = {
    sender: models.sender,
    'sender-compressed': models.compressedSender,
    actor: models.actor,
  };
  for (const [role, model] of Object.entries(byRole)) {
    const fixture = fixtures.decoders.content[role as keyof typeof byRole];
    const outputs = await feed(model, fixture.tokens, fixture.parts);
    const found = {
      logits: join(outputs.map(({ logits }) => logits)),
      hidden_states: join(outputs.map(({ hidden }) => hidden)),
      next_embeds: join(outputs.map(({ nextEmbeds }) => nextEmbeds ?? new Float32Array(0))),
    };
    const { sameWeights, trained } = fixture;
    for (const name of ['logits', 'hidden_states', 'next_embeds'] as const) {
      const where = `${role} ${name}`;
      expect(name in sameWeights, where).toBe(found[name].length > 0);
      if (found[name].length === 0) continue;
      expectNear(found[name], base64ToFloat32(sameWeights[name] ?? ''), where);
      const reference = base64ToFloat32(trained[name] ?? '');
      expect(cosine(found[name], reference), where).toBeGreaterThan(ROUNDED_WEIGHTS.cosine);
    }
  }
}

export async function expectLatentParity(models: Models, fixtures = MINI): Promise<void> {
  const { prompt, steps, states, adapted } = fixtures.latents.content;
  const { compressedSender, adapter, manifest, senderTokenizer: mine } = models;
  const sequence = compressedSender.start();
  const context = compressedSender.embed([manifest.specialTokens.bos, ...mine.encode(prompt)]);
  const opening = join([context, compressedSender.latentStart]);
  const found = [(await sequence.append(opening, ['hidden'])).hidden];
  while (found.length < steps) found.push((await sequence.appendNext(['hidden'])).hidden);
  sequence.dispose();
  expectNear(join(found), base64ToFloat32(states), 'latent steps');
  const mineAdapted = await adapter.adapt(base64ToFloat32(states), steps);
  expectNear(mineAdapted, base64ToFloat32(adapted), 'adapter');
}

/** After a way back a sequence goes on as one that had never gone further. */
export async function expectRewindParity({ actor }: Models): Promise<void> {
  const tokens = [10, 11, 12, 13, 14, 15, 16, 17];
  const after = async (parts: readonly (readonly number[])[]): Promise<DecoderOutput> => {
    const sequence = actor.start();
    let output = await sequence.append(actor.embed(parts[0] ?? []));
    for (const part of parts.slice(1)) output = await sequence.append(actor.embed(part));
    sequence.dispose();
    return output;
  };
  const sequence = actor.start();
  await sequence.append(actor.embed(tokens));
  await sequence.append(actor.embed([20]));
  await sequence.append(actor.embed([21]));
  sequence.rewind(tokens.length);
  const one = await sequence.append(actor.embed([22]));
  expectNear(one.logits, (await after([tokens, [22]])).logits, 'one step after a way back');
  // Into the prefill, and then several rows at once.
  sequence.rewind(5);
  expect(sequence.length).toBe(5);
  const several = await sequence.append(actor.embed([30, 31, 32]));
  const fresh = await after([[...tokens.slice(0, 5), 30, 31, 32]]);
  expectNear(several.logits, fresh.logits, 'several rows after a way back');
  expect(() => sequence.rewind(9)).toThrow('no way back');
  sequence.rewind(0);
  const again = await sequence.append(actor.embed(tokens));
  expectNear(again.logits, (await after([tokens])).logits, 'from the start');
  sequence.dispose();
  expect(() => sequence.rewind(0)).toThrow('disposed');
}

function laneSettings(name: LaneName, k: number): MessageSettings {
  const channel = name === 'text' || name === 'none' ? name : 'latent';
  const compression = name === 'trained' ? 'trained' : 'full';
  return { channel, compression, k, ratio: 1, perturbation: { kind: 'none' } };
}

/**
 * Every token of a whole episode in four lanes, the sender's chain of thought included; or of the
 * first lanes' first steps, where more would take too long.
 */
export async function expectEpisodeParity(
  models: Models,
  share: { readonly laneCount?: number; readonly stepBudget?: number } = {},
  fixtures = MINI,
): Promise<void> {
  const { game, k, thought, states, lanes, ...rest } = fixtures.episode.content;
  const { laneCount = LANE_NAMES.length, stepBudget = rest.stepBudget } = share;
  const played = LANE_NAMES.slice(0, laneCount);
  const view = SENDER_VIEWS.find((one) => one === rest.view);
  expect(view, 'a view of the lab').toBe(rest.view);
  const settings = {
    game,
    stepBudget,
    ...(view && { view }),
    lanes: played.map((name) => laneSettings(name, k)),
  };
  const run = await playToEnd(models, settings, new AbortController().signal);
  const trace = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' });
  run.dispose();
  const full = trace.lanes[played.indexOf('full')]?.message;
  if (full) {
    expect(full.chainOfThought?.tokens).toEqual(thought);
    expectNear(full.latents, base64ToFloat32(states), 'message');
  }
  played.forEach((name, index) => {
    const steps = trace.lanes[index]?.steps ?? [];
    const found = steps.map(({ tokens, command, observation }) => ({
      tokens: tokens.map(({ token }) => token),
      command,
      observation,
    }));
    expect(found.length, name).toBeGreaterThan(0);
    expect(found, name).toEqual(lanes[name].slice(0, stepBudget));
  });
}

async function feed(
  model: DecoderModel,
  tokens: readonly number[],
  parts: readonly number[],
): Promise<DecoderOutput[]> {
  const sequence = model.start();
  const outputs: DecoderOutput[] = [];
  let start = 0;
  for (const rows of parts) {
    outputs.push(await sequence.append(model.embed(tokens.slice(start, start + rows))));
    start += rows;
  }
  expect(sequence.length).toBe(tokens.length);
  sequence.dispose();
  return outputs;
}

function join(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

export function expectNear(found: Float32Array | null, expected: Float32Array, what: string): void {
  expect(found?.length, what).toBe(expected.length);
  let worst = 0;
  found?.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - (expected[i] ?? Number.NaN)));
  });
  expect(worst, what).toBeLessThan(SAME_WEIGHTS.absolute);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    const y = b[i] ?? Number.NaN;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}
