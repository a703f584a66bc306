/** npm start: builds the page where it is missing or older than its sources, serves it, opens it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listen, readPort } from './static-server';

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'tools', 'package-lock.json'];

/** The newest modification time under a path, in milliseconds; 0 where there is nothing. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(0, ...inside);
}

function buildIfNeeded(): void {
  const newestSource = Math.max(...SOURCES.map(newestChange));
  if (newestChange('dist/index.html') >= newestSource) return;
  console.log('Building the page. This takes a few seconds.');
  const built = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) {
    console.error('The build failed: see above.');
    process.exit(1);
  }
}

/** Opens the system's browser where there is one. Nothing depends on it. */
function openInBrowser(url: string): void {
  const headless =
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (headless || process.env.CI) return;
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  spawn(command ?? 'xdg-open', [...before, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

buildIfNeeded();
const { url } = await listen(
  { folder: 'dist', basePath: '/', policyHeader: true },
  'localhost',
  readPort(process.env.PORT ?? '4173'),
);
console.log(`Interlat Lab is at ${url}\nCtrl+C stops it.`);
openInBrowser(url);
