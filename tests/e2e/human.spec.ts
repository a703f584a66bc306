/** A person plays: typing with completion, beside agents, before and without the models. */
import AxeBuilder from '@axe-core/playwright';
import { DEFAULT_GAME } from '../../src/state/game-choice';
import { winningCommands } from '../unit/winning-commands';
import { expect, type LabPage, LONG, test } from './lab-page';

const WALKTHROUGH = winningCommands(DEFAULT_GAME);

const box = ({ page }: LabPage) => page.getByRole('combobox', { name: 'Command, You' });
const list = ({ page }: LabPage) => page.getByRole('listbox', { name: 'Commands, You' });
const lane = ({ page }: LabPage, name: string) => page.getByRole('region', { name, exact: true });
const heard = ({ page }: LabPage) => page.getByRole('log', { name: 'What you see' });
const progress = ({ page }: LabPage) =>
  page.getByRole('progressbar', { name: 'Loading the models' });

/** Types the beginning, chooses the command in the list, takes it with Enter and sends it. */
async function complete(lab: LabPage, command: string): Promise<void> {
  const words = command.split(' ');
  await box(lab).pressSequentially(words.slice(0, -1).join(' ') || command.slice(0, 3));
  const option = list(lab).getByRole('option', { name: command, exact: true });
  await expect(option).toHaveCount(1);
  while ((await option.getAttribute('aria-selected')) !== 'true') await box(lab).press('ArrowDown');
  await box(lab).press('Enter');
  await expect(box(lab)).toHaveValue(command);
  await expect(list(lab)).toBeHidden();
  await box(lab).press('Enter');
  await expect(box(lab)).toHaveValue('');
}

async function steps(lab: LabPage, name: string): Promise<number> {
  return (await lane(lab, name).locator('.transcript').getByRole('option').count()) - 1;
}

/** Holds the actor's file back until the returned function is called. */
async function holdModels({ page }: LabPage): Promise<() => void> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/actor.*\.onnx/, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test('a person wins an unseen game by typing, while a latent lane moves along', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await page.getByRole('combobox', { name: 'Message of lane 2' }).selectOption('You');
  await page.getByRole('button', { name: 'Take lane 3 away' }).click();
  await expect(lab.status('every agent moves with you')).toBeVisible({ timeout: LONG });
  for (const [index, command] of WALKTHROUGH.entries()) {
    await complete(lab, command);
    await expect(lane(lab, 'You').getByText(`step ${index + 1} / 20`)).toBeVisible();
    await expect(heard(lab)).toContainText(`You, step ${index + 1}. You `);
    const moved = lane(lab, 'Latent').getByText(`step ${index + 1} / 20`);
    const ended = lane(lab, 'Latent').getByText(/^(won|lost|out of context)$/);
    await expect(moved.or(ended).first()).toBeVisible({ timeout: LONG });
  }
  await expect(lane(lab, 'You').getByText('won', { exact: true })).toBeVisible();
  await expect(heard(lab)).toContainText('won.');
  await expect(box(lab)).not.toBeEditable();
  await page.getByRole('tab', { name: 'Actor’s mind' }).click();
  await expect(page.getByText(/^A person typed “.+” after \d+\.\d s/).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Message' }).click();
  await expect(page.getByText('You: a person plays, no message is sent.')).toBeVisible();

  await lab.button('Restart').click();
  for (const name of ['Latent', 'You']) {
    await expect(lane(lab, name).getByText('step 0 / 20')).toBeVisible({ timeout: LONG });
  }
  await expect(box(lab)).toBeEditable();
});

