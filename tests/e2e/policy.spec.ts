/**
 * The page under its Content-Security-Policy, on WebGPU and on WASM: with the policy in the page alone,
 * as on GitHub Pages, and as a header too, which then also governs the worker. The two-layer mini
 * models stand in for the shipped ones: they take the same way through the runtime, in less time.
 */
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { HEADER_POLICY, META_POLICY } from '../../tools/content-security-policy';
import { listen } from '../../tools/static-server';

for (const policyHeader of [false, true]) {
  const where = policyHeader ? 'in the page and as a header' : 'in the page alone';
  for (const [device, badge] of [
    ['webgpu', /^WebGPU/],
    ['wasm', /^WASM/],
  ] as const) {
    test(`the models run on ${device} with the policy ${where}`, async ({ page }) => {
      const { server, url } = await listen(
        { folder: 'dist', basePath: '/some/where/', policyHeader },
        'localhost',
        4190,
      );
      const said: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => {
        // Playwright's own, where playwright.config.ts says so.
        if (message.text().startsWith('Service Worker registration blocked')) return;
        said.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => asked.push(request.url()));
      await page.route('**/models/tiny/*', (route) => {
        const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
        return route.fulfill({ path: resolve('tests/models/mini', name) });
      });

      const answer = await page.goto(`${url}?device=${device}`);
      expect(answer?.headers()['content-security-policy']).toBe(
        policyHeader ? HEADER_POLICY : undefined,
      );
      const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
      await expect(meta).toHaveAttribute('content', META_POLICY);

      // Shown once every session has passed its self-test, on this device.
      await expect(page.getByRole('button', { name: badge })).toBeVisible({ timeout: 240_000 });
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
      expect(asked.filter((one) => !one.startsWith(url))).toEqual([]);
      expect(said).toEqual([]);
      server.close();
    });
  }
}
