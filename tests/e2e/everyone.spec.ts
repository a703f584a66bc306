/**
 * For everyone: every state passes axe in both themes, a finger hits what it aims at, Tab goes where
 * one reads, and every plot has its table. The models are held back: all this is there without them.
 */
import type { Page } from '@playwright/test';
import { violationsInBothThemes, violationsOf } from './accessibility';
import { expect, type LabPage, test } from './lab-page';
import { focusStops, plotsWithoutTable, smallTargets } from './reach';

const TABS = [
  'Message',
  'Actor’s mind',
  'Information breadth',
  'Latency',
  'Surgery',
  'Training',
  'Models',
];
const GAME = 'g1/unseen/bedroom/pick_and_place_simple/1/standard';

/** The page on its recorded run; the models are asked for and never come. */
async function openRecorded({ page }: LabPage, search = ''): Promise<void> {
  await page.route(/\.onnx(\?|$)/, () => {});
  await page.goto(`./?device=wasm${search}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name, exact: true });
  await expect(panel.getByRole('heading').first()).toBeVisible();
  await expect(panel.getByText('This part of the page is loading.')).toHaveCount(0);
}

async function openStory(page: Page): Promise<void> {
  await page.locator('.article').scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Start a round' })).toBeVisible();
  await expect(page.locator('.article figure').first()).toBeVisible();
}

/** What stands before the page: how it is opened, and its element. It is closed by Escape. */
const LAYERS: readonly (readonly [
  name: string,
  open: (page: Page) => Promise<void>,
  element: string,
])[] = [
  [
    'share',
    (page) => page.getByRole('button', { name: 'Share', exact: true }).click(),
    '.share-dialog',
  ],
  ['shortcuts', (page) => page.keyboard.press('?'), '.shortcuts'],
  ['tour', (page) => page.locator('.tour-button').click(), '.tour'],
  [
    'definition',
    (page) => page.locator('.definition-term').first().click(),
    '.definition:popover-open',
  ],
  [
    'saving',
    (page) => page.getByRole('button', { name: 'Save as…' }).first().click(),
    '.save-formats',
  ],
];

for (const width of [1440, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('every state of the page passes axe', async ({ lab }) => {
      const { page } = lab;
      const wrong: string[] = [];
      const look = async (state: string, within?: string): Promise<void> => {
        const found = await violationsInBothThemes(page, within);
        wrong.push(...found.map((violation) => `${state}: ${violation}`));
      };
      await openRecorded(lab);
      await look('first paint');
      for (const tab of TABS.slice(1)) {
        await openTab(page, tab);
        await look(tab, '[role=tabpanel]');
      }
      await openStory(page);
      await look('article', '.article');
      for (const [name, open, element] of LAYERS) {
        await open(page);
        await expect(page.locator(element)).toBeVisible();
        await look(name, element);
        await page.keyboard.press('Escape');
        await expect(page.locator(element)).toBeHidden();
      }
      await openRecorded(lab, `&game=${GAME}`);
      await look('before a game', 'main');
      await page.getByRole('button', { name: 'Play it yourself' }).click();
      await page.getByRole('combobox', { name: 'Command, You' }).fill('g');
      await look('a person plays', 'main');
      await openRecorded(lab, '&game=g1/unseen/bathroom/pick_heat_then_place_in_recep/7/standard');
      await expect(page.getByRole('alert')).toContainText('There is no');
      await look('an error', 'main');
      expect(wrong).toEqual([]);
    });
  });
}

test('on a phone every target is large enough', async ({ lab }) => {
  const { page } = lab;
  await page.setViewportSize({ width: 390, height: 844 });
  await openRecorded(lab);
  const small: Record<string, string[]> = { 'first paint': await smallTargets(page) };
  for (const name of ['Run', 'Pause', 'Step', 'Restart', 'Settings']) {
    const box = await lab.button(name).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
  }
  for (const tab of TABS) {
    await openTab(page, tab);
    small[tab] = await smallTargets(page);
  }
  await openStory(page);
  small.article = await smallTargets(page);
  for (const [name, open, element] of LAYERS) {
    await open(page);
    await expect(page.locator(element)).toBeVisible();
    small[name] = await smallTargets(page);
    await page.keyboard.press('Escape');
  }
  await lab.button('Settings').click();
  small.settings = await smallTargets(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play it yourself' }).click();
  await expect(page.getByRole('combobox', { name: 'Command, You' })).toBeVisible();
  small['a person plays'] = await smallTargets(page);
  const all = Object.entries(small).flatMap(([state, targets]) =>
    targets.map((target) => `${state}: ${target}`),
  );
  expect(all).toEqual([]);
});

const TABLE_RULES = [
  'aria-allowed-role',
  'empty-table-header',
  'landmark-unique',
  'scrollable-region-focusable',
  'scope-attr-valid',
  'th-has-data-cells',
];

test('every plot has its table', async ({ lab }) => {
  const { page } = lab;
  await openRecorded(lab);
  let tables = 0;
  for (const tab of TABS) {
    await openTab(page, tab);
    const panel = page.getByRole('tabpanel');
    expect(await plotsWithoutTable(page, '[role=tabpanel]'), tab).toEqual([]);
    const ways = panel.getByRole('button', { name: 'Show as table' });
    const count = await ways.count();
    const before = await panel.getByRole('table').count();
    for (let place = 0; place < count; place++) await ways.nth(place).click();
    await expect(panel.getByRole('table')).toHaveCount(before + count);
    tables += count;
    const wrong = await violationsOf(page, TABLE_RULES, '[role=tabpanel]');
    expect(wrong, `${tab} as tables`).toEqual([]);
  }
  expect(tables).toBeGreaterThan(12);
  await openStory(page);
  expect(await plotsWithoutTable(page, '.article')).toEqual([]);
});

/** Most animations and transitions that ran at once while one goes through the recorded steps. */
async function mostInMotion(page: Page): Promise<number> {
  let most = 0;
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'End']) {
    await page.keyboard.press(key);
    const running = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    most = Math.max(most, running);
  }
  return most;
}

test('nothing moves where a person wants no motion', async ({ lab }) => {
  const { page } = lab;
  await openRecorded(lab);
  await expect(page.locator('.house-map').first()).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await mostInMotion(page)).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForTimeout(500);
  expect(await mostInMotion(page)).toBe(0);
});

for (const width of [1440, 390]) {
  test(`Tab goes where one reads, at ${width} px`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openRecorded(lab, '&tab=mind');
    await expect(page.getByRole('figure', { name: 'Next command, step 2' })).toBeVisible();
    const stops = await focusStops(page, 200);
    const told = stops.map(({ role, name }) => `${role} “${name.slice(0, 50)}”`);
    expect(stops.length).toBeGreaterThan(20);
    expect(stops.length, 'Tab leaves the page').toBeLessThan(200);
    const faulty = (is: (stop: (typeof stops)[number]) => boolean) =>
      stops.flatMap((stop, place) => (is(stop) ? [told[place]] : []));
    expect(
      faulty(({ name }) => name === ''),
      'without a name',
    ).toEqual([]);
    expect(
      faulty(({ covered }) => covered),
      'covered by something else',
    ).toEqual([]);
    expect(
      faulty(({ outlined }) => !outlined),
      'without an outline',
    ).toEqual([]);
    const placeOf = (start: string) => told.findIndex((one) => one.startsWith(start));
    const order = [
      'a “Skip to the lanes',
      'button “Share',
      'listbox “Steps, Latent',
      'tab “Actor’s mind',
      'button “Show as table',
    ].map(placeOf);
    expect(Math.min(...order), `one of them is missing: ${told.join(', ')}`).toBeGreaterThanOrEqual(
      0,
    );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });
}
