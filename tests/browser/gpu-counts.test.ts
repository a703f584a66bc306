import { expect, test } from 'vitest';
import { CHOICE_WORDS } from '../../src/runtime/choice-shader';
import { countDecodeStep } from '../../src/runtime/gpu-counts';
import { watchMemory } from '../../src/runtime/memory-watch';
import { loadMini } from './mini-models';

const WORK = { signal: new AbortController().signal, now: () => performance.now() };

test('a steady decode step creates no buffer and reads back its choice alone', async () => {
  const watched = watchMemory();
  const { models } = await loadMini('webgpu');
  const counts = await countDecodeStep(models.actor);
  const together = await countDecodeStep(models.actor, 8);
  const memory = { wasm: watched.wasm(), gpu: watched.gpu() };
  const bounds = await models.bounds?.(WORK);
  await models.release();
  expect(counts.dispatches).toBeGreaterThan(0);
  expect(counts.submits).toBeGreaterThan(0);
  expect(counts.buffersCreated).toBe(0);
  expect(counts.bytesRead).toBe(4 * CHOICE_WORDS);
  expect(together.buffersCreated).toBe(0);
  expect(together.bytesRead).toBe(8 * 4 * CHOICE_WORDS);
  // Three decoders lie on the GPU, beside all that they compute with.
  if (!bounds) throw new Error('The products of the mini tier are not known.');
  expect(memory.gpu).toBeGreaterThan(3 * bounds.weights);
  expect(memory.wasm).toBeGreaterThan(1e6);
  expect(bounds.products).toEqual([]);
  expect(bounds.dispatch).toBeGreaterThan(0);
  expect(bounds.copied).toBeGreaterThan(0);
});

test('on WASM the products of many positions at once take less time each', async () => {
  const { models } = await loadMini('wasm');
  const bounds = await models.bounds?.(WORK);
  await models.release();
  const [alone, , many] = bounds?.products ?? [];
  expect(bounds?.products.map(({ batch }) => batch)).toEqual([1, 8, 32]);
  expect(many?.perSecond).toBeGreaterThan(alone?.perSecond ?? Number.NaN);
  expect(bounds?.dispatch).toBeNull();
});
