/** The page while models play on WASM: how long it is deaf, what a screen reader hears, axe. */
import { violationsInBothThemes } from './accessibility';
import { expect, LANES, LONG, test, WHOLE_GAME } from './lab-page';

test('the longest task while an episode runs, and axe in a run and after it', async ({ lab }) => {
  const { page } = lab;
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
  const longTasks = () => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  await lab.open('?device=wasm');
  await lab.ready();
  const before = (await longTasks()).length;
  // Playwright looks for elements in the page itself, which takes long tasks: neither to press Run nor
  // to wait for the end.
  await page.keyboard.press('Space');
  await page.waitForFunction(
    (count) => document.querySelectorAll('.lane .outcome').length === count,
    LANES.length,
    { polling: 1000, timeout: WHOLE_GAME },
  );
  const tasks = (await longTasks()).slice(before).toSorted((one, other) => other - one);
  console.log(
    `while an episode runs: longest task ${tasks[0] ?? 'under 50'} ms; ` +
      `${tasks.length} of 50 ms or more: ${tasks.slice(0, 12).join(', ')}`,
  );
  await expect(page.getByRole('status').filter({ hasText: /^Latent (won|lost)/ })).toHaveCount(1);
  const wrong = await violationsInBothThemes(page, '#lanes');

  await page.getByRole('radio', { name: '1 s a step' }).check();
  await lab.button('Restart').click();
  await lab.button('Run').click();
  await expect(lab.lane('No message').getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  wrong.push(...(await violationsInBothThemes(page, '#lanes')));
  await lab.button('Pause').click();

  // It is loaded when it comes near.
  await page.locator('.article').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Start a round' }).click();
  const game = page.getByRole('dialog');
  await expect(game.locator('.mind-lens')).toBeVisible({ timeout: LONG });
  wrong.push(...(await violationsInBothThemes(page, '.mind-window')));
  expect(wrong).toEqual([]);
});
