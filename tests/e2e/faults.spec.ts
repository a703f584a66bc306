/**
 * The models are taken from a run of the built page, at each place of it: it goes on from its transcript and
 * ends as one that nothing disturbed.
 */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { endWorkerAt, loseGpuAt, runOutOfMemory } from './fault-places';
import { called, inWorker } from './in-worker';
import { expect, LabPage, LONG, test, WHOLE_GAME } from './lab-page';

const K = 4;
const GAME = `steps=3&lane=latent.k${K}.trained&lane=none`;
const BOTH = ['Latent', 'No message'] as const;

/** What both lanes played, step by step. */
async function play(page: Page, device: string) {
  const lab = new LabPage(page);
  await lab.open(`?device=${device}&${GAME}`);
  await lab.ready();
  await lab.button('Run').click();
  for (const name of BOTH) {
    await expect(lab.lane(name).getByText(/^(won|lost)$/)).toBeVisible({ timeout: WHOLE_GAME });
  }
  return Promise.all(BOTH.map((name) => lab.steps(name)));
}

/** What the status says of the models. */
const told = (page: Page): Promise<string> => page.locator('p.status').first().innerText();

let undisturbed: Awaited<ReturnType<typeof play>>;

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
  undisturbed = await play(page, 'wasm');
  expect(undisturbed.map(({ length }) => length)).toEqual([3, 3]);
  expect(await told(page)).not.toContain('loaded again');
  await page.close();
});

test('the worker ends in the latent loop and while a command is written', async ({ lab }) => {
  await endWorkerAt(lab.page, ['latent', 'decode'], K);
  expect(await play(lab.page, 'wasm')).toEqual(undisturbed);
  expect(await told(lab.page)).toContain(
    'Before the first step the worker stopped 2 times; the models were loaded again and play went on with WASM.',
  );
});

test('the worker ends before the message and at the adapter, in Chinese', async ({ lab }) => {
  await endWorkerAt(lab.page, ['prefill', 'adapter'], K);
  expect(await play(lab.page, 'wasm')).toEqual(undisturbed);
  await lab.page.locator('.language-button').click();
  await expect(lab.page.locator('p.status')).toContainText('第一步之前工作线程停止 2 次；');
});

test('the GPU is lost in the prefill, and in the latent loop of the next device', async ({
  lab,
}) => {
  await loseGpuAt(lab.page, ['prefill', 'latent'], K);
  expect(await play(lab.page, 'webgpu')).toEqual(undisturbed);
  expect(await told(lab.page)).toContain(
    'Before the first step the GPU was lost 2 times; the models were loaded again and play went on with WebGPU.',
  );
});

test('the GPU is lost at the adapter, in the loop and while a command is written: WASM takes over', async ({
  lab,
}) => {
  await loseGpuAt(lab.page, ['adapter', 'latent', 'decode'], K);
  expect(await play(lab.page, 'webgpu')).toEqual(undisturbed);
  expect(await told(lab.page)).toContain(
    'Before the first step the GPU was lost 3 times; the models were loaded again and play went on with WASM.',
  );
  await expect(lab.page.getByRole('button', { name: /^WASM · / })).toBeVisible({ timeout: LONG });
});

test('the GPU is lost when a step was played: both lanes go on from their transcripts', async ({
  lab,
}) => {
  await loseGpuAt(lab.page, ['second-step'], K);
  expect(await play(lab.page, 'webgpu')).toEqual(undisturbed);
  expect(await told(lab.page)).toContain(
    'After step 1 the GPU was lost; the models were loaded again and play went on with WebGPU.',
  );
});

test('the worker ends when a step was played', async ({ lab }) => {
  await endWorkerAt(lab.page, ['second-step'], K);
  expect(await play(lab.page, 'wasm')).toEqual(undisturbed);
  expect(await told(lab.page)).toContain(
    'After step 1 the worker stopped; the models were loaded again and play went on with WASM.',
  );
});

test('memory is short when the sessions are made: once they are made again', async ({ lab }) => {
  await runOutOfMemory(lab.page, 3);
  expect(await play(lab.page, 'wasm')).toEqual(undisturbed);
  const [worker] = lab.page.workers();
  expect(await worker?.evaluate(() => (self as unknown as { refused: number }).refused)).toBe(3);
});

