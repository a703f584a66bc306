import { defineConfig } from '@playwright/test';
import { findChromium, NO_WEBGPU_FLAGS, WEBGPU_FLAGS } from './tools/chromium';

const executablePath = findChromium();
/** Of its own for each copy of the project that is tested at the same time. */
const PORT = Number(process.env.E2E_PORT ?? 4179);

function launch(args: readonly string[]) {
  return {
    launchOptions: { args: [...args], ...(executablePath === null ? {} : { executablePath }) },
  };
}

/**
 * The built page under a sub-path, with the header policy. A test's file name says where it runs:
 * *.webgpu.spec.ts, *.no-webgpu.spec.ts; a plain *.spec.ts runs in a Chromium with WebGPU too.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  // A hang is to be found; slowness, on whatever machine, is not to fail a test.
  timeout: 900_000,
  workers: 1,
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  // Requests that a service worker answers cannot be intercepted; tests/e2e/offline.spec.ts allows it.
  use: {
    serviceWorkers: 'block',
    baseURL: `http://localhost:${PORT}/some/where/`,
    viewport: { width: 1440, height: 900 },
  },
  projects: [
    { name: 'webgpu', testIgnore: '**/*.no-webgpu.spec.ts', use: launch(WEBGPU_FLAGS) },
    { name: 'no-webgpu', testMatch: '**/*.no-webgpu.spec.ts', use: launch(NO_WEBGPU_FLAGS) },
  ],
  webServer: {
    command: `npx tsx tools/serve.ts --base /some/where/ --port ${PORT}`,
    url: `http://localhost:${PORT}/some/where/`,
    reuseExistingServer: false,
  },
});
