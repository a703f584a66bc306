/** The models' files in a real browser: kept, gone on with after a reload, deleted, taken from disk. */
import { resolve } from 'node:path';
import { test as bareTest } from '@playwright/test';
import { expect, LONG, test } from './lab-page';

test('the next visit fetches no model file; deleting them does', async ({ lab }) => {
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  const asked: string[] = [];
  lab.page.on('request', (request) => {
    if (/\.(onnx|bin|wasm)(\?|$)/.test(request.url())) asked.push(request.url());
  });
  await lab.page.reload();
  await lab.ready();
  expect(asked).toEqual([]);
  const kept = lab.page.getByRole('region', { name: 'Model files in this browser' });
  // The runtime and the tier.
  await expect(kept.getByRole('button', { name: /^Delete/ })).toHaveCount(2);
  await expect(kept.getByText(/^3\d\.\d MB in all/)).toBeVisible();
  await kept.getByRole('button', { name: /^Delete tiny/ }).click();
  await expect(kept.getByText(/^In use: /)).toBeVisible();
  await expect(kept.getByRole('button', { name: 'Keep' })).toBeFocused();
  await kept.getByRole('button', { name: 'Delete all the same' }).click();
  await expect(kept.getByRole('button', { name: /^Delete/ })).toHaveCount(1);
  await lab.page.reload();
  await lab.ready();
  expect(asked.filter((url) => url.includes('onnx?'))).toHaveLength(4);
});

// The connection is cut on purpose: the console says so.
bareTest('a download that was cut goes on after a reload', async ({ page, context }) => {
  const ranges: (string | undefined)[] = [];
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  const slow = { offline: false, latency: 0, uploadThroughput: -1 };
  await context.route(/ort-wasm.*\.wasm/, (route) => {
    ranges.push(route.request().headers().range);
    return route.continue();
  });
  const wait = page.getByRole('button', { name: 'Pause the download' });
  await client.send('Network.emulateNetworkConditions', { ...slow, downloadThroughput: 2_000_000 });
  await page.goto('./?device=wasm');
  await expect(wait).toBeVisible({ timeout: LONG });
  await expect(page.getByText(/^([6-9]|1\d)\.\d of 3\d\.\d MB$/)).toBeVisible({ timeout: LONG });
  await expect(page.getByText(/MB\/s · /)).toBeVisible();
  await wait.click();
  await expect(page.getByText('paused')).toBeVisible();
  await page.reload();
  await expect.poll(() => ranges.at(-1), { timeout: LONG }).toMatch(/^bytes=[1-9]\d{5,}-$/);
  await expect(page.getByRole('button', { name: /^WASM/ })).toBeVisible({ timeout: LONG });
});

test('models from a folder on disk, kept for the next visit', async ({ lab }) => {
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  await lab.page.locator('input[webkitdirectory]').setInputFiles(resolve('tests/models/mini'));
  const badge = lab.page.getByRole('button', { name: /^mini ·/ });
  await expect(badge).toBeVisible({ timeout: LONG });
  await lab.page.reload();
  await expect(badge).toBeVisible({ timeout: LONG });
  await lab.page.getByRole('button', { name: 'Use the models of this page' }).click();
  await expect(lab.page.getByRole('button', { name: /^tiny ·/ })).toBeVisible({ timeout: LONG });
});

test('models that cannot be had: those that work stay, and the next visit is as before', async ({
  lab,
}) => {
  const { page } = lab;
  await page.route('**/elsewhere/manifest.json*', (route) =>
    route.fulfill({ contentType: 'application/json', body: '{"format": 1}' }),
  );
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  const others = page.getByRole('region', { name: 'Other models' });
  await others.getByLabel('Address').fill(new URL('elsewhere/', page.url()).href);
  await others.getByRole('button', { name: 'Load these models' }).click();
  const alert = others.getByRole('alert');
  await expect(alert).toContainText('was not loaded: manifest.json is not one this page');
  await expect(alert).toContainText('The models that were there stay.');
  await expect(page.getByRole('button', { name: /^tiny ·/ })).toBeVisible();
  await lab.step();
  await page.reload();
  await lab.ready();
  await expect(page.getByRole('button', { name: /^tiny ·/ })).toBeVisible();
});

test('a folder that is gone can be picked again, or left for the models of the page', async ({
  lab,
}) => {
  const { page } = lab;
  await page.addInitScript(() => {
    if (sessionStorage.getItem('seen')) return;
    sessionStorage.setItem('seen', 'yes');
    localStorage.setItem('interlat-lab-models', 'folder:gone');
  });
  await lab.open('?device=wasm&tab=device');
  const failed = page.getByRole('alert').filter({ hasText: 'The folder gone cannot be opened' });
  await expect(failed).toBeVisible({ timeout: LONG });
  await expect(failed.getByRole('button', { name: 'Pick a folder…' })).toBeVisible();
  const others = page.getByRole('region', { name: 'Other models' });
  await expect(others.getByText('Could not be loaded from: gone.')).toBeVisible();
  await failed.getByRole('button', { name: 'Back to tiny' }).click();
  await lab.ready();
  await page.reload();
  await lab.ready();
  await expect(page.getByRole('button', { name: /^tiny ·/ })).toBeVisible();
});

test('devices are offered while nothing is loaded', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=recorded&tab=device');
  const where = page.getByRole('region', { name: 'Where the models run' });
  await expect(where.getByRole('row', { name: /^WebGPU, 32 bits/ })).toContainText('emulated');
  await expect(where.getByRole('row', { name: /^Recorded only/ })).toContainText(
    'in use · asked for by the link',
  );
  await where.getByRole('button', { name: 'Use WASM' }).click();
  await lab.ready();
  await expect(where.getByRole('row', { name: /^WASM/ })).toContainText('in use · your choice');
});
