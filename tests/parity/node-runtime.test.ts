import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import {
  expectBatchParity,
  expectForkParity,
  expectNextParity,
  expectTreeParity,
} from './batch-parity';
import {
  expectDecoderParity,
  expectEpisodeParity,
  expectFixturesOf,
  expectLatentParity,
  expectRewindParity,
  expectTokenizerParity,
} from './runtime-parity';

describe('WASM in Node computes what PyTorch computes', () => {
  let models: LoadedModels;
  beforeAll(async () => {
    models = await loadNodeModels('tests/models/mini');
  });
  afterAll(() => models?.release());

  test('the fixtures belong to the models', () => expectFixturesOf(models));
  test('tokenizer', () => expectTokenizerParity(models));
  test('logits, hidden states and next inputs', () => expectDecoderParity(models));
  test('latent steps and adapter', () => expectLatentParity(models));
  test('a way back', () => expectRewindParity(models));
  test('forks', () => expectForkParity(models));
  test('next inputs', () => expectNextParity(models));
  test('trees of tokens', () => expectTreeParity(models));
  test('sequences that advance together', () =>
    expectBatchParity(models, { sequences: 40, pieces: 24, longest: 150 }));
  test('every token of an episode', () => expectEpisodeParity(models));

  test('a full context is told as such and leaves the sequence as it was', async () => {
    const { actor } = models;
    const sequence = actor.start();
    const rows = (count: number) => new Float32Array(count * actor.dim).fill(0.1);
    const full = { code: 'context-full' };
    await expect(sequence.append(rows(actor.contextLength + 1))).rejects.toMatchObject(full);
    await sequence.append(rows(8));
    await expect(sequence.append(rows(actor.contextLength - 7))).rejects.toMatchObject(full);
    await sequence.append(rows(1));
    expect(sequence.length).toBe(9);
    sequence.dispose();
    await expect(sequence.append(rows(1))).rejects.toThrow('disposed');
  });

  test.each(['sender', 'compressedSender', 'actor'] as const)(
    'the logit lens of a state of the %s is what its LM head says',
    async (role) => {
      const model = models[role];
      const sequence = model.start();
      const first = await sequence.append(model.embed([10, 11, 12]));
      const second = await sequence.append(model.embed([13]));
      sequence.dispose();
      const read = model.lensLogits?.(Float32Array.of(...first.hidden, ...second.hidden)) ?? [];
      const said = [...first.logits, ...second.logits];
      expect(read).toHaveLength(said.length);
      expect(
        Math.max(...said.map((logit, i) => Math.abs(logit - (read[i] as number)))),
      ).toBeLessThan(1e-3);
      expect(Math.max(...said.map(Math.abs))).toBeGreaterThan(0.1);
    },
  );

  test('sequences do not mix, whatever the order of their calls', async () => {
    const { actor } = models;
    const tokens = [10, 11, 12, 13, 14, 15];
    const alone = actor.start();
    await alone.append(actor.embed(tokens.slice(0, 5)));
    const expected = await alone.append(actor.embed(tokens.slice(5)));
    const [a, b] = [actor.start(), actor.start()];
    const [, , found] = await Promise.all([
      a.append(actor.embed(tokens.slice(0, 5))),
      b.append(actor.embed([20, 21, 22])),
      a.append(actor.embed(tokens.slice(5))),
      b.append(actor.embed([23])),
    ]);
    expect(found.logits).toEqual(expected.logits);
    for (const sequence of [alone, a, b]) sequence.dispose();
  });
});
