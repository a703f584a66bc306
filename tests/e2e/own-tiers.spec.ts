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
  await own.getByRole('button', { name: 'Use small' }).click();
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
