import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import type { MessageSettings } from '../../src/lab/settings';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import { expectBatchParity, expectForkParity, expectTreeParity } from './batch-parity';

const GAME = 'g1/dev/kitchen/pick_heat_then_place_in_recep/1/standard';

function lane(channel: MessageSettings['channel'], more: Partial<MessageSettings> = {}) {
  const rest = { compression: 'full', k: 3, ratio: 1, perturbation: { kind: 'none' } } as const;
  return { channel, ...rest, ...more };
}

/** A Qwen2 and a narrower Llama with random weights (models/tests/stand_ins.py); loading tests their numbers. */
describe('a tier whose sender and actor have different widths', () => {
  let models: LoadedModels;
  beforeAll(async () => {
    models = await loadNodeModels('tests/models/wide');
  });
  afterAll(() => models?.release());

  test('the adapter takes the one and gives the other', async () => {
    const { sender, actor, adapter } = models;
    expect(sender.dim).not.toBe(actor.dim);
    const embeds = await adapter.adapt(new Float32Array(3 * sender.dim).fill(0.5), 3);
    expect(embeds).toHaveLength(3 * actor.dim);
    expect(embeds.every(Number.isFinite)).toBe(true);
  });

  test('an LM head that is not the embedding table is not taken for it', () => {
    // The Llama's is untied, and the tier brings no table of it; the Qwen2's is tied.
    expect(models.actor.lensLogits).toBeNull();
    expect(models.sender.lensLogits).not.toBeNull();
    expect(models.compressedSender.lensLogits).not.toBeNull();
  });

  test('heads that share keys and values: forks, trees and sequences that advance together', async () => {
    await expectForkParity(models);
    await expectTreeParity(models);
    await expectBatchParity(models, { sequences: 12, pieces: 12, longest: 60 });
  });

  test('every message that needs no compressed sender is written and played', async () => {
    const { sender } = models;
    const lanes = [
      lane('latent'),
      lane('latent', { compression: 'untrained' }),
      lane('latent', { compression: 'kept', perturbation: { kind: 'cross-task', seed: 1 } }),
      lane('text'),
      lane('none'),
    ];
    const settings = { game: GAME, stepBudget: 2, lanes };
    const run = await playToEnd(models, settings, new AbortController().signal);
    const trace = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' });
    run.dispose();
    const lengths = trace.lanes.map(({ message }) => message?.latents?.length ?? 0);
    const thought = (lengths[0] ?? 0) / sender.dim;
    expect(thought).toBe(models.manifest.maxThoughtTokens);
    expect(lengths).toEqual([thought, 3, 3, 0, 0].map((rows) => rows * sender.dim));
    expect(trace.lanes.map(({ steps }) => steps.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('what is not there is refused, and one file serves both senders', async () => {
    const { manifest, hashes } = models;
    expect(manifest.compressions).toEqual([]);
    expect(hashes['sender-compressed']).toBe(hashes.sender);
    const settings = {
      game: GAME,
      stepBudget: 2,
      lanes: [lane('latent', { compression: 'trained' })],
    };
    const playing = playToEnd(models, settings, new AbortController().signal);
    await expect(playing).rejects.toMatchObject({ code: 'bad-settings' });
  });
});
