/** A small batch in the tab: played, kept over a reload, saved, taken away. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
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

  // Every condition opens its games, in the tables and in the plots, by mouse and by keyboard.
  await row.getByRole('button').click();
  const episodes = panel.getByRole('region', { name: 'Games of “Trained K = 8”' });
  await expect(episodes.getByRole('button', { name: 'Play in the lanes' })).toHaveCount(2);
  const bars = panel.getByRole('figure', { name: 'Receptacles visited' });
  await bars.getByRole('button', { name: /^CoT text/ }).press('Enter');
  await expect(panel.getByRole('region', { name: 'Games of “CoT text”' })).toBeFocused();

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
  await panel.getByRole('button', { name: 'Forget them' }).click();
  await expect(exploration).toHaveCount(0);
});

/** Drops files over the middle of an element. */
async function drag(page: Page, files: readonly string[], over: Locator): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (box === null) throw new Error('It is not drawn.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
}

test('imported games are given in the tab, played, and asked for where they are missing', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await page.getByRole('tab', { name: 'Batch' }).click();
  const panel = page.getByRole('tabpanel');
  const game = (folder: string) => `tests/fixtures/real-engine/${folder}/game.tw-pddl`;
  await panel.getByRole('radio', { name: 'my imported games' }).check();
  const given = panel.getByRole('region', { name: 'Imported games' });
  await expect(given.getByText('No imported game is here yet.')).toBeVisible();

  const broken = { name: 'broken.tw-pddl', mimeType: 'text/plain', buffer: Buffer.from('{,}') };
  await given.locator('input[type=file]').first().setInputFiles(broken);
  await expect(given.getByRole('alert')).toContainText('broken.tw-pddl');
  await drag(page, [join(process.cwd(), game('look_at_obj_in_light'))], given);
  await expect(given.getByText('1 of 1 chosen')).toBeVisible();
  // The page's own library did not take it: the run on the page is another game.
  expect(page.url()).not.toContain('game=file');
  await given
    .locator('input[type=file]')
    .first()
    .setInputFiles(game('pick_cool_then_place_in_recep'));
  await expect(given.getByText('2 of 2 chosen')).toBeVisible();

  await panel.getByRole('button', { name: 'Start the batch' }).click();
  const breadth = panel.getByRole('figure', { name: 'Information breadth', exact: true });
  await expect(breadth.getByText('2 games').first()).toBeVisible({ timeout: LONG });
  const exploration = panel.getByRole('figure', { name: 'Exploration, uncertain view' });
  await expect(exploration.getByText('All planned games were played.')).toBeVisible({
    timeout: LONG,
  });
  await expect(exploration.getByRole('row', { name: /^Latent, full imported 2/ })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violationsInBothThemes(page, '[role=tabpanel]')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'JSON (the whole result)' }).click(),
  ]);
  const saved = await download.path();
  await panel.getByRole('button', { name: 'Discard' }).click();
  await panel.getByRole('button', { name: 'Forget them' }).click();
  await page.reload();
  await panel.locator('input[type=file]').first().setInputFiles(saved);
  await expect(panel.getByText('2 of the 2 imported games of this result')).toBeVisible();
  await expect(given.getByRole('alert')).toContainText('The files of 2 chosen games');
});
