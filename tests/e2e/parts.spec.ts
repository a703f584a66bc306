/** A part of the page whose code does not come takes no other with it, and can be asked for again. */
import { test } from '@playwright/test';
import { expect, LabPage, LONG } from './lab-page';

// The console has the browser's words on what did not come: `lab` would not let that be.

const FAILED = 'This part of the page could not be loaded or drawn';

for (const [chunk, tab, shown] of [
  ['breadth-tab', 'Information breadth', 'How many words does a latent step hold open?'],
  ['batch-tab', 'Batch', 'What holds over many games?'],
] as const) {
  test(`the ${tab} tab`, async ({ page }) => {
    const lab = new LabPage(page);
    const code = `**/assets/${chunk}-*.js`;
    await page.route(code, (route) => route.abort());
    await lab.open('?device=wasm');
    await page.getByRole('tab', { name: tab }).click();
    const alert = page.getByRole('alert').filter({ hasText: FAILED });
    await expect(alert).toBeVisible();
    await expect(lab.lane('Latent')).toBeVisible();
    // The others are as they were.
    await page.getByRole('tab', { name: 'Device' }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByRole('region', { name: 'Models of this page' })).toBeVisible();
    await page.getByRole('tab', { name: tab }).click();
    await page.unroute(code);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(shown)).toBeVisible();
    await expect(alert).toBeHidden();
    await lab.ready();
  });
}

test('the window of links', async ({ page }) => {
  const lab = new LabPage(page);
  await page.route('**/assets/share-dialog-*.js', (route) => route.abort());
  await lab.open('?device=wasm');
  await lab.button('Share').click();
  const alert = page.getByRole('alert').filter({ hasText: FAILED });
  await expect(alert).toBeInViewport();
  await page.unroute('**/assets/share-dialog-*.js');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog')).toBeVisible({ timeout: LONG });
});

test('what the Batch tab works with', async ({ page }) => {
  const lab = new LabPage(page);
  await page.route('**/assets/batch-store-*.js', (route) => route.abort());
  await lab.open('?device=wasm&tab=batch');
  const alert = page.getByRole('alert').filter({ hasText: FAILED });
  await expect(alert).toBeVisible({ timeout: LONG });
  await page.unroute('**/assets/batch-store-*.js');
  // A press at once may still hear of the first attempt.
  await expect(async () => {
    if (await alert.isVisible()) await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('What holds over many games?')).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('another language', async ({ page }) => {
  const lab = new LabPage(page);
  await page.route('**/assets/chinese-*.js', (route) => route.abort());
  await lab.open('?device=recorded');
  const toChinese = page.getByRole('button', { name: 'Language: switch to 简体中文' });
  await toChinese.click();
  const alert = page.getByRole('alert').filter({ hasText: '简体中文 could not be fetched' });
  await expect(alert).toBeVisible();
  await page.unroute('**/assets/chinese-*.js');
  await toChinese.click();
  await expect(page.getByRole('button', { name: '语言：切换到 English' })).toBeVisible();
  await expect(alert).toBeHidden();
});

test('the program that runs the models', async ({ page }) => {
  const lab = new LabPage(page);
  await page.route('**/assets/worker-*.js', (route) => route.abort());
  await lab.open('?device=wasm');
  const alert = page.getByRole('alert').filter({ hasText: 'could not be fetched' });
  await expect(alert).toBeVisible({ timeout: LONG });
  await page.unroute('**/assets/worker-*.js');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await lab.ready();
});
