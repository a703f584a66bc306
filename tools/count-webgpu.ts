/**
 * A part of `npm run benchmark -- --only tier`, in a process of its own: what a decode step asks of WebGPU.
 *
 *     tsx tools/count-webgpu.ts MODELS PEER
 *
 * MODELS is a tier's folder, PEER what models/export_peer.py wrote of it. Prints one JSON line: the counts of
 * src/runtime/peer-counts.ts, or a text that says why there are none.
 */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { findChromium, HOW_TO_GET_CHROMIUM, WEBGPU_FLAGS } from './chromium';

const ENTRY = '/src/runtime/peer-counts.ts';
const PAGE = 'counts.html';

/** Files of a folder under a path. */
async function serve(page: Page, path: string, folder: string): Promise<void> {
  const root = resolve(folder);
  await page.route(`**/${path}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = resolve(root, `.${pathname.slice(path.length + 1)}`);
    try {
      if (!file.startsWith(root + sep)) throw new Error('It is outside of the folder.');
      const body = await readFile(file);
      await route.fulfill({ body, contentType: 'application/octet-stream' });
    } catch {
      await route.fulfill({ status: 404, body: 'Not here.' });
    }
  });
}

async function count(executablePath: string, models: string, peer: string): Promise<unknown> {
  const server = await createServer({
    configFile: 'vite.config.ts',
    logLevel: 'error',
    cacheDir: join(tmpdir(), 'interlat-lab-vite'),
    // Packages may be linked from elsewhere; nobody but this browser asks.
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { strict: false } },
  });
  try {
    await server.listen();
    const address = server.resolvedUrls?.local[0];
    if (address === undefined) throw new Error('Vite serves nothing.');
    const browser = await chromium.launch({ executablePath, args: WEBGPU_FLAGS });
    try {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error.message));
      await page.route(`**/${PAGE}`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Counts</title>' }),
      );
      await serve(page, 'tier', models);
      await serve(page, 'peer/model', peer);
      await page.goto(`${address}${PAGE}`);
      const addresses = `location.origin + '/tier/', location.origin + '/peer/'`;
      return await page.evaluate(
        `import('${ENTRY}').then(({ countBoth }) => countBoth(${addresses}))`,
      );
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

const [models = '', peer = ''] = process.argv.slice(2);
const executablePath = findChromium();
const counted =
  executablePath === null ? HOW_TO_GET_CHROMIUM : await count(executablePath, models, peer);
process.stdout.write(`${JSON.stringify(counted)}\n`);
process.exit();
