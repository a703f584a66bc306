/** A small batch in the tab: played, kept over a reload, saved, taken away. */
import { readFileSync } from 'node:fs';
import { violationsInBothThemes } from './accessibility';
import { expect, LONG, test } from './lab-page';

test('a batch is played, kept over a reload, saved and discarded', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  const tab = page.getByRole('tab', { name: 'Batch' });
  const panel = page.getByRole('tabpanel');
  await tab.click();
  const games = panel.getByRole('textbox', { name: 'Games of each split' });
  await games.fill('2');
  await games.press('Enter');
  await expect(panel.getByText('2 games × 4 conditions = 8 episodes')).toBeVisible();
  await panel.getByRole('button', { name: 'Start the batch' }).click();
  const exploration = panel.getByRole('figure', { name: 'Exploration, uncertain view' });
  await expect(exploration.getByText('All planned games were played.')).toBeVisible({
    timeout: LONG,
  });
  const row = exploration.getByRole('row', { name: /^Trained K = 8/ });
  const before = await row.innerText();

  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violationsInBothThemes(page, '[role=tabpanel]')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }

  await page.reload();
  await tab.click();
  await expect(row).toBeVisible({ timeout: LONG });
  expect(await row.innerText()).toBe(before);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'JSON (the whole result)' }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(Object.keys(saved)).toContain('settings');

  await panel.getByRole('button', { name: 'Discard' }).click();
  await expect(exploration).toHaveCount(0);
});
