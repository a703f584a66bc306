/** What one window holds before anything is pressed. */
import { readFileSync } from 'node:fs';
import { decodeTrace } from '../../src/lab/trace-codec';
import { violations } from './accessibility';
import { expect, LANES, LONG, test } from './lab-page';

/** The recorded run that the page opens on: at step 2, where its lanes part. */
const OPENING = decodeTrace(readFileSync('public/traces/second-guess.json', 'utf8'));
const OTHER = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/44/standard';

test('lanes, their step, clock and Run are in one window', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  const clock = page.getByRole('slider', { name: 'Step shown' });
  await expect(clock).toBeInViewport({ ratio: 1 });
  await expect(lab.button('Run')).toBeInViewport({ ratio: 1 });
  for (const name of LANES) {
    const lane = lab.lane(name);
    await expect(lane.getByRole('heading', { name })).toBeInViewport({ ratio: 1 });
    await expect(lane.getByText('step 2 / 20')).toBeVisible();
  }
  // The clock stands at step 2: the end is told as the end.
  const end = OPENING.lanes[0]?.steps.length;
  await expect(lab.lane('Latent').getByText(`won at ${end}`)).toBeVisible();
  await clock.press('End');
  await expect(lab.lane('Latent').getByText('won', { exact: true })).toBeVisible();
  await expect(lab.lane('Latent').getByText(`step ${end} / 20`)).toBeVisible();
});

test('every figure of sizes is full before there are models', async ({ lab }) => {
  const { page } = lab;
  await page.route(/\.onnx/, () => {});
  await lab.open('?device=wasm');
  const capacity = page.getByRole('figure', { name: 'Capacity' });
  await expect(capacity).toContainText('of a vocabulary of 1,034: room for');
  await expect(page.getByRole('button', { name: 'Add a lane with K = 8' })).toBeVisible();
});

test('a link of settings shows its game before there are models, and no story', async ({ lab }) => {
  const { page } = lab;
  await page.route(/\.onnx/, () => {});
  await lab.open(`?device=wasm&game=${OTHER}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Put a hot apple in/);
  for (const name of ['Latent', 'CoT text'] as const) {
    await expect(lab.lane(name).getByText('waits for the models')).toBeVisible({ timeout: LONG });
    await expect(lab.lane(name).getByText('0 of 27 places visited')).toBeVisible();
  }
  await expect(page.getByRole('combobox', { name: 'Recorded runs' })).toHaveValue('');
  await expect(lab.button('Run')).toHaveAttribute('title', 'When the models are loaded');
  expect(await violations(page)).toEqual([]);
});

test('a frame of 960 by 600 holds lanes, clock and Run', async ({ lab }) => {
  const { page } = lab;
  await page.setViewportSize({ width: 960, height: 600 });
  await lab.open('?device=wasm&embed=1');
  for (const name of LANES) {
    await expect(lab.lane(name).getByRole('heading', { name })).toBeInViewport({ ratio: 1 });
  }
  const second = OPENING.lanes[0]?.steps[1]?.command ?? '';
  await expect(lab.lane('Latent').getByText(second)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('slider', { name: 'Step shown' })).toBeInViewport({ ratio: 1 });
  await expect(lab.button('Run')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(960);
});
