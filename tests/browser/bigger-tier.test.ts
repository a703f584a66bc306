import { expect, test } from 'vitest';
import type { DeviceChoice } from '../../src/client/protocol';
import {
  type BiggerFixtures,
  expectBothDecoders,
  expectBothTokenizers,
  expectSameEpisode,
} from '../parity/bigger-parity';
import { httpSource, loadMini } from './mini-models';

/** Not kept: `npm test -- --only bases` makes it, since it is 82 MB. */
const URL_OF_TIER = new URL('/.cache/bigger-tier/', location.href).href;

async function readFixtures(): Promise<BiggerFixtures | null> {
  const response = await fetch(`${URL_OF_TIER}fixtures.json`);
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return response.ok && isJson ? ((await response.json()) as BiggerFixtures) : null;
}

const fixtures = await readFixtures();

// Software WebGPU takes seconds a step: two lanes play one step there, all play all steps on WASM.
test.skipIf(fixtures === null).each<DeviceChoice>(['webgpu', 'wasm'])(
  "a SmolLM2 that sends and a Qwen2.5 that acts compute what PyTorch's do on %s",
  async (device) => {
    if (fixtures === null) throw new Error('There are no fixtures.');
    const { models, device: used } = await loadMini(device, httpSource(URL_OF_TIER));
    expect(used.device).toBe(device);
    expectBothTokenizers(models, fixtures);
    await expectBothDecoders(models, fixtures);
    if (device === 'wasm') await expectSameEpisode(models, fixtures);
    else await expectSameEpisode(models, fixtures, ['latent', 'text', 'none'], 1);
    await models.release();
  },
);
