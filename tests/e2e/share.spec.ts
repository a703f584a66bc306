/** Links and files that carry what is on the page. Nothing here waits for models. */
import { readFileSync } from 'node:fs';
import { violations } from './accessibility';
import { expect, test } from './lab-page';

const GAME = 'g1/unseen/bedroom/pick_and_place_simple/1/standard';
const ALONE = `?v=1&game=${GAME}&lane=human&view=planner&steps=50`;

test('a link that is copied brings the same settings', async ({ lab, context }) => {
  const { page } = lab;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await lab.open(
    `?v=1&game=${GAME}&lane=latent.k4.trained~cov-noise(0.5,corpus,7)&lane=human&view=planner&steps=50&device=wasm`,
  );
  const opener = lab.button('Share');
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByText('press Run or Step first')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(GAME);
  await expect(page.getByRole('radio', { name: '50 steps' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'planner', exact: true })).toBeChecked();
  const messages = page.getByRole('combobox', { name: /^Message of lane/ });
  await expect(messages.nth(0)).toHaveValue('latent');
  await expect(messages.nth(1)).toHaveValue('human');
  await expect(page).toHaveURL(/lane=latent\.k4\.trained~cov-noise\(0\.5,corpus,7\)&lane=human/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('where the clipboard is refused, the link is selected', async ({ lab }) => {
  const { page } = lab;
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    });
  });
  await lab.open(ALONE);
  await lab.button('Share').click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('is selected');
  const selected = await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(selected).toContain('?v=1&game=g1/unseen/bedroom/');
});

test('a hostile link runs nothing and says what was left out', async ({ lab }) => {
  const { page } = lab;
  await lab.open(
    `?game=${GAME}&lane=human~psychic(1)&lane=<script>alert(1)</script>&steps=999&__proto__=1&tab=constructor#run=1.AAAA`,
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('psychic(1): not a value this page knows');
  await expect(alert).toContainText('steps=999');
  await expect(alert).toContainText('used instead: steps=20');
  await expect(alert).toContainText('__proto__=1: not a key of this page');
  await expect(alert).toContainText('The run in this link is not shown: it is damaged');
  await expect(page.getByText('step 0 / 20')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
});

test('a run goes out in a link and in a file, and is shown at once', async ({ lab, browser }) => {
  const { page } = lab;
  await lab.open(ALONE);
  const box = page.getByRole('combobox', { name: /command/i });
  for (const command of ['look', 'inventory', 'fly away']) {
    await box.fill(command);
    await box.press('Enter');
  }
  await expect(page.getByText('step 3 / 50')).toBeVisible();
  await lab.button('Share').click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('radio', { name: 'With this run' }).check();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(/#run=1\.[\w-]+$/);
  expect(link.length).toBeLessThan(8_000);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download run' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.interlat\.json$/);
  const text = readFileSync(await file.path(), 'utf8');

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  const shared = other.getByRole('region', { name: 'Shared run' });
  await expect(shared).toBeVisible();
  await expect(other.getByText('step 3 / 50')).toBeVisible();
  await expect(other.getByRole('option').last()).toContainText('fly away');
  await expect(other.getByRole('option').last()).toContainText('Nothing happens.');
  expect(await violations(other)).toEqual([]);
  // Another game: the run is gone, from the address too.
  await other.getByRole('textbox', { name: 'Seed' }).fill('2');
  await other.getByRole('textbox', { name: 'Seed' }).press('Enter');
  await expect(shared).toHaveCount(0);
  await expect(other).not.toHaveURL(/run=/);
  await other.goBack();
  await expect(shared).toBeVisible();
  await other.context().close();

  const third = await (await browser.newContext()).newPage();
  await third.goto(page.url().replace(/[?#].*/, ''));
  // Drawn in pieces: a file that is dropped before has nobody to take it.
  await expect(third.locator('#lanes')).toBeVisible();
  const transfer = await third.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'x.interlat.json', { type: 'application/json' }));
    return data;
  }, text);
  await third.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(third.getByRole('region', { name: 'Shared run' })).toBeVisible();
  await expect(third.getByText('step 3 / 50')).toBeVisible();
  await third.context().close();
});

test('the embedded page is lanes, clock and run controls', async ({ lab }) => {
  const { page } = lab;
  await lab.open(`${ALONE}&embed=1`);
  await expect(page.getByText('step 0 / 50')).toBeVisible();
  await expect(lab.button('Run')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Step shown' })).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('tablist')).toHaveCount(0);
  const link = page.getByRole('link', { name: 'Open in Interlat Lab' });
  await expect(link).toHaveAttribute('href', /lane=human/);
  await expect(link).not.toHaveAttribute('href', /embed/);
  expect(await violations(page)).toEqual([]);
});
