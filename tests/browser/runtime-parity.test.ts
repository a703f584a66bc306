import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelsOnDevice } from '../../src/runtime/choose-device';
import {
  expectBatchParity,
  expectForkParity,
  expectNextParity,
  expectTreeParity,
} from '../parity/batch-parity';
import {
  expectDecoderParity,
  expectEpisodeParity,
  expectFixturesOf,
  expectLatentParity,
  expectRewindParity,
  expectTokenizerParity,
} from '../parity/runtime-parity';
import { loadMini } from './mini-models';

describe.each(['wasm', 'webgpu'] as const)(
  '%s in Chromium computes what PyTorch computes',
  (device) => {
    let loaded: ModelsOnDevice;
    beforeAll(async () => {
      loaded = await loadMini(device);
    });
    afterAll(() => loaded?.models.release());

    test('it is that device', () => expect(loaded.device.device).toBe(device));
    test('the fixtures belong to the models', () => expectFixturesOf(loaded.models));
    test('tokenizer', () => expectTokenizerParity(loaded.models));
    test('logits, hidden states and next inputs', () => expectDecoderParity(loaded.models));
    test('latent steps and adapter', () => expectLatentParity(loaded.models));
    test('a way back', () => expectRewindParity(loaded.models));
    test('forks', () => expectForkParity(loaded.models));
    test('next inputs', () => expectNextParity(loaded.models));
    test('trees of tokens', () => expectTreeParity(loaded.models));
    const some = device === 'webgpu' ? { sequences: 6, pieces: 5 } : { sequences: 12, pieces: 12 };
    test('sequences that advance together', () =>
      expectBatchParity(loaded.models, { ...some, longest: 60 }));
    // Emulated WebGPU needs up to half a second for a token.
    const share = device === 'webgpu' ? { laneCount: 2, stepBudget: 2 } : {};
    test('every token of an episode', () => expectEpisodeParity(loaded.models, share), 900_000);
  },
);
