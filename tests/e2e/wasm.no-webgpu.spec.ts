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

test('a link that wishes for WebGPU is played on WASM, and the page says so', async ({ lab }) => {
  await lab.open('?device=webgpu&tab=device');
  await lab.ready();
  const said = lab.page.getByText('WebGPU, 32 bits was asked for and is not available here');
  await expect(said).toBeVisible();
  const row = lab.page.getByRole('row', { name: /^WebGPU, 32 bits/ });
  await expect(row).toContainText('This browser found no GPU.');
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(lab.page).toHaveURL(/device=webgpu/);
});

test('recorded runs only: nothing is downloaded, and the choice sticks', async ({ lab }) => {
  await lab.open('?tab=device');
  await lab.ready();
  await lab.button('Use Recorded only').click();
  const said = lab.page.getByText('Recorded runs only: no models are loaded.');
  await expect(said).toBeVisible();
  await expect(lab.page).toHaveURL(/device=recorded/);
  await lab.open();
  await expect(said).toBeVisible();
  await lab.button('Load the models').click();
  await lab.ready();
});
