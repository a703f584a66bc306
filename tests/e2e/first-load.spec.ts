import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/** What the page may load before it is drawn, bytes of gzip. */
const MOST = 200_000;

test('the script that the page needs first is small', () => {
  const page = readFileSync('dist/index.html', 'utf8');
  const scripts = [...new Set(page.match(/assets\/[\w.-]+\.js/g))];
  const sizes = scripts.map((script) => gzipSync(readFileSync(`dist/${script}`)).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`initial JS: ${total} bytes of gzip in ${scripts.length} files`);
  expect(scripts.length).toBeGreaterThan(0);
  expect(total).toBeLessThan(MOST);
});

test('models and runtime are asked for after the first paint', async ({ page }) => {
  await page.goto('./?device=wasm');
  await page.getByRole('region', { name: 'Latent', exact: true }).waitFor();
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /models\/tiny\/actor/.test(name)),
  );
  const [paint, runtime] = await page.evaluate(() => {
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const asked = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /worker|\.wasm|models\//.test(name))
      .map(({ startTime }) => startTime);
    return [first, Math.min(...asked)];
  });
  expect(paint).toBeGreaterThan(0);
  expect(runtime).toBeGreaterThanOrEqual(paint ?? Number.POSITIVE_INFINITY);
});
