/** The page's second tier: chosen, played with, kept for the next visit, given back. */
import { expect, LONG, test } from './lab-page';

test('the small models are an optional download that plays the same games', async ({ lab }) => {
  const { page } = lab;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await lab.open('?device=wasm&tab=device');
  await lab.ready();
  expect(asked.filter((url) => /models\/small\/.*(onnx|bin)/.test(url))).toEqual([]);
  const own = page.getByRole('region', { name: 'Models of this page' });
  await expect(own.getByRole('row', { name: /^tiny/ })).toContainText('in use');
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/models\/small\/actor.*onnx/, async (route) => {
    await held;
    await route.continue();
  });
  await own.getByRole('button', { name: 'Use small' }).click();
  // What the row says: the runtime is here. What has come is listed while the rest is awaited.
  await expect(lab.status(/^\d+\.\d of 30\.9 MB$/)).toBeVisible({ timeout: LONG });
  await expect(own.getByRole('row', { name: /^small/ })).toContainText('being loaded');
  const kept = page.getByRole('region', { name: 'Model files in this browser' });
  await expect(kept.getByRole('row', { name: /^small/ })).toContainText(/[1-9]\d\.\d MB/);
  release();
  const badge = page.getByRole('button', { name: /^small ·/ });
  await expect(badge).toBeVisible({ timeout: LONG });
  await lab.ready();
  await lab.step();
  await expect(page).toHaveURL(/&models=small&/);
  await page.reload();
  await expect(badge).toBeVisible({ timeout: LONG });
  await own.getByRole('button', { name: 'Use tiny' }).click();
  await expect(page.getByRole('button', { name: /^tiny ·/ })).toBeVisible({ timeout: LONG });
});

test('the Models tab shows both sizes beside each other, and the figures of either', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await page.getByRole('tab', { name: 'Models' }).click();
  const sizes = page.getByRole('figure', { name: 'Two sizes of models' });
  await expect(sizes).toContainText(/filled: small, hollow: tiny/);
  await sizes.getByRole('button', { name: 'Show as table' }).click();
  await expect(sizes.getByRole('row', { name: /^Trained K = 1 / })).toContainText('1,000');
  const chosen = page.getByRole('group', { name: 'Figures of' });
  await chosen.getByRole('radio', { name: 'tiny' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(chosen.getByRole('radio', { name: 'small' })).toBeChecked();
  const success = page.getByRole('figure', { name: 'Success by message' });
  await expect(success).toContainText(/recorded · /);
});

test('a run that the other size made offers to load it', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm&models=small&steps=2&lane=latent&lane=none');
  await lab.ready();
  await lab.button('Step').click();
  await expect(lab.lane('No message').getByText('step 1 / 2')).toBeVisible({ timeout: LONG });
  await lab.button('Share').click();
  await page.getByRole('radio', { name: 'With this run' }).check();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  expect(link).toContain('#run=');
  // As of somebody who had chosen these models before.
  await page.goto('about:blank');
  await page.goto(link.replace('&models=small', '&models=tiny'));
  const load = page.getByRole('button', { name: 'Load its models: small, 30.9 MB' });
  await expect(load).toBeVisible({ timeout: LONG });
  await load.click();
  await expect(load).toBeHidden();
  await expect(page.getByRole('button', { name: /^small ·/ })).toBeVisible({ timeout: LONG });
  await expect(page.getByRole('heading', { name: 'Shared run' })).toBeVisible();
});
