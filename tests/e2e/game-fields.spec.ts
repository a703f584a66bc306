/** The game's fields keep what a person does with them, and write a name in one way. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type LabPage, test } from './lab-page';

const GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/4';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const knob = (page: Page) => field(page, 'Receptacles');
const preset = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

/** No models are needed to choose a game. */
test.beforeEach(async ({ lab }: { lab: LabPage }) => {
  await lab.page.route(/actor.*\.onnx/, () => {});
});

test('the difficulty stays open and keeps focus and knobs', async ({ lab }) => {
  const { page } = lab;
  await lab.open(`?device=wasm&game=${GAME}/standard%2Bplaces=30%2Busual=1`);
  await expect(knob(page)).toHaveValue('30');
  await preset(page, 'realistic').check({ force: true });
  await expect(preset(page, 'realistic')).toBeFocused();
  await expect(field(page, 'Name')).toHaveValue(/^g2\/.*\/realistic\+places=30$/);
  await expect(knob(page)).toBeVisible();

  await knob(page).fill('');
  await knob(page).press('Enter');
  await expect(field(page, 'Name')).toHaveValue(/\/realistic$/);
  await expect(knob(page)).toBeVisible();
  await expect(knob(page)).toBeFocused();

  await knob(page).fill('12');
  await knob(page).press('Enter');
  await field(page, 'Other objects').fill('99');
  await field(page, 'Other objects').press('Enter');
  await expect(page.getByRole('alert').getByText('from 0 to 30')).toBeVisible();
  await expect(field(page, 'Other objects')).toHaveValue('99');
  const reset = page.getByRole('button', { name: 'Reset to realistic' });
  await reset.focus();
  await reset.press('Enter');
  await expect(page.locator('summary', { hasText: /^Difficulty$/ })).toBeFocused();
  await expect(knob(page)).toHaveValue('');
  await expect(field(page, 'Other objects')).toHaveValue('');

  // Closed by hand it stays so.
  await page.locator('summary', { hasText: /^Difficulty$/ }).press('Enter');
  await expect(knob(page)).toBeHidden();
  await preset(page, 'standard').check({ force: true });
  await expect(field(page, 'Name')).toHaveValue(/\/standard$/);
  await expect(knob(page)).toBeHidden();
});

test('a name is written in one way, in its field and in the address', async ({ lab }) => {
  const { page } = lab;
  // The plus sign of a link that was not escaped is a space to the browser.
  await lab.open(`?device=wasm&game=${GAME.replace(/4$/, '0004')}/standard+usual=0+places=12#x`);
  await expect(field(page, 'Name')).toHaveValue(`${GAME}/standard+places=12`);
  expect(page.url()).toContain(`?v=1&game=${GAME}/standard%2Bplaces=12&`);

  await field(page, 'Name').fill(` ${GAME.replace(/4$/, '05')}/standard `);
  await field(page, 'Name').press('Enter');
  await expect(field(page, 'Name')).toHaveValue(`${GAME.replace(/4$/, '5')}/standard`);
  await expect(page).toHaveURL(/\/5\/standard&?/);
  await field(page, 'Seed').fill('1e1');
  await field(page, 'Seed').press('Enter');
  await expect(page.getByRole('alert').getByText('not a whole number')).toBeVisible();
  await field(page, 'Seed').fill('0005');
  await field(page, 'Seed').press('Enter');
  await expect(field(page, 'Seed')).toHaveValue('5');
});

test('after a drop the lanes have the focus', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await expect(page.getByRole('progressbar', { name: 'Loading the models' })).toBeVisible();
  const file = 'tests/fixtures/real-engine/look_at_obj_in_light/game.tw-pddl';
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(process.cwd(), file)], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  }
  await expect(page.getByText('file game.tw-pddl, opened by you')).toBeVisible();
  await expect(page.locator('#lanes')).toBeFocused();

  // A reload opens it again, and the focus stays where a page begins.
  await page.reload();
  await expect(page.getByText('file game.tw-pddl, opened by you')).toBeVisible();
  await expect(page.locator('#lanes')).not.toBeFocused();
});
