/**
 * npm run pictures: takes docs/screenshot.png (README) and public/social-preview.png from the built
 * page, after one game has been played to its end. `-- --game g1/unseen/…` chooses the game.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { findChromium, HOW_TO_GET_CHROMIUM, WEBGPU_FLAGS } from './chromium';
import { listen } from './static-server';

const { values } = parseArgs({ options: { game: { type: 'string' } } });
const executablePath = findChromium();
if (executablePath === null) throw new Error(HOW_TO_GET_CHROMIUM);

async function playedPage(page: Page, url: string): Promise<void> {
  const game = values.game === undefined ? '' : `&game=${values.game}`;
  await page.goto(`${url}?device=wasm${game}`);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.and(page.locator('[aria-disabled="false"]')).click({ timeout: 120_000 });
  await page
    .getByText(/ (won in|lost after|ran out of context after) /)
    .first()
    .waitFor({ timeout: 300_000 });
}

const { server, url } = await listen(
  { folder: 'dist', basePath: '/', policyHeader: true },
  'localhost',
  4195,
);
const browser = await chromium.launch({ executablePath, args: WEBGPU_FLAGS });
mkdirSync('docs', { recursive: true });
for (const [path, width, height] of [
  ['docs/screenshot.png', 1440, 900],
  ['public/social-preview.png', 1280, 640],
] as const) {
  const page = await browser.newPage({ viewport: { width, height } });
  await playedPage(page, url);
  // To press Run the page may have been scrolled.
  await page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })");
  await page.waitForTimeout(500);
  await page.screenshot({ path });
  console.log(`Wrote ${path}`);
  await page.close();
}
await browser.close();
server.close();
