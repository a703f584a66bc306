/** npm run soak -- [--device wasm|webgpu] [--episodes 1000] [--steps 3]: many episodes in one page */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findOrInstallChromium, HOW_TO_GET_CHROMIUM, WEBGPU_FLAGS } from '../../tools/chromium';
import { listen, readPort } from '../../tools/static-server';
import { judge, type SoakSample, soak } from './soak-page';

const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'wasm' },
    episodes: { type: 'string' },
    steps: { type: 'string', default: '3' },
    port: { type: 'string', default: '4194' },
  },
});
const device = values.device === 'webgpu' ? 'webgpu' : 'wasm';
const episodes = Number(values.episodes ?? (device === 'wasm' ? 1000 : 200));
const executablePath = findOrInstallChromium();
if (executablePath === null) throw new Error(HOW_TO_GET_CHROMIUM);
if (!existsSync('dist/index.html')) throw new Error('Build the page first: npm run build');

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
const percent = (share: number): string => `${share < 0 ? '' : '+'}${(100 * share).toFixed(1)}%`;
const row = (cells: readonly (string | number)[]): void =>
  console.log(cells.map((cell) => String(cell).padStart(14)).join(''));

const served = await listen(
  { folder: 'dist', basePath: '/', policyHeader: true },
  'localhost',
  readPort(values.port),
);
// Otherwise an address is refused after some hundred episodes in a short time.
const args = [...WEBGPU_FLAGS, '--disable-ipc-flooding-protection'];
const browser = await chromium.launch({ executablePath, args });
try {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  row(['episodes', 'page MB', 'worker MB', 'WASM MB', 'GPU buffers', 's / episode']);
  const onSample = (one: SoakSample): void =>
    row([
      one.episodes,
      megabytes(one.pageHeap),
      megabytes(one.workerHeap),
      megabytes(one.wasmMemory),
      one.buffers,
      one.secondsPerEpisode.toFixed(2),
    ]);
  const every = Math.max(1, Math.round(episodes / 20));
  const warmUp = Math.max(device === 'wasm' ? 20 : 3, Math.round(episodes / 10));
  const stepBudget = Number(values.steps);
  const options = { device, warmUp, episodes, stepBudget, every, onSample } as const;
  const samples = await soak(page, served.url, options);
  const { pageHeap, workerHeap, wasmMemory, buffers, seconds, flat } = judge(samples);
  console.log(
    `${flat ? 'Flat' : 'NOT flat'} over ${episodes} episodes of ${stepBudget} steps on ${device}, after ${warmUp} to warm up: ` +
      `page ${percent(pageHeap)}, worker ${percent(workerHeap)}, WASM memory ${percent(wasmMemory)}, ` +
      `${buffers} more GPU buffers; an episode of the later half takes ${percent(seconds)} time.`,
  );
  process.exitCode = flat ? 0 : 1;
} finally {
  await browser.close();
}
process.exit();
