/** The benchmark of the Device tab, by keyboard, as it is copied. */
import { expect, LONG, test } from './lab-page';

test('measures what is loaded, and is copied as Markdown', async ({ lab, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = lab;
  await lab.open('?device=wasm&tab=device');
  const section = page.getByRole('region', { name: 'Benchmark', exact: true });
  const measure = section.getByRole('button', { name: 'Measure', exact: true });
  await expect(measure).toBeEnabled({ timeout: LONG });
  await measure.focus();
  await page.keyboard.press('Enter');
  await expect(section.getByRole('status')).toContainText('Measuring');
  const copy = section.getByRole('button', { name: 'Copy as Markdown' });
  await expect(copy).toBeVisible({ timeout: LONG });
  const value = async (name: RegExp): Promise<number> => {
    const row = section.getByRole('row', { name });
    return Number.parseFloat((await row.getByRole('cell').last().innerText()).replaceAll(',', ''));
  };
  for (const name of [/at batch 1 /, /at batch 8 /, /at batch 32 /, /one at a time: trained K = 8/])
    expect(await value(name)).toBeGreaterThan(0);
  // Eight latents take less time than all words.
  expect(await value(/^Full message against K = 8, after the prompt/)).toBeGreaterThan(1);
  await copy.click();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  expect(markdown).toMatch(/^tier tiny \(sender [0-9a-f]{8}\) · WASM, one thread · /);
  expect(markdown).toContain('| **Whole games** | |');
  const rows = await section.getByRole('row').count();
  expect(markdown.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(rows);
});
