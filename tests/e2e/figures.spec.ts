import { violations } from './accessibility';
import { expect, test } from './lab-page';

const TABS = ['Message', 'Actor’s mind', 'Information breadth', 'Latency', 'Training', 'Models'];

test('every figure tells what it plots, how, and whose definition that is', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    const figures = page.getByRole('tabpanel', { name: tab }).getByRole('figure');
    // Figures of the card come in above those that are there at once.
    await expect(async () => {
      await expect(figures.first()).toBeVisible();
      for (const figure of await figures.all()) {
        const title = await figure.getByRole('heading').first().innerText();
        const mark = figure.getByRole('button', { name: `Definition: ${title}`, exact: true });
        await expect(mark).toHaveCount(1, { timeout: 2000 });
      }
    }).toPass({ timeout: 60_000 });
  }
  await page.getByRole('tab', { name: 'Message', exact: true }).click();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const mark = lab.button('Definition: Positions');
    await mark.focus();
    await page.keyboard.press('Enter');
    const definition = page.getByRole('dialog', { name: 'Positions' });
    await expect(definition).toBeFocused();
    await expect(definition).toContainText('positions = T tokens, T vectors, or K vectors');
    await expect(definition).toContainText('Source: Defined here');
    expect(await violations(page)).toEqual([]);
    const box = await definition.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await page.keyboard.press('Escape');
    await expect(definition).toBeHidden();
    await expect(mark).toBeFocused();
  }
});

test('importance lies under the heat-map, and both choose the same step', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  const importance = page.getByRole('region', { name: 'Importance of every step' });
  const bars = importance.getByRole('img', { name: /^Importance of \d+ latent steps$/ });
  await expect(bars).toBeVisible();
  const map = page.getByRole('slider', { name: /^Latent message of Latent/ });
  const [above, below] = [await map.boundingBox(), await bars.boundingBox()];
  expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  await map.focus();
  await page.keyboard.press('Home');
  await expect(importance).toContainText('Without step 1 (');
  const steps = Number(await map.getAttribute('aria-valuemax'));
  await bars.locator('.importance-pick').last().click();
  await expect(map).toHaveAttribute('aria-valuenow', String(steps));
  await expect(importance).toContainText(`Without step ${steps} (`);
});

test('on paper: black on white, nothing to press, nothing wider than the sheet', async ({
  lab,
}) => {
  const { page } = lab;
  await page.emulateMedia({ colorScheme: 'dark' });
  await lab.open('?device=wasm');
  await expect(page.getByRole('figure').first()).toBeVisible();
  // What is between the margins of A4, in CSS pixels.
  await page.setViewportSize({ width: 703, height: 1017 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const link = page.getByText('Printed from').getByRole('link');
  await expect(link).toHaveAttribute('href', /\?.*game=/);
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('tab').filter({ visible: true })).toHaveText(['Message']);
  const paper = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(
      document.querySelector('.figure') as Element,
    );
    const parts = [...document.querySelectorAll('.figure :is(svg, canvas, table), .lane, .step')];
    const right = Math.max(...parts.map((part) => part.getBoundingClientRect().right));
    return { backgroundColor, color, right };
  });
  expect(paper.backgroundColor).toBe('rgb(255, 255, 255)');
  expect(paper.color).toBe('rgb(0, 0, 0)');
  expect(paper.right).toBeLessThanOrEqual(703);
});
