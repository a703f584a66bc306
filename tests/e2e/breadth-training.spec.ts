/** The tabs on information breadth and on training: on the shipped card, and on invented ablations. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violations } from './accessibility';
import { expect, test } from './lab-page';

async function invented(page: Page, name: 'ablations' | 'curves' | 'card'): Promise<void> {
  const body = readFileSync(
    new URL(`../parity/fixtures/card/${name}.json`, import.meta.url),
    'utf8',
  );
  await page.route(`**/models/tiny/${name}.json`, (answer) =>
    answer.fulfill({ body, contentType: 'application/json' }),
  );
}

test('bands of the shipped card, two messages beside each other', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await page.getByRole('tab', { name: 'Information breadth' }).click();
  const figure = page.getByRole('figure', { name: 'Over many tasks' });
  const bands = figure.getByRole('img', { name: /: median top share/ });
  await expect(bands).toHaveCount(12);
  await expect(figure).toContainText(
    /Half of the tasks give step 1 of trained K = 8 a top share of 0/,
  );
  await expect(figure).toContainText('The paper’s medians of the top share');
  await figure.getByRole('combobox', { name: 'Message', exact: true }).selectOption('latent');
  await expect(bands).toHaveCount(16);
  await expect(figure).toContainText(
    'At steps 2, 6 half of the tasks give one word more than 0.99',
  );
  await figure.getByRole('combobox', { name: 'Disturbance' }).first().selectOption('white-noise-1');
  await expect(figure).toContainText('white noise 1');
  await figure.getByRole('combobox', { name: 'Beside it' }).selectOption('');
  await expect(bands).toHaveCount(10);
  await figure.getByRole('button', { name: 'Show as table' }).click();
  await expect(figure.getByRole('row')).toHaveCount(1 + 10 * 21);
});

test('the training in its order, with the moment the message is used', async ({ lab }) => {
  const { page } = lab;
  await invented(page, 'ablations');
  await lab.open('?device=wasm');
  await page.getByRole('tab', { name: 'Training' }).click();
  const stages = page.getByRole('tabpanel').locator('ol.stages > li');
  await expect(stages).toHaveCount(5);
  await expect(stages.nth(2)).toContainText(/it wins \d+ of 40 games with words/);
  await expect(stages.nth(3)).toContainText(/The actor uses the message \(uncertain view\) from/);
  await expect(
    stages.nth(3).getByRole('figure', { name: 'Success while training, uncertain view' }),
  ).toContainText('the message is used');
  const left = stages.nth(3).getByRole('figure', { name: 'With a part left out' });
  await expect(left).toContainText(
    /Without adapter: [\d., ]+; baseline [\d., ]+: every seed is lower/,
  );
  await left.getByRole('combobox', { name: 'Measure' }).selectOption('js_entities');
  await expect(left).toContainText('JS separation at names of things, nats');
});

for (const width of [1440, 768, 390]) {
  test(`at ${width} px nothing scrolls sideways and nothing fails axe`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 900 });
    await invented(page, 'ablations');
    await lab.open('?device=wasm');
    await lab.ready();
    await lab.step();
    for (const tab of ['Information breadth', 'Training']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('figure').first()).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${tab}, ${colorScheme}`).toBeLessThanOrEqual(0);
        expect(await violations(page), `${tab}, ${colorScheme}`).toEqual([]);
      }
    }
  });
}
