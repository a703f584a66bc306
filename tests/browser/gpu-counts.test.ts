import { expect, test } from 'vitest';
import { CHOICE_WORDS } from '../../src/runtime/choice-shader';
import { countDecodeStep } from '../../src/runtime/gpu-counts';
import { loadMini } from './mini-models';

test('a steady decode step creates no buffer and reads back its choice alone', async () => {
  const { models } = await loadMini('webgpu');
  const counts = await countDecodeStep(models.actor);
  await models.release();
  expect(counts.dispatches).toBeGreaterThan(0);
  expect(counts.submits).toBeGreaterThan(0);
  expect(counts.buffersCreated).toBe(0);
  expect(counts.bytesRead).toBe(4 * CHOICE_WORDS);
});