test('memory is short every time: the page says so, and loads when it is asked again', async ({
  lab,
}) => {
  const { page } = lab;
  await runOutOfMemory(page, 1000);
  await lab.open(`?device=wasm&${GAME}`);
  const failed = page.getByRole('alert').filter({ hasText: 'The models could not be started' });
  await expect(failed).toBeVisible({ timeout: LONG });
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await lab.ready();
});

test('the worker ends while the page measures: it says so, and measures in another one', async ({
  lab,
}) => {
  const { page } = lab;
  const end = async (): Promise<void> => {
    await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.close())));
  };
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  const benchmark = page.getByRole('region', { name: 'Benchmark' });
  const where = page.getByRole('region', { name: 'Where the models run' });
  await lab.button('Measure').click();
  await expect(benchmark.getByText('Warming up, then part 1 of 7.')).toBeVisible();
  await end();
  await expect(benchmark.getByRole('alert')).toContainText('“Measure” starts another one.');
  await lab.button('Measure').click();
  await expect(benchmark.getByText(/^Measuring part [2-7] of 7\.$/)).toBeVisible({ timeout: LONG });
  await expect(lab.button('Measure again')).toBeEnabled({ timeout: LONG });
  await lab.button('Measure the others').click();
  await expect(lab.button('Measuring…')).toBeDisabled();
  await end();
  await expect(where.getByRole('alert')).toContainText('the worker that runs the models stopped');
  await expect(lab.button('Measure the others')).toBeEnabled();
  // The finished benchmark stays while another one is measured, and a run comes first.
  await lab.button('Measure again').click();
  await expect(benchmark.getByText(/^The table below is the measurement before/)).toBeVisible();
  await expect(benchmark.getByRole('table')).toBeVisible();
  await lab.button('Stop measuring').click();
  await expect(benchmark.getByRole('alert')).toContainText('you stopped it', { timeout: LONG });
  await lab.button('Measure again').click();
  await expect(lab.button('Stop measuring')).toBeVisible();
  await lab.button('Run').click();
  await expect(benchmark.getByRole('alert')).toContainText('a run came first', { timeout: LONG });
  await expect(benchmark.getByRole('table')).toBeVisible();
});

/** In the worker: the GPU goes as the first part of a benchmark is told of, once. */
function loseWhileMeasured(): void {
  let device: GPUDevice | undefined;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    device = await requestDevice.apply(this, wanted);
    return device;
  };
  const { postMessage } = self;
  let due = true;
  self.postMessage = (event: { kind: string; done?: number }) => {
    postMessage.call(self, event);
    if (!due || event.kind !== 'measuring-speed' || event.done !== 1) return;
    due = false;
    device?.destroy();
  };
}

test('the GPU is lost while the page measures: it says so, and measures again', async ({ lab }) => {
  const { page } = lab;
  await inWorker(page, called(loseWhileMeasured));
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  await page.locator('input[webkitdirectory]').setInputFiles(resolve('tests/models/mini'));
  await expect(page.getByRole('button', { name: /^mini ·/ })).toBeVisible({ timeout: LONG });
  const where = page.getByRole('region', { name: 'Where the models run' });
  await where.getByRole('button', { name: 'Use WebGPU, 32 bits' }).click();
  await expect(where.getByText('WASM would be more than 100 times faster here.')).toBeVisible({
    timeout: LONG,
  });
  const benchmark = page.getByRole('region', { name: 'Benchmark' });
  await lab.button('Measure').click();
  await expect(benchmark.getByRole('alert')).toHaveText(
    'Not measured: the GPU was lost. “Measure” loads the models again and starts anew.',
    { timeout: LONG },
  );
  await lab.button('Measure').click();
  await expect(benchmark.getByText(/^Measuring part 3 of 7\.$/)).toBeVisible({ timeout: LONG });
  await lab.button('Stop measuring').click();
  await expect(benchmark.getByRole('alert')).toContainText('you stopped it', { timeout: LONG });
});
