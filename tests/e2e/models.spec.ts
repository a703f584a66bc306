/** The Models tab on invented measurements: nothing here waits for the models. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violations } from './accessibility';
import { expect, type LabPage, test } from './lab-page';

const fixture = (name: string): string =>
  readFileSync(new URL(`../parity/fixtures/card/${name}.json`, import.meta.url), 'utf8');

/** Answers for the tier's measurements; `models` are the hashes that the card names. */
async function route(page: Page, models?: Readonly<Record<string, string>>): Promise<void> {
  for (const name of ['card', 'ablations', 'curves']) {
    await page.route(`**/models/tiny/${name}.json`, async (answer) => {
      const data: object = JSON.parse(fixture(name));
      const json = name === 'card' && models ? { ...data, models } : data;
      await answer.fulfill({ json });
    });
  }
}

async function openTab({ page }: LabPage): Promise<void> {
  await page.getByRole('tab', { name: 'Models' }).click();
  await expect(page.getByRole('figure', { name: 'Success by message' })).toBeVisible();
}

test('the figures of every view, with their sources', async ({ lab }) => {
  const { page } = lab;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await route(page);
  await lab.open('?device=wasm');
  const views = page.getByRole('group', { name: 'Sender’s view of the figures' });
  await expect(page.getByRole('tab', { name: 'Models' })).toBeVisible();
  expect(asked.filter((url) => url.endsWith('card.json'))).toEqual([]);
  await openTab(lab);
  await expect(page.getByText('These figures are of other model files')).toBeVisible({
    timeout: 280_000,
  });
  const success = page.getByRole('figure', { name: 'Success by message' });
  await expect(success).toContainText(
    /Latents won [\d.]+%, words that commit to one place [\d.]+%/,
  );
  await expect(success).toContainText(/recorded · .* 2026 · sender [0-9a-f]{8}, actor [0-9a-f]{8}/);
  await success.getByText('2 commands').click();
  await expect(success.getByText(/evaluate_tier\.py .*unseen\.uncertain/)).toBeVisible();
  await success.getByRole('button', { name: 'Show as table' }).click();
  await expect(success.getByRole('table')).toContainText('Latent, full');

  await views.getByRole('radio', { name: 'uncertain' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(views.getByRole('radio', { name: 'scout' })).toBeChecked();
  await expect(page.getByText('these rows are not the paper’s experiment')).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Beside the paper' })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('figure', { name: 'Beside the paper' })).toContainText('65.42');
});

test('figures of the loaded files are said to be of them', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  const response = await page.request.get('models/tiny/manifest.json');
  const { files } = (await response.json()) as { files: { path: string; sha256: string }[] };
  const used = files.filter(({ path }) => !path.includes('webgpu'));
  await route(page, Object.fromEntries(used.map(({ path, sha256 }) => [path, sha256])));
  await openTab(lab);
  await expect(page.getByText('Measured on the very files this page has loaded')).toBeVisible({
    timeout: 280_000,
  });
});

for (const width of [1440, 390]) {
  test(`at ${width} px nothing scrolls sideways and nothing fails axe`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 900 });
    await route(page);
    await lab.open('?device=wasm');
    await lab.ready();
    await lab.step();
    await openTab(lab);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, colorScheme).toBeLessThanOrEqual(0);
      expect(await violations(page), colorScheme).toEqual([]);
    }
    for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) {
      await button.click();
    }
    expect(await violations(page), 'tables').toEqual([]);
  });
}
