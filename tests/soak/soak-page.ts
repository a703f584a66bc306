/** Many episodes in one page, and what stays behind of them: heaps, buffers on the GPU, time. */
import type { CDPSession, Page } from '@playwright/test';
import { called, inWorker, NAMING } from '../e2e/in-worker';

export interface SoakOptions {
  readonly device: 'wasm' | 'webgpu';
  /** Before the first sample: the browser compiles what is used often, and keeps that. */
  readonly warmUp: number;
  /** After that. */
  readonly episodes: number;
  readonly stepBudget: number;
  /** From sample to sample, in episodes. */
  readonly every: number;
  readonly onSample?: (sample: SoakSample) => void;
}

export interface SoakSample {
  /** Played so far, to warm up too. */
  readonly episodes: number;
  /** Used after a forced garbage collection, bytes. */
  readonly pageHeap: number;
  readonly workerHeap: number;
  /** Of onnxruntime, which never shrinks, bytes. */
  readonly wasmMemory: number;
  /** Made, and neither destroyed nor collected. */
  readonly buffers: number;
  /** Median of the episodes since the sample before, from Run to the end. */
  readonly secondsPerEpisode: number;
}

interface Counts {
  readonly soak: { made: number; gone: number; memory: WebAssembly.Memory | null };
}

/** In the worker, before its own script. */
function count(): void {
  const soak: Counts['soak'] = { made: 0, gone: 0, memory: null };
  Object.assign(self, { soak });
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    soak.memory = this;
    return grow.call(this, pages);
  };
  if (!('GPUDevice' in self)) return;
  const collected = new FinalizationRegistry<{ gone: boolean }>((buffer) => {
    if (!buffer.gone) soak.gone += 1;
  });
  const states = new WeakMap<GPUBuffer, { gone: boolean }>();
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (wanted) {
    const buffer = createBuffer.call(this, wanted);
    const state = { gone: false };
    states.set(buffer, state);
    collected.register(buffer, state);
    soak.made += 1;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    const state = states.get(this);
    if (state && !state.gone) {
      state.gone = true;
      soak.gone += 1;
    }
    return destroy.call(this);
  };
}

/** In the page: one episode of this link's settings, from its set-up to its end; ms from Run. */
async function playEpisode(link: string): Promise<number> {
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) {
      const failed = document.querySelector('.failure');
      if (failed) throw new Error(failed.textContent ?? 'It failed.');
      await new Promise((later) => setTimeout(later, 10));
    }
  };
  const status = (): string => document.querySelector('p.status')?.textContent ?? '';
  history.pushState(null, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
  await until(() => status().startsWith('The game is set up'));
  const started = performance.now();
  const run = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Run');
  run?.click();
  await until(() => document.querySelectorAll('.lane .outcome').length === 2);
  await until(() => / (won|lost) /.test(status()));
  return performance.now() - started;
}

/** The heap of the page's worker, which is a target of its own. */
class WorkerHeap {
  readonly #answers = new Map<number, (result: { usedSize?: number }) => void>();
  #last = 0;
  #worker: string | null = null;

  constructor(private readonly session: CDPSession) {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#worker = sessionId;
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as { id: number; result: { usedSize?: number } };
      this.#answers.get(id)?.(result);
    });
  }

  async attach(): Promise<void> {
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await this.session.send('Target.setAutoAttach', options);
  }

  async used(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage');
    return (await this.#ask('Runtime.getHeapUsage')).usedSize ?? 0;
  }

  async #ask(method: string): Promise<{ usedSize?: number }> {
    if (this.#worker === null) throw new Error('The page has no worker.');
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<{ usedSize?: number }>((resolve) => this.#answers.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await this.session.send('Target.sendMessageToTarget', { message, sessionId: this.#worker });
    return answer;
  }
}

/** Plays episodes of one game after another; `page` is new, and `address` that of the built page. */
export async function soak(
  page: Page,
  address: string,
  options: SoakOptions,
): Promise<SoakSample[]> {
  const { device, warmUp, episodes, stepBudget, every, onSample } = options;
  await inWorker(page, called(count));
  await page.addInitScript(NAMING);
  // The games come again; with another seed of sampling the sender, which draws nothing in a latent loop,
  // has all to do again.
  const link = (episode: number): string =>
    `?device=${device}&game=g1/dev/kitchen/pick_heat_then_place_in_recep/${episode % GAMES}/standard` +
    `&sampling=1,1,${episode}&steps=${stepBudget}&lane=latent.k8.trained&lane=none`;
  await page.goto(`${address}${link(0)}`);
  await page
    .locator('p.status', { hasText: 'The game is set up.' })
    .first()
    .waitFor({ timeout: 280_000 });
  const session = await page.context().newCDPSession(page);
  const worker = new WorkerHeap(session);
  await worker.attach();
  const samples: SoakSample[] = [];
  let times: number[] = [];
  for (let episode = 1; episode <= warmUp + episodes; episode++) {
    times.push(await page.evaluate(playEpisode, link(episode)));
    const measured = episode - warmUp;
    if (measured < 0 || (measured % every !== 0 && measured !== episodes)) continue;
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const workerHeap = await worker.used();
    const counts = await page.workers()[0]?.evaluate(() => {
      const { made, gone, memory } = (self as unknown as Counts).soak;
      return { buffers: made - gone, wasmMemory: memory?.buffer.byteLength ?? 0 };
    });
    const sample = {
      episodes: episode,
      pageHeap: usedSize,
      workerHeap,
      wasmMemory: counts?.wasmMemory ?? 0,
      buffers: counts?.buffers ?? 0,
      secondsPerEpisode: median(times) / 1000,
    };
    samples.push(sample);
    onSample?.(sample);
    times = [];
  }
  return samples;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** From the first sample, when all is warm, to the last: as a share, 0.02 for 2% more. */
export interface SoakVerdict {
  readonly pageHeap: number;
  readonly workerHeap: number;
  readonly wasmMemory: number;
  /** More of them. */
  readonly buffers: number;
  /** The middle of the later samples against that of the earlier ones; a machine that does other work blurs it. */
  readonly seconds: number;
  readonly flat: boolean;
}

function slowdown(samples: readonly SoakSample[]): number {
  const times = samples.map((one) => one.secondsPerEpisode);
  const half = Math.ceil(times.length / 2);
  return median(times.slice(-half)) / (median(times.slice(0, half)) || 1) - 1;
}

/** Buffers are kept by their sizes: after each game was played once, there are all sizes. */
const GAMES = 3;

/** Heaps may grow by this share. */
const MOST_GROWN = 0.1;

export function judge(samples: readonly SoakSample[]): SoakVerdict {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) throw new Error('Nothing was sampled.');
  const grown = (of: (sample: SoakSample) => number): number => of(last) / (of(first) || 1) - 1;
  const found = {
    pageHeap: grown((one) => one.pageHeap),
    workerHeap: grown((one) => one.workerHeap),
    wasmMemory: first.wasmMemory === 0 ? 0 : grown((one) => one.wasmMemory),
    buffers: last.buffers - first.buffers,
    seconds: slowdown(samples),
  };
  const { pageHeap, workerHeap, wasmMemory, buffers } = found;
  const heaps = Math.max(pageHeap, workerHeap, wasmMemory) <= MOST_GROWN;
  return { ...found, flat: heaps && buffers <= 0 };
}
