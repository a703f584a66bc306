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
  const asked: number[] = [];
  page.on('request', (request) => {
    if (/worker-|\.wasm|models\/tiny\/.*\.(onnx|bin)/.test(request.url())) asked.push(Date.now());
  });
  await page.goto('./?device=wasm');
  await expect.poll(() => asked.length, { timeout: 60_000 }).toBeGreaterThan(0);
  const paint = await page.evaluate(() => {
    const first = performance.getEntriesByName('first-contentful-paint')[0];
    return first && performance.timeOrigin + first.startTime;
  });
  expect(paint).toBeGreaterThan(0);
  // Both clocks are this machine's; the page's is rounded.
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(
    Math.floor(paint ?? Number.POSITIVE_INFINITY) - 1,
  );
});
