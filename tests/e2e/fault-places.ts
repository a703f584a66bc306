/** Takes the GPU, or the whole worker, from the built page at a chosen place of a run. */
import type { Page } from '@playwright/test';
import { called, inWorker } from './in-worker';

/** What the worker is about to do when it happens. */
export type Place = 'prefill' | 'latent' | 'adapter' | 'decode' | 'second-step';

interface Posted {
  readonly kind: string;
  readonly tokens?: number;
  readonly lane?: number;
}

/**
 * In the worker, before its own script: destroys the GPU's device in the call that follows each place, in
 * this order. The events that the worker posts say where it is; `k`: latent steps of the message.
 */
function destroyGpu(places: readonly Place[], k: number): void {
  const left = [...places];
  let device: GPUDevice | undefined;
  let due = false;
  const reached: Record<Place, (event: Posted) => boolean> = {
    prefill: ({ kind }) => kind === 'opened' || kind === 'recovered',
    latent: ({ kind, tokens }) => kind === 'thinking' && tokens === 2,
    adapter: ({ kind, tokens }) => kind === 'thinking' && tokens === k,
    decode: ({ kind }) => kind === 'writing',
    // Both lanes have a transcript behind them.
    'second-step': ({ kind, lane }) => kind === 'step' && lane === 1,
  };
  const { postMessage } = self;
  self.postMessage = (event: { kind: string }) => {
    postMessage.call(self, event);
    const [next] = left;
    if (next === undefined || !reached[next](event)) return;
    left.shift();
    due = true;
  };
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    device = await requestDevice.apply(this, wanted);
    return device;
  };
  const { submit } = GPUQueue.prototype;
  GPUQueue.prototype.submit = function (...commands) {
    if (due) {
      due = false;
      device?.destroy();
    }
    return submit.apply(this, commands);
  };
}

/** In the page: ends each of the first workers as its events come to the place. */
function endWorkers(places: readonly Place[], k: number): void {
  const left = [...places];
  const reached: Record<Place, (event: Posted) => boolean> = {
    prefill: ({ kind }) => kind === 'opened',
    latent: ({ kind, tokens }) => kind === 'thinking' && tokens === 2,
    adapter: ({ kind, tokens }) => kind === 'thinking' && tokens === k,
    decode: ({ kind }) => kind === 'writing',
    // Both lanes have a transcript behind them.
    'second-step': ({ kind, lane }) => kind === 'step' && lane === 1,
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        const [next] = left;
        if (next === undefined || !reached[next](data)) return;
        left.shift();
        this.terminate();
      });
    }
  };
}

export async function loseGpuAt(page: Page, places: readonly Place[], k: number): Promise<void> {
  await inWorker(page, called(destroyGpu, places, k));
}

export async function endWorkerAt(page: Page, places: readonly Place[], k: number): Promise<void> {
  await page.addInitScript(called(endWorkers, places, k));
}

/**
 * In the worker: onnxruntime's memory does not grow so often. It asks three times, for less each time,
 * before it gives up and throws.
 */
function refuseMemory(times: number): void {
  const { grow } = WebAssembly.Memory.prototype;
  const counted = Object.assign(self, { refused: 0 });
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (counted.refused === times) return grow.call(this, pages);
    counted.refused += 1;
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  };
}

/** Of the first worker alone: the next one has memory again. */
export async function runOutOfMemory(page: Page, times: number): Promise<void> {
  await inWorker(page, called(refuseMemory, times), { times: 1 });
}