test('a race: the agents play on, whatever the person types', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await page.getByRole('combobox', { name: 'Message of lane 2' }).selectOption('You');
  await expect(lab.status('press Run for a race')).toBeVisible({ timeout: LONG });
  await lab.button('Run').click();
  await box(lab).fill('look');
  await box(lab).press('Enter');
  await box(lab).press('Enter');
  await expect(lane(lab, 'You').getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  for (const name of ['Latent', 'No message']) {
    await expect(lane(lab, name).getByText(/^(won|lost|out of context)$/)).toBeVisible({
      timeout: LONG,
    });
  }
  expect(await steps(lab, 'You')).toBe(1);
  await expect(
    lab.status(
      /^Latent (won|lost|ran out).+, No message (won|lost|ran out).+\. Your turn: step 2 of 20\.$/,
    ),
  ).toBeVisible();
  await complete(lab, WALKTHROUGH[0] ?? '');
  await expect(lane(lab, 'You').getByText('step 2 / 20')).toBeVisible();
});

test('a game is played before the models are there, and goes on when they are', async ({ lab }) => {
  const { page } = lab;
  const release = await holdModels(lab);
  await lab.open('?device=wasm');
  await lab.button('Play it yourself').click();
  await expect(lab.status('You need no models to play.')).toBeVisible();
  await expect(box(lab)).toBeFocused();
  await expect(progress(lab)).toBeVisible();
  await expect(lab.button('Run')).toHaveAttribute('aria-disabled', 'true');

  await box(lab).fill('eat the fridge');
  await expect(lab.status('No command matches. Enter sends it as it is.')).toBeVisible();
  await box(lab).press('Enter');
  await expect(lane(lab, 'You').getByText('Nothing happens.')).toBeVisible();
  await complete(lab, WALKTHROUGH[0] ?? '');

  // The history, as in a shell.
  await box(lab).press('ArrowUp');
  await expect(box(lab)).toHaveValue(WALKTHROUGH[0] ?? '');
  await box(lab).press('ArrowUp');
  await expect(box(lab)).toHaveValue('eat the fridge');
  await box(lab).press('ArrowDown');
  await box(lab).press('ArrowDown');
  await expect(box(lab)).toHaveValue('');

  // The list: Escape closes it, Tab takes the first, then moves on.
  await box(lab).pressSequentially('l');
  await expect(list(lab)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target)}`)).toEqual(
    [],
  );
  await box(lab).press('Escape');
  await expect(list(lab)).toBeHidden();
  await expect(box(lab)).toHaveValue('l');
  await box(lab).press('ArrowDown');
  await expect(list(lab)).toBeVisible();
  await box(lab).press('Tab');
  await expect(box(lab)).toHaveValue('look');
  await expect(box(lab)).toBeFocused();
  await box(lab).press('Tab');
  await expect(box(lab)).not.toBeFocused();
  await box(lab).fill('');

  release();
  await expect(progress(lab)).toBeHidden({ timeout: LONG });
  expect(await steps(lab, 'You')).toBe(2);
  for (const command of WALKTHROUGH.slice(1)) await complete(lab, command);
  await expect(lane(lab, 'You').getByText('won', { exact: true })).toBeVisible();
  await expect(lab.status(`You won in ${WALKTHROUGH.length + 1} steps.`)).toBeVisible();
});

test('a restart takes nothing that was typed, and what is typed is what is sent', async ({
  lab,
}) => {
  await holdModels(lab);
  await lab.open('?device=wasm');
  const alone = lab.button('Play it yourself');
  await alone.focus();
  await alone.press('Enter');
  await expect(box(lab)).toBeFocused();
  await box(lab).fill('LOOK');
  await expect(list(lab).getByRole('option', { name: 'look', exact: true })).toBeVisible();
  await box(lab).press('Enter');
  const transcript = lane(lab, 'You').locator('.transcript');
  await expect(transcript.getByText('LOOK', { exact: true })).toBeVisible();
  await expect(transcript.getByText('Nothing happens.')).toBeVisible();

  await box(lab).fill('Open the fri');
  await lab.button('Restart').click();
  await expect(lane(lab, 'You').getByText('step 0 / 20')).toBeVisible();
  await expect(box(lab)).toBeFocused();
  await expect(box(lab)).toHaveValue('Open the fri');
  await box(lab).fill('');
  await box(lab).press('ArrowUp');
  await expect(box(lab)).toHaveValue('LOOK');

  // The history is of this game.
  await box(lab).fill('');
  await lab.page.getByRole('button', { name: 'Roll another seed' }).click();
  await expect(lab.status('The game is set up.')).toBeVisible();
  await box(lab).press('ArrowUp');
  await expect(box(lab)).toHaveValue('');
});

test('a game is played where the download failed', async ({ lab }) => {
  await lab.page.route(/actor.*\.onnx/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['content-length'];
    await route.fulfill({ response, headers, body: (await response.body()).subarray(0, 1000) });
  });
  await lab.open('?device=wasm');
  const alert = lab.page.getByRole('alert');
  await expect(alert).toContainText('ended after', { timeout: LONG });
  await alert.getByRole('button', { name: 'Play it yourself' }).click();
  await expect(lab.status('The game is set up. Type a command.')).toBeVisible();
  await complete(lab, WALKTHROUGH[0] ?? '');
  await expect(lane(lab, 'You').getByText('step 1 / 20')).toBeVisible();
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
});

/** 40 places. */
const LARGE = encodeURIComponent(
  'g1/unseen/kitchen/pick_heat_then_place_in_recep/4/standard+places=40',
);

async function sides(
  { page }: LabPage,
  selector: string,
): Promise<{ top: number; bottom: number }> {
  const found = await page.locator(selector).first().boundingBox();
  if (found === null) throw new Error(`${selector} is not drawn.`);
  return { top: found.y, bottom: found.y + found.height };
}

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`at ${width} px a large house leaves room to read and type`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height });
    await holdModels(lab);
    await lab.open(`?device=wasm&game=${LARGE}`);
    await page.getByRole('button', { name: 'Play it yourself' }).click();
    await expect(box(lab)).toBeInViewport({ ratio: 1 });
    if (width < 640) {
      expect((await sides(lab, '.command-box')).bottom).toBeLessThanOrEqual(
        (await sides(lab, '.pinned')).top,
      );
      await page.getByText('Map', { exact: true }).click();
    }
    await expect(page.locator('#lanes .house-map')).toBeVisible();
    const read = await sides(lab, '.transcript');
    expect(read.bottom - read.top).toBeGreaterThanOrEqual(120);
    const typed = await sides(lab, '.command-box');
    expect((await sides(lab, '.house')).bottom).toBeLessThanOrEqual(typed.top);
    expect(read.bottom).toBeLessThanOrEqual(typed.top);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tap on a completion fills the box, and Send sends it', async ({ lab }) => {
    const { page } = lab;
    await holdModels(lab);
    await lab.open('?device=wasm');
    await page.getByRole('button', { name: 'Play it yourself' }).tap();
    // A focused box would open the keyboard.
    await expect(page.locator('#lanes')).toBeFocused();
    await page.getByRole('button', { name: 'Show commands, You' }).tap();
    const [command = ''] = WALKTHROUGH;
    await list(lab).getByRole('option', { name: command, exact: true }).tap();
    await expect(box(lab)).toHaveValue(command);
    await expect(list(lab)).toBeHidden();
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await expect(lane(lab, 'You').getByText('step 1 / 20')).toBeVisible();
    const sideways = () => document.documentElement.scrollWidth - window.innerWidth;
    expect(await page.evaluate(sideways)).toBe(0);
  });

  test('with the keyboard up nothing covers the box', async ({ lab }) => {
    const { page } = lab;
    await holdModels(lab);
    await lab.open('?device=wasm');
    await page.getByRole('button', { name: 'Play it yourself' }).tap();
    await page.setViewportSize({ width: 390, height: 500 });
    await box(lab).tap();
    await expect(box(lab)).toBeInViewport({ ratio: 1 });
    // As low as it can stand.
    await page.locator('.command-row').evaluate((row) => row.scrollIntoView({ block: 'end' }));
    const typed = await sides(lab, '.command-row');
    expect(typed.bottom).toBeGreaterThan(450);
    const pinned = await sides(lab, '.pinned');
    expect(typed.bottom <= pinned.top || typed.top >= pinned.bottom).toBe(true);
  });
});
