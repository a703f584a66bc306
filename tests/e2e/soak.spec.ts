/** Many episodes in one page leave nothing behind. Times are printed and fail nothing. */
import { judge, type SoakOptions, soak } from '../soak/soak-page';
import { expect, test } from './lab-page';

const SOAKS: readonly SoakOptions[] = [
  { device: 'wasm', warmUp: 20, episodes: 30, stepBudget: 2, every: 10 },
  { device: 'webgpu', warmUp: 3, episodes: 6, stepBudget: 1, every: 3 },
];

for (const options of SOAKS) {
  const { device, episodes } = options;
  test(`after ${episodes} episodes on ${device}, heaps and buffers are as before`, async ({
    lab,
    baseURL,
  }) => {
    const samples = await soak(lab.page, baseURL ?? '', options);
    console.table(samples);
    const { flat: _, ...found } = judge(samples);
    console.log(found);
    expect(found.buffers).toBeLessThanOrEqual(0);
    expect(found.pageHeap).toBeLessThanOrEqual(0.1);
    expect(found.workerHeap).toBeLessThanOrEqual(0.1);
    expect(found.wasmMemory).toBeLessThanOrEqual(0.1);
    if (device === 'webgpu') expect(samples[0]?.buffers).toBeGreaterThan(0);
  });
}
