/** Games from files and to files: drop, list, search, open, refuse, save, come back. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { agentsOf } from '../../src/alfworld/game-file';
import { parseGameName } from '../../src/alfworld/game-name';
import { gameFolder } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { expect, type LabPage, test } from './lab-page';

const FIXTURES = 'tests/fixtures/real-engine';
const HEAT = 'pick_heat_then_place_in_recep-Potato-None-SinkBasin-28';

let folder = '';

/** The fixtures under paths like the dataset's, with a broken file and two that are not played. */
function makeDataset(root: string): void {
  const paths: Readonly<Record<string, string>> = {
    pick_heat_then_place_in_recep: `valid_seen/${HEAT}/trial_1`,
    pick_cool_then_place_in_recep:
      'train/pick_cool_then_place_in_recep-Bowl-None-CounterTop-22/trial_2',
    look_at_obj_in_light: 'train/look_at_obj_in_light-Pen-None-DeskLamp-326/trial_3',
    pick_two_obj_and_place:
      'valid_unseen/pick_two_obj_and_place-Lettuce-None-DiningTable-12/trial_4',
    pick_and_place_simple: 'train/pick_and_place_with_movable_recep-Pen-Bowl-Desk-301/trial_5',
    pick_clean_then_place_in_recep:
      'train/pick_clean_then_place_in_recep-AppleSliced-None-Fridge-4/trial_6',
  };
  for (const [fixture, path] of Object.entries(paths)) {
    for (const file of ['game.tw-pddl', 'traj_data.json']) {
      cpSync(join(FIXTURES, fixture, file), join(root, path, file));
    }
  }
  const broken = join(root, 'train/pick_and_place_simple-Mug-None-Shelf-7/trial_7');
  mkdirSync(broken, { recursive: true });
  writeFileSync(join(broken, 'game.tw-pddl'), '{\n  "grammar": "",\n  "pddl_domain": 1,,\n}');
}

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  makeDataset(join(folder, 'json_2.1.1'));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Drags files or folders of this machine onto the page, as a hand does, and lets go of them. */
async function drag(page: Page, paths: readonly string[], letGo = true): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const types = ['dragEnter', 'dragOver', ...(letGo ? (['drop'] as const) : [])] as const;
  for (const type of types) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  }
}

const library = (page: Page): Locator => page.getByRole('dialog', { name: 'Game files' });
const games = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Games' }).getByRole('option');
const search = (page: Page): Locator => page.getByRole('combobox', { name: 'Search the games' });
const headline = (page: Page): Locator => page.getByRole('heading', { level: 1 });

async function openDataset(lab: LabPage): Promise<void> {
  await lab.button('Open files…').click();
  await lab.page.locator('input[webkitdirectory]').setInputFiles(join(folder, 'json_2.1.1'));
  await expect(games(lab.page)).toHaveCount(7);
}

async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('a file is dropped, played, and there after a reload', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await drag(
    page,
    [join(FIXTURES, 'look_at_obj_in_light/game.tw-pddl')].map((path) => join(process.cwd(), path)),
  );
  await expect(page.getByText('file game.tw-pddl, opened by you')).toBeVisible();
  await expect(headline(page)).toHaveText(/under the|with the/);
  await lab.ready();
  await lab.step();
  const [intro, task] = [await lab.intro('No message'), await headline(page).innerText()];

  expect(page.url()).toContain('game=file/game.tw-pddl/');
  await page.reload();
  await lab.ready();
  await expect(headline(page)).toHaveText(task);
  expect(await lab.intro('No message')).toBe(intro);

  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/^g1\//);
  await page.goForward();
  await expect(headline(page)).toHaveText(task);
});

test('a dataset folder is dropped, searched by keyboard, and opened', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await drag(page, [join(folder, 'json_2.1.1')], false);
  await expect(page.getByText('Drop ALFWorld games here')).toBeVisible();
  await drag(page, [join(folder, 'json_2.1.1')]);
  await expect(page.getByText('Drop ALFWorld games here')).toBeHidden();
  await expect(library(page)).toContainText('7 games found.');
  await expect(library(page)).toContainText('6 files were no game.tw-pddl and were left out.');

  await expect(search(page)).toBeFocused();
  await page.keyboard.type('sink potato HEAT');
  await expect(games(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(library(page)).toBeHidden();
  await expect(page.getByText('Potato → SinkBasin')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`game=file/${HEAT}/[0-9a-f]{16}`));
  await lab.ready();
  await lab.step();

  await lab.button('Open files…').click();
  await page
    .getByRole('combobox', { name: 'Task type' })
    .selectOption({ label: 'look at in light (1)' });
  await expect(games(page)).toHaveText([/Pen → DeskLamp/]);
  await page.keyboard.press('Escape');
  await expect(library(page)).toBeHidden();
});

