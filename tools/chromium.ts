import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Real WebGPU without a graphics card: Chromium's own software adapter. */
export const WEBGPU_FLAGS = [
  ...QUIET_FLAGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/** Without a graphics card and without those flags `navigator.gpu` offers no adapter. */
export const NO_WEBGPU_FLAGS = QUIET_FLAGS;

/** The Chromium that tests run in: $CHROMIUM_PATH, the system's, Playwright's own, or null. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** As findChromium, but where there is none it lets Playwright download its own first. */
export function findOrInstallChromium(): string | null {
  const found = findChromium();
  if (found !== null || process.env.CHROMIUM_PATH) return found;
  console.log("No Chromium found: trying Playwright's own.");
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return findChromium();
}

export const HOW_TO_GET_CHROMIUM =
  'No Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.';
