import { expect, test } from 'vitest';
import { countDecodeStep } from '../../src/runtime/gpu-counts';
import { loadMini } from './mini-models';

test('a steady decode step creates no buffer and reads back what is asked for', async () => {
  const { models } = await loadMini('webgpu');
  const { vocabulary, dim } = models.manifest.decoders.actor;
  const counts = await countDecodeStep(models.actor);
  await models.release();
  console.log(JSON.stringify(counts));
  expect(counts.dispatches).toBeGreaterThan(0);
  expect(counts.submits).toBeGreaterThan(0);
  expect(counts.buffersCreated).toBe(0);
  // Logits and state in float32, each rounded up to 256 bytes at most.
  const asked = 4 * (vocabulary + dim);
  expect(counts.bytesRead).toBeGreaterThanOrEqual(4 * vocabulary);
  expect(counts.bytesRead).toBeLessThanOrEqual(asked + 512);
});
