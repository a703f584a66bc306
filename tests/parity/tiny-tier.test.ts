import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';
import {
  expectBatchParity,
  expectForkParity,
  expectNextParity,
  expectTreeParity,
} from './batch-parity';
import decoders from './fixtures/tiny/decoders.json';
import episode from './fixtures/tiny/episode.json';
import latents from './fixtures/tiny/latents.json';
import tokenizer from './fixtures/tiny/tokenizer.json';
import {
  expectDecoderParity,
  expectEpisodeParity,
  expectFixturesOf,
  expectLatentParity,
  expectRewindParity,
  expectTokenizerParity,
  type ParityFixtures,
} from './runtime-parity';

const TINY: ParityFixtures = {
  command:
    'python models/write_parity_fixtures.py --run models/work/tiny --models public/models/tiny' +
    ' --view uncertain --out tests/parity/fixtures/tiny',
  decoders,
  episode,
  latents,
  tokenizer,
};

/** The trained weights that the page loads, every role of them. */
describe('the shipped tier computes in Node what PyTorch computes', () => {
  let models: LoadedModels;
  beforeAll(async () => {
    models = await loadNodeModels('public/models/tiny');
  });
  afterAll(() => models?.release());

  test('the fixtures belong to the models', () => expectFixturesOf(models, TINY));
  test('tokenizer', () => expectTokenizerParity(models, TINY));
  test('logits, hidden states and next inputs', () => expectDecoderParity(models, TINY));
  test('latent steps and adapter', () => expectLatentParity(models, TINY));
  test('a way back', () => expectRewindParity(models));
  test('forks', () => expectForkParity(models));
  test('next inputs', () => expectNextParity(models));
  test('trees of tokens', () => expectTreeParity(models));
  test('sequences that advance together', () =>
    expectBatchParity(models, { sequences: 32, pieces: 12, longest: 150 }));
  test('every token of an episode', () => expectEpisodeParity(models, {}, TINY));

  // Anew: .venv/bin/python models/measure_corpus.py --models public/models/tiny --run models/work/tiny
  test.each(SENDER_VIEWS)(
    'the corpus statistics of the %s view belong to the models',
    async (view) => {
      const { thoughts, k8, map } = await models.corpus(view);
      expect(thoughts.mean).toHaveLength(models.sender.dim);
      expect(k8?.mean).toHaveLength(models.sender.dim);
      expect(thoughts.messages).toBeGreaterThanOrEqual(300);
      expect(map.messages).toHaveLength(thoughts.messages);
      const wide = map.messages.filter(({ vector }) => vector?.length === models.sender.dim);
      expect(wide).toHaveLength(thoughts.messages);
    },
  );

  test('fixtures of other models are told as such, with what writes them anew', () => {
    const other = { ...TINY, latents: { ...TINY.latents, models: {} } };
    expect(() => expectFixturesOf(models, other)).toThrow(TINY.command);
  });
});
