import type { WorkerEvent } from '../client/protocol';
import type { DecoderModel } from '../lab/models';
import { measureSpeed } from '../lab/speed';
import { type GpuCounts, PARTS, type PeakMemory, type PlacedSpeed } from '../lab/speed-report';
import type { Work } from '../lab/work';
import { LabError, toErrorData } from '../shared/errors';
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
  /** Of the benchmark in progress. */
  #abort: AbortController | null = null;
  /** Of the latest one that was asked for. */
  #asked: AbortController | null = null;

  constructor(options: SpeedHostOptions) {
    this.#options = options;
  }

  /** A benchmark that is measured in its turn, unless it is cancelled before. */
  ask(): AbortController {
    this.#asked = new AbortController();
    return this.#asked;
  }

  /**
   * Answers with 'speed', or 'no-speed' where it was stopped, failed, or there are no models. Models that
   * are gone are loaded again first. Models that fail are given up; whoever decodes next loads them again.
   */
  async measure(run: number, asked: AbortController): Promise<void> {
    const { post, models } = this.#options;
    if (asked.signal.aborted) {
      post({ kind: 'no-speed', run, error: null });
      return;
    }
    try {
      const held = await models.ready();
      if (held === null)
        throw new LabError('models-missing', 'No models are loaded. Load them first.');
      await this.#measureHeld(run, held, asked);
    } catch (error) {
      // A load that was given up for another one.
      const givenUp = error instanceof DOMException && error.name === 'AbortError';
      post({ kind: 'no-speed', run, error: givenUp ? null : toErrorData(error) });
    }
  }

  async #measureHeld(run: number, held: HeldModels, abort: AbortController): Promise<void> {
    const { post, letEventsIn, models, patience } = this.#options;
    this.#abort = abort;
    const signal = AbortSignal.any([abort.signal, held.gone]);
    const work = { signal, now: () => performance.now(), letEventsIn };
    try {
      const speed = await orStuck(this.#measure(run, held, work), held.gone, patience);
      post({ kind: 'speed', run, speed });
    } catch (error) {
      const stopped = abort.signal.aborted;
      if (!stopped && !isStuck(error)) await models.blame(held, error);
      const failure = toErrorData(
        held.fault === 'device-lost' && !isStuck(error) ? GPU_LOST : error,
      );
      post({ kind: 'no-speed', run, error: stopped ? null : failure });
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

  /** It is not wanted any more, in progress or not. */
  cancel(): void {
    this.#asked?.abort();
    this.stop();
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

const GPU_LOST = new LabError(
  'gpu-lost',
  'The GPU was lost while it was measured. Measure again: the models are loaded again for it.',
);
const NO_MEMORY: PeakMemory = { process: null, wasm: null, gpu: null, page: null };
