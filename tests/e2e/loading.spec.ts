/** What can go wrong before a game is set up, and what the page says then. */
import { expect, type LabPage, LONG, test } from './lab-page';

test('bytes are counted while the models load', async ({ lab }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await lab.page.route(/actor.*\.onnx/, async (route) => {
    await held;
    await route.continue();
  });
  await lab.open('?device=wasm');
  const progress = lab.page.getByRole('progressbar', { name: 'Loading the models' });
  await expect(progress).toBeVisible({ timeout: LONG });
  // The runtime's 26.9 MB are counted with the models.
  await expect(lab.status(/^\d+\.\d of (2[7-9]|3\d)\.\d MB$/)).toBeVisible({ timeout: LONG });
  await expect(lab.button('Run')).toHaveAttribute('aria-disabled', 'true');
  release();
  await lab.ready();
  await expect(progress).toBeHidden();
});

/** Lets answers to matching requests end after 1,000 bytes until the returned function is called. */
async function truncate(lab: LabPage, requests: RegExp): Promise<() => void> {
  let broken = true;
  await lab.page.route(requests, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (!broken) return route.fulfill({ response, body });
    const headers = { ...response.headers() };
    delete headers['content-length'];
    return route.fulfill({ response, headers, body: body.subarray(0, 1000) });
  });
  return () => {
    broken = false;
  };
}

for (const [what, requests, message] of [
  ['model file', /actor.*\.onnx/, /actor.*\.onnx ended after [\d,]+ of/],
  ['runtime', /ort-wasm.*\.wasm/, /The model runtime ended after [\d,]+ of/],
] as const) {
  test(`a truncated ${what}: a clear error, and trying again works`, async ({ lab }) => {
    const mend = await truncate(lab, requests);
    await lab.open('?device=wasm');
    const alert = lab.page.getByRole('alert');
    await expect(alert).toContainText(message, { timeout: LONG });
    mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await lab.ready();
    await expect(alert).toBeHidden();
  });
}

test('a game that does not exist: what is wrong, and its name can be put right', async ({
  lab,
}) => {
  await lab.open('?device=wasm&game=g1/unseen/bathroom/pick_heat_then_place_in_recep/7/standard');
  await expect(lab.page.getByRole('alert')).toContainText('There is no', { timeout: LONG });
  const name = lab.page.getByRole('textbox', { name: 'Name' });
  await name.fill('g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard');
  await name.press('Enter');
  await lab.ready();
  await expect(lab.page).toHaveURL(/game=g1\/unseen\/kitchen\/pick_heat/);
});
