/** The Surgery tab: a change keeps the lane it is compared with, and words that cannot be sent say so. */
import { violations } from './accessibility';
import { expect, LONG, test, WHOLE_GAME } from './lab-page';

const PLACES = 'Make the sender certain at the named places';

test('the commitment swap keeps the lane it is compared with, and tells what it did', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.button('Run').click();
  await lab.ended();
  await page.getByRole('tab', { name: 'Surgery' }).click();
  const panel = page.getByRole('tabpanel');
  await panel.getByRole('button', { name: PLACES }).click();

  // Where it was clicked: which lane holds it.
  await expect(
    panel.getByText(/^Done in a new lane, Latent full, .+ stays beside it/).last(),
  ).toBeInViewport();
  const latents = page.getByRole('region', { name: /^Latent full/ });
  await expect(latents).toHaveCount(2);
  // Lanes that stay are not played again.
  await expect(lab.lane('CoT text').getByText(/^(won|lost)$/)).toBeVisible();

  // What it did, with the divergences, though no other tab was opened.
  const effect = panel.getByText(
    /^Latent full, .+ against Latent full: .+ nats apart .+ (instead of|the same commands)/,
  );
  await expect(effect.first()).toBeVisible({ timeout: WHOLE_GAME });
  expect(await violations(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Show the lane' }).click();
  await expect(latents.last()).toBeInViewport();
  await expect(page.getByRole('listbox', { name: /^Steps, Latent full, / })).toBeFocused();

  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(latents).toHaveCount(0);
  await expect(lab.lane('Latent').getByText(/^(won|lost)$/)).toBeVisible();
});

test('words that are too many are counted where they are written, and stay there', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.step();
  await page.getByRole('tab', { name: 'Surgery' }).click();
  const panel = page.getByRole('tabpanel');
  const area = panel.getByRole('textbox', { name: 'Chain of thought' });
  const send = panel.getByRole('button', { name: 'Send its latents in this lane' });
  const written = await area.inputValue();

  await area.fill('');
  await expect(send).toHaveAttribute('aria-disabled', 'true');
  await expect(send).toHaveAccessibleDescription('Write some words to send.');

  const long = `${written} ${written} ${written}`;
  await area.fill(long);
  const problem = /^These words are \d+ tokens, a message has at most 256\./;
  await expect(panel.getByRole('alert').filter({ hasText: problem })).toBeInViewport();
  await expect(send).toHaveAttribute('aria-disabled', 'true');
  await expect(send).toHaveAccessibleDescription(problem);
  await expect(area).toHaveAccessibleDescription(problem);

  // What was typed is there after a look elsewhere, and nothing was sent.
  await page.getByRole('tab', { name: 'Message' }).click();
  await page.getByRole('tab', { name: 'Surgery' }).click();
  await expect(area).toHaveValue(long);
  await expect(lab.lane('Latent').getByText('step 1 / 20')).toBeVisible();
  await panel.getByRole('button', { name: 'Reset to the sender’s words' }).click();
  await expect(area).toHaveValue(written);
});

test('words that were sent before they could be counted can be taken back', async ({ lab }) => {
  const { page } = lab;
  const words = 'Look in the fridge 1. '.repeat(80).trim();
  await lab.open(`?device=wasm&lane=latent~words(${encodeURIComponent(words)})`);
  await page.getByRole('tab', { name: 'Surgery' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('textbox', { name: 'Chain of thought' })).toHaveValue(words);
  await lab.button('Run').click();
  const back = panel.getByRole('button', { name: 'Take the words back' });
  await expect(back).toBeVisible({ timeout: LONG });
  await back.click();
  // It plays on as if they had never been sent.
  await expect(lab.lane('Latent').getByText(/^(won|lost)$/)).toBeVisible({ timeout: WHOLE_GAME });
  await expect(panel.getByRole('textbox', { name: 'Chain of thought' })).toHaveValue(words);
});

test('a number that no step has is refused while it is written', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.step();
  await page.getByRole('tab', { name: 'Surgery' }).click();
  const panel = page.getByRole('tabpanel');
  const swap = panel.getByRole('button', { name: 'Swap with step' });
  const field = panel.getByRole('textbox', { name: 'Swap with step' });
  await field.fill('5');
  await expect(swap).toHaveAttribute('aria-disabled', 'false');
  await field.fill('999');
  await expect(swap).toHaveAttribute('aria-disabled', 'true');
  await expect(swap).toHaveAccessibleDescription(/^Type a whole number from 1 to \d+/);
  await expect(page.getByRole('region', { name: /^Latent full, / })).toHaveCount(0);
});

test('a disturbance chosen in the rail keeps the lane it is compared with, and one click undoes it', async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.ready();
  await lab.step();
  const first = page.getByRole('combobox', { name: 'Disturbance of lane 1' });
  const second = page.getByRole('combobox', { name: 'Disturbance of lane 2' });
  await first.selectOption('white-noise');
  const said = page.getByText(/^Done in a new lane, Latent full, WhiteNoise 1\. Latent full stays/);
  await expect(said.last()).toBeVisible();
  await expect(first).toHaveValue('none');
  await expect(second).toHaveValue('white-noise');
  await expect(second).toBeFocused();
  const noisy = page.getByRole('region', { name: 'Latent full, WhiteNoise 1', exact: true });
  await expect(noisy.getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  const plain = page.getByRole('region', { name: 'Latent full', exact: true });
  await expect(plain.getByText('step 1 / 20')).toBeVisible();

  // Another disturbance is of the same lane.
  await second.selectOption('cross-task');
  const other = page.getByRole('region', { name: 'Latent full, CrossTask', exact: true });
  await expect(other.getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  await expect(noisy).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('complementary').getByRole('button', { name: 'Undo' }).click();
  await expect(lab.lane('Latent')).toBeVisible();
  await expect(page.getByRole('region', { name: /^Latent full/ })).toHaveCount(0);
  await expect(lab.lane('Latent').getByText('step 1 / 20')).toBeVisible();
  await expect(first).toBeFocused();
});
