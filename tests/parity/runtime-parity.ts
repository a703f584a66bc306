/**
 * What PyTorch computed for the mini models (models/write_parity_fixtures.py), compared with what the
 * runtime computes. The same checks run in Node and in the browser.
 */
import { expect } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import type { DecoderModel, DecoderOutput, Models } from '../../src/lab/models';
import type { Compression, MessageSettings } from '../../src/lab/settings';
import { base64ToFloat32 } from '../../src/shared/base64';
import decoders from './fixtures/decoders.json';
import episode from './fixtures/episode.json';
import latents from './fixtures/latents.json';
import tokenizer from './fixtures/tokenizer.json';

/** float32 on another device: the same 8-bit weights, another order of summing. */
export const SAME_WEIGHTS = { absolute: 5e-4 } as const;
/** 8-bit weights against those that were trained. */
const ROUNDED_WEIGHTS = { cosine: 0.99 } as const;

type Outputs = Partial<Record<'logits' | 'hidden_states' | 'next_embeds', string>>;

/** The fixtures belong to these very files: else they must be written anew. */
export function expectFixturesOf(models: Models): void {
  const hashes = Object.fromEntries(
    models.manifest.files.map(({ path, sha256 }) => [path, sha256]),
  );
  for (const fixture of [decoders, episode, latents, tokenizer]) {
    expect(fixture.models, 'run models/write_parity_fixtures.py').toEqual(hashes);
  }
}

export function expectTokenizerParity({ tokenizer: mine }: Models): void {
  for (const { text, tokens } of tokenizer.content) {
    expect(mine.encode(text), JSON.stringify(text)).toEqual(tokens);
    const special = /<[a-z]+>/.test(text);
    if (!special) expect(mine.decode(tokens)).toBe(text);
  }
}

export async function expectDecoderParity(models: Models): Promise<void> {
  const byRole = {
    sender: models.sender,
    'sender-compressed': models.compressedSender,
    actor: models.actor,
  };
  for (const [role, model] of Object.entries(byRole)) {
    const fixture = decoders.content[role as keyof typeof byRole];
    const outputs = await feed(model, fixture.tokens, fixture.parts);
    const found = {
      logits: join(outputs.map(({ logits }) => logits)),
      hidden_states: join(outputs.map(({ hidden }) => hidden)),
      next_embeds: join(outputs.map(({ nextEmbeds }) => nextEmbeds ?? new Float32Array(0))),
    };
    const sameWeights: Outputs = fixture.sameWeights;
    const trained: Outputs = fixture.trained;
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

export async function expectLatentParity(models: Models): Promise<void> {
  const { prompt, steps, states, adapted } = latents.content;
  const { compressedSender, adapter, manifest, tokenizer: mine } = models;
  const sequence = compressedSender.start();
  const context = compressedSender.embed([manifest.specialTokens.bos, ...mine.encode(prompt)]);
  let output = await sequence.append(join([context, compressedSender.latentStart]));
  const found = [output.hidden];
  while (found.length < steps) {
    output = await sequence.append(output.nextEmbeds ?? new Float32Array(0));
    found.push(output.hidden);
  }
  sequence.dispose();
  expectNear(join(found), base64ToFloat32(states), 'latent steps');
  const mineAdapted = await adapter.adapt(base64ToFloat32(states), steps);
  expectNear(mineAdapted, base64ToFloat32(adapted), 'adapter');
}

const LANES: readonly (readonly [keyof typeof episode.content.lanes, MessageSettings])[] = [
  ['trained', lane('latent', 'trained')],
  ['full', lane('latent', 'full')],
  ['text', lane('text', 'full')],
  ['none', lane('none', 'full')],
];

function lane(channel: MessageSettings['channel'], compression: Compression): MessageSettings {
  const { k } = episode.content;
  return { channel, compression, k, ratio: 1, perturbation: { kind: 'none' } };
}

/**
 * Every token of a whole episode in four lanes, the sender's chain of thought included; or of the
 * first lanes' first steps, where more would take too long.
 */
export async function expectEpisodeParity(
  models: Models,
  { laneCount = LANES.length, stepBudget = episode.content.stepBudget } = {},
): Promise<void> {
  const { game, thought, states, lanes } = episode.content;
  const played = LANES.slice(0, laneCount);
  const settings = { game, stepBudget, lanes: played.map(([, message]) => message) };
  const run = await playToEnd(models, settings, new AbortController().signal);
  const trace = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' });
  run.dispose();
  const full = trace.lanes[played.findIndex(([name]) => name === 'full')]?.message;
  if (full) {
    expect(full.chainOfThought?.tokens).toEqual(thought);
    expectNear(full.latents, base64ToFloat32(states), 'message');
  }
  played.forEach(([name], index) => {
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