test('what cannot be played says why, and the running game goes on', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.step();
  await openDataset(lab);
  const alert = library(page).getByRole('alert');
  for (const [words, reason] of [
    ['mug shelf', /line 3, column 20/],
    ['movable', /a receptacle that is carried/],
    ['sliced', /a sliced object/],
  ] as const) {
    await search(page).fill(words);
    await page.keyboard.press('Enter');
    await expect(alert).toContainText(reason);
    await expect(games(page)).toContainText([reason]);
  }
  await search(page).fill('zebra');
  await expect(library(page)).toContainText('0 of 7 games');
  expect(await violations(page)).toEqual([]);
  await library(page).getByRole('button', { name: 'Close' }).click();
  await expect(lab.lane('No message').getByText('step 1 / 20')).toBeVisible();
});

test('a game is saved as its folder, and plays when it is dropped back', async ({ lab }) => {
  const { page } = lab;
  const game = 'g1/unseen/bedroom/pick_and_place_simple/1/standard';
  await lab.open(`?device=wasm&game=${game}`);
  await lab.ready();
  const task = await headline(page).innerText();
  const intro = await lab.intro('No message');
  const saving = page.waitForEvent('download');
  await lab.button('Save this game').click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe(
    'g1-unseen-bedroom-pick_and_place_simple-1-standard.zip',
  );
  const zip = join(folder, download.suggestedFilename());
  await download.saveAs(zip);
  const saved = Object.entries(unzipSync(readFileSync(zip))).map(([path, bytes]) => [
    path,
    strFromU8(bytes),
  ]);
  expect(saved).toEqual([...gameFolder(generateGame(parseGameName(game)))]);

  await drag(page, [zip]);
  await expect(page.getByText('opened by you')).toBeVisible();
  await lab.ready();
  await expect(headline(page)).toHaveText(task);
  expect(await lab.intro('No message')).toBe(intro);

  // Saved once more, it is the very text that came, in the same folder.
  const again = page.waitForEvent('download');
  await lab.button('Save this game').click();
  const path = await (await again).path();
  const copies = Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [
    name,
    strFromU8(bytes),
  ]);
  expect(copies).toEqual(saved);
});

test('of a dropped file of several agents one is chosen by keyboard, whatever else is listed', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await openDataset(lab);
  await page.keyboard.press('Escape');
  await expect(library(page)).toBeHidden();
  await drag(page, [join(process.cwd(), 'tests/fixtures/forms/agents/game.tw-pddl')]);
  await expect(library(page).getByRole('button', { name: 'alice' })).toBeFocused();
  await library(page).getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(search(page)).toBeFocused();
});

test('of a file of several agents one is chosen', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.button('Open files…').click();
  const file = 'tests/fixtures/forms/agents/game.tw-pddl';
  await page.getByLabel('Game files').locator('input[multiple]').setInputFiles(file);
  const [, second = ''] = agentsOf(readFileSync(file, 'utf8'));
  await expect(library(page).getByRole('heading', { level: 3 })).toContainText('agents');
  await expect(library(page).getByRole('button', { name: 'alice' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await library(page).getByRole('button', { name: second, exact: true }).click();
  await expect(page.getByText(`played by ${second}`)).toBeVisible();
  await lab.ready();
  await lab.step();
});

test('an address of a file that is not here says which file to drop', async ({ lab }) => {
  const { page } = lab;
  await lab.open(`?device=wasm&game=file/${HEAT}/0123456789abcdef`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(`Drop game.tw-pddl of ${HEAT} (sha256 0123456789abcdef…)`);
  await alert.getByRole('button', { name: 'Use the default game' }).click();
  await lab.ready();
});

test('the difficulty is set behind its disclosure, and is in the address', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await page.getByText('Difficulty', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Receptacles' }).fill('30');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/\/standard\+places=30$/);
  await lab.ready();
  const intro = await lab.intro('No message');
  expect(intro.match(/\ba [a-z]+ \d+/g)).toHaveLength(30);
  await page.reload();
  await lab.ready();
  expect(await lab.intro('No message')).toBe(intro);
  await page.getByRole('button', { name: 'Reset to standard' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/\/standard$/);
});

for (const width of [1440, 768, 390]) {
  test(`at ${width} px the library fits and passes axe`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 844 });
    await lab.open('?device=wasm');
    await lab.ready();
    if (width < 1024) await lab.button('Settings').click();
    await openDataset(lab);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const overflow = await library(page).evaluate(
        (dialog) => dialog.scrollWidth - dialog.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await violations(page), colorScheme).toEqual([]);
    }
  });
}
