/** The page in a person's hands: keyboard, settings, sizes, assistive technology. */
import { violations } from './accessibility';
import { expect, LANES, LONG, test } from './lab-page';

test('everything by keyboard', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the lanes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await lab.tabTo('Steps, Latent');

  await page.reload();
  await lab.ready();
  await lab.tabTo('Step');
  await page.keyboard.press('Enter');
  await expect(lab.lane('No message').getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  await lab.tabTo('Steps, Latent');
  await page.keyboard.press('ArrowUp');
  for (const name of LANES) {
    const intro = lab.lane(name).getByRole('option').first();
    await expect(intro).toHaveAttribute('aria-selected', 'true');
  }
  await page.keyboard.press('End');
  await expect(lab.lane('Latent').getByRole('option').last()).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await lab.tabTo('Step shown');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('slider', { name: 'Step shown' })).toHaveValue('0');
  await lab.tabTo('Message');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel', { name: 'Actor’s mind' })).toBeVisible();
});

test('a step is announced', async ({ lab }) => {
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.step();
  const announced = lab.page.getByRole('status').filter({ hasText: /^Step/ });
  await expect(announced).toContainText(/^Step 1\. Latent: .+ CoT text: .+ No message: /);
});

test('the message can be shortened to what the models know', async ({ lab }) => {
  await lab.open('?device=wasm');
  await lab.ready();
  const response = await lab.page.request.get('models/tiny/manifest.json');
  const { compressions } = (await response.json()) as { compressions: number[] };
  const lengths = lab.page.getByRole('group', { name: 'Length' }).getByRole('radio');
  await expect(lengths).toHaveCount(compressions.length + 1);
  const shortest = compressions.at(-1) ?? 0;
  await lengths.last().check();
  await lab.ready();
  await lab.step();
  const unit = shortest === 1 ? 'vector' : 'vectors';
  await expect(lab.lane('Latent').getByText(`${shortest} ${unit}`, { exact: true })).toBeVisible();
});

test('a lane can be given another message', async ({ lab }) => {
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.page.getByRole('combobox', { name: 'Message of lane 3' }).selectOption('latent');
  await expect(lab.page.getByRole('region', { name: /^Latent full/ })).toHaveCount(2);
});

test('another game is a click away, and in the address', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm&game=g1/unseen/bedroom/pick_and_place_simple/1/standard');
  await lab.ready();
  const before = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('textbox', { name: 'Seed' }).fill('2');
  await page.getByRole('textbox', { name: 'Seed' }).press('Enter');
  await expect(page).toHaveURL(/bedroom\/pick_and_place_simple\/2\/standard/);
  await page.getByRole('combobox', { name: 'Room' }).selectOption('kitchen');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/\/kitchen\//);
  await page.getByRole('button', { name: 'Roll another seed' }).click();
  await lab.ready();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toBe(before);
});

test('the sender’s view is chosen by keyboard, and is in the address', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm&game=g1/unseen/bedroom/pick_and_place_simple/1/standard');
  await lab.ready();
  const views = page.getByRole('group', { name: 'Sender’s view' });
  const chosen = (name: string) => views.getByRole('radio', { name, exact: true });
  await expect(views.getByRole('radio')).toHaveCount(4);
  await expect(chosen('scout')).toBeChecked();
  await expect(page).toHaveURL(/view=scout/);
  await chosen('scout').focus();
  await page.keyboard.press('ArrowRight');
  await expect(chosen('uncertain')).toBeFocused();
  await expect(page).toHaveURL(/view=uncertain/);
  await expect(page.getByText('Uncertain: three reports')).toBeVisible();
  await lab.ready();

  await page.reload();
  await lab.ready();
  await expect(chosen('uncertain')).toBeChecked();
  await page.getByRole('textbox', { name: 'Seed' }).fill('2');
  await page.getByRole('textbox', { name: 'Seed' }).press('Enter');
  await expect(page).toHaveURL(/simple\/2\/standard&?.*view=uncertain/);
  await chosen('planner').check();
  await expect(page).toHaveURL(/view=planner/);
  await page.goBack();
  await expect(page).toHaveURL(/simple\/1\/standard&?.*view=uncertain/);
  await expect(chosen('uncertain')).toBeChecked();
  await lab.ready();
  await lab.step();
});

for (const width of [1920, 1440, 768, 390]) {
  test(`at ${width} px nothing scrolls sideways and nothing fails axe`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 900 });
    await lab.open('?device=wasm');
    await lab.ready();
    await lab.step();
    for (const tab of ['Message', 'Actor’s mind']) {
      await page.getByRole('tab', { name: tab }).click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${tab}, ${colorScheme}`).toBeLessThanOrEqual(0);
        expect(await violations(page), `${tab}, ${colorScheme}`).toEqual([]);
      }
      const panel = page.getByRole('tabpanel');
      await panel.getByRole('button', { name: 'Show as table' }).first().click();
      await expect(panel.getByRole('table').first()).toBeVisible();
      expect(await violations(page), `${tab}, table`).toEqual([]);
    }
  });
}

test('on a phone the settings are a sheet and the controls are at hand', async ({ lab }) => {
  const { page } = lab;
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.open('?device=wasm');
  await lab.ready();
  await expect(lab.button('Run')).toBeInViewport();
  await lab.button('Settings').click();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  await sheet.getByRole('radio', { name: '50 steps' }).check();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(lab.lane('Latent').getByText('step 0 / 50')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Lanes' })
    .getByRole('button', { name: /No message/ })
    .click();
  await expect(lab.lane('No message')).toBeInViewport({ ratio: 0.5 });
});

test('the colours stay as they were chosen', async ({ lab }) => {
  const { page } = lab;
  await page.emulateMedia({ colorScheme: 'light' });
  await lab.open('?device=wasm');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
  await lab.ready();
});
