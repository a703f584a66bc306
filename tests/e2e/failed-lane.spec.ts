/** A lane that cannot be played says why and what to do, and the others play to their end. */
import { expect, LONG, test } from './lab-page';

const GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/3/standard';

test('a lane whose message cannot be made fails alone, and is mended with one click', async ({
  lab,
}) => {
  const { page } = lab;
  const lanes = 'lane=latent&lane=latent~remove(900,901)&lane=none';
  await lab.open(`?v=1&game=${GAME}&${lanes}&view=uncertain&steps=4&device=wasm`);
  await lab.ready();
  await lab.button('Run').click();
  const alert = page.getByRole('alert').filter({ hasText: 'there is no step 901' });
  await expect(alert).toBeVisible({ timeout: LONG });
  await expect(lab.status(/step 901 removed could not be played\. No message lost/)).toBeVisible({
    timeout: LONG,
  });
  // The clock is that of the lanes that played.
  await expect(page.getByRole('slider', { name: /step/i }).first()).toHaveValue('4');
  await lab.button('Undo the changes to its message').click();
  await expect(alert).toBeHidden();
  await expect(lab.status(/lane 2 lost after 4 steps/)).toBeVisible({ timeout: LONG });
});

test('a K that the models have not is told before anything is played', async ({ lab }) => {
  await lab.open(
    `?v=1&game=${GAME}&lane=latent.k3.trained&lane=none&view=uncertain&steps=4&device=wasm`,
  );
  const alert = lab.page.getByRole('alert').filter({ hasText: 'not trained for 3 latent steps' });
  await expect(alert).toBeVisible({ timeout: LONG });
  await alert.getByRole('button', { name: 'Send K = 4' }).click();
  await expect(alert).toBeHidden();
  await lab.ready();
});
