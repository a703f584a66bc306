/** The page without a network, and a new version of it, in Chromium. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect as plainExpect, test } from '@playwright/test';
import { listen } from '../../tools/static-server';
import { LabPage, LONG } from './lab-page';

const expect = plainExpect.configure({ timeout: LONG });

test.use({ serviceWorkers: 'allow' });

const KEPT = 'This page works with the network off';

/** A server of the built page, which the test can stop and whose folder it can change. */
async function serve(): Promise<{ folder: string; url: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'offline-'));
  cpSync('dist', folder, { recursive: true });
  const options = { folder, basePath: '/some/where/', policyHeader: true };
  const { server, url } = await listen(options, 'localhost', 4880);
  return {
    folder,
    url,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('after the first visit a game is played with the network off', async ({ page }) => {
  const { folder, url, stop } = await serve();
  const lab = new LabPage(page);
  await page.goto(`${url}?device=wasm&tab=device`);
  await lab.ready();
  await expect(page.getByText(KEPT)).toBeVisible();
  stop();
  rmSync(folder, { recursive: true });

  await page.goto(`${url}?device=wasm&tab=latency`);
  await lab.ready();
  await lab.step();
  await page.getByRole('tab', { name: 'Models' }).click();
  await expect(page.getByText(/hashes \(sha256\) are equal/)).toBeVisible();
});

test('a new version is offered, waits for the run, and is used when asked for', async ({
  page,
}) => {
  const { folder, url, stop } = await serve();
  const lab = new LabPage(page);
  await page.goto(`${url}?device=wasm&tab=device`);
  await lab.ready();
  await expect(page.getByText(KEPT)).toBeVisible();

  // The next release: another page, and the service worker that its build would have made.
  const index = join(folder, 'index.html');
  const worker = join(folder, 'service-worker.js');
  const html = readFileSync(index, 'utf8');
  writeFileSync(index, html.replace('<title>Interlat Lab', '<title>Interlat Lab 2'));
  const hash = await hashOf(readFileSync(index));
  const old = await hashOf(Buffer.from(html));
  const code = readFileSync(worker, 'utf8');
  expect(code).toContain(old);
  const version = /[`"']([0-9a-f]{16})[`"']/.exec(code)?.[1] ?? '';
  writeFileSync(worker, code.replace(old, hash).replace(version, '0123456789abcdef'));

  await page.reload();
  await lab.ready();
  await expect(page).toHaveTitle('Interlat Lab');
  const use = page.getByRole('main').getByRole('button', { name: 'Use the new version' }).first();
  await expect(use).toBeVisible();
  await lab.button('Run').click();
  await expect(page.getByText('It can be used when the run has stopped.').first()).toBeVisible();
  await expect(use).toBeHidden();
  // The click waits until the run has ended.
  await use.click({ timeout: LONG });
  await expect(page).toHaveTitle('Interlat Lab 2');
  await lab.ready();
  await expect(use).toBeHidden();
  stop();
  rmSync(folder, { recursive: true });
});

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Buffer.from(digest).toString('hex');
}
