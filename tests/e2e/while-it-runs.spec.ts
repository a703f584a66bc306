/** The page while models play on WASM: how long it is deaf, what a screen reader hears, axe. */
import { violationsInBothThemes } from './accessibility';
import { expect, LONG, test } from './lab-page';

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
  await lab.button('Run').click();
  await lab.ended();
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
  wrong.push(...(await violationsInBothThemes(page, 'main')));
  await lab.button('Pause').click();

  await page.getByRole('button', { name: 'Start a round' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Start a round' }).click();
  const game = page.locator('.mind-reading');
  await expect(game.locator('.mind-lens')).toBeVisible({ timeout: LONG });
  wrong.push(...(await violationsInBothThemes(page, '.mind-reading')));
  expect(wrong).toEqual([]);
});
