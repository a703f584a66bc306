import type { WorkerEvent } from '../client/protocol';
import type { DecoderModel } from '../lab/models';
import { measureSpeed } from '../lab/speed';
import { type GpuCounts, PARTS, type PeakMemory, type PlacedSpeed } from '../lab/speed-report';
import type { Work } from '../lab/work';
import { toErrorData } from '../shared/errors';
import type { HeldModels, ModelHost } from './model-host';
import { isStuck, orStuck } from './stuck';

export interface SpeedHostOptions {
  readonly post: (event: WorkerEvent) => void;
  readonly letEventsIn: () => Promise<void>;
  /** What a decode step asks of the GPU; null where the models are not on one. */
  readonly countStep: ((model: DecoderModel) => Promise<GpuCounts>) | null;
  /** What memory came to, as far as it is told; null: nothing is. */
  readonly readMemory: (() => Promise<PeakMemory>) | null;
  readonly models: ModelHost;
  /** So long a call on models that are gone may take; ms. */
  readonly patience?: number;
}

/** The benchmark of the models that are loaded. What it does is called in its turn. */
export class SpeedHost {
  readonly #options: SpeedHostOptions;
  #abort: AbortController | null = null;

  constructor(options: SpeedHostOptions) {
    this.#options = options;
  }

  /**
   * Answers with 'speed', or 'no-speed' where it was stopped, failed, or there are no models. Models that
   * fail are given up; whoever decodes next loads them again.
   */
  async measure(run: number, held: HeldModels | null): Promise<void> {
    const { post, letEventsIn, models, patience } = this.#options;
    if (held === null) {
      post({ kind: 'no-speed', run, message: null });
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    const signal = AbortSignal.any([abort.signal, held.gone]);
    const work = { signal, now: () => performance.now(), letEventsIn };
    try {
      const speed = await orStuck(this.#measure(run, held, work), held.gone, patience);
      post({ kind: 'speed', run, speed });
    } catch (error) {
      const stopped = abort.signal.aborted;
      if (!stopped && !isStuck(error)) await models.blame(held, error);
      const failure = toErrorData(error);
      post({ kind: 'no-speed', run, message: stopped ? null : failure.message });
      // Only a new worker helps.
      if (isStuck(error)) post({ kind: 'failed', run, error: failure });
    } finally {
      if (this.#abort === abort) this.#abort = null;
    }
  }

  /** Other work is wanted. */
  stop(): void {
    this.#abort?.abort();
  }

  async #measure(run: number, held: HeldModels, work: Work): Promise<PlacedSpeed> {
    const { post, countStep, readMemory } = this.#options;
    const tell = (done: number): void => post({ kind: 'measuring-speed', run, done, total: PARTS });
    tell(0);
    const { models } = held.host;
    const speed = await measureSpeed(models, work, tell);
    const onGpu = held.device === 'webgpu';
    const gpu = onGpu && countStep ? await countStep(models.actor) : null;
    // Before what the bounds take.
    const memory = (await readMemory?.()) ?? NO_MEMORY;
    return {
      ...speed,
      device: held.device,
      load: held.loadTime,
      gpu,
      bounds: (await models.bounds?.(work)) ?? null,
      memory,
    };
  }
}

const NO_MEMORY: PeakMemory = { process: null, wasm: null, gpu: null, page: null };
