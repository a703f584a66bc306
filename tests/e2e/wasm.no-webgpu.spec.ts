/** A browser without WebGPU: the page works on WASM and says why. */
import { expect, LANES, test } from './lab-page';

test('without WebGPU the game is played on WASM, with the reason', async ({ lab }) => {
  await lab.open();
  await lab.ready();
  const badge = lab.page.getByRole('button', { name: /^WASM · / });
  await badge.click();
  await expect(lab.page.getByRole('tooltip').filter({ visible: true })).toHaveText(/GPU/);
  await badge.press('Escape');
  await expect(lab.page.getByRole('tooltip').filter({ visible: true })).toHaveCount(0);
  await lab.step();
  for (const name of LANES) await expect(lab.lane(name).getByText('step 1 / 20')).toBeVisible();
});

test('where WebGPU is forced and missing, the page says so and offers WASM', async ({ lab }) => {
  await lab.open('?device=webgpu');
  const alert = lab.page.getByRole('alert');
  await expect(alert).toContainText('no GPU');
  await alert.getByRole('button', { name: 'Use WASM' }).click();
  await lab.ready();
  await expect(lab.page).toHaveURL(/device=wasm/);
});
