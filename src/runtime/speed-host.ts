import type { WorkerEvent } from '../client/protocol';
import type { DecoderModel, Models } from '../lab/models';
import { measureSpeed } from '../lab/speed';
import { type GpuCounts, PARTS } from '../lab/speed-report';
import { toErrorData } from '../shared/errors';

export interface SpeedHostOptions {
  readonly post: (event: WorkerEvent) => void;
  readonly letEventsIn: () => Promise<void>;
  /** What a decode step asks of the GPU; null where the models are not on one. */
  readonly countStep: ((model: DecoderModel) => Promise<GpuCounts>) | null;
}

/** The benchmark of the models that are loaded. What it does is called in its turn. */
export class SpeedHost {
  readonly #options: SpeedHostOptions;
  #abort: AbortController | null = null;
  /** What the last load took, ms. */
  #load: number | null = null;

  constructor(options: SpeedHostOptions) {
    this.#options = options;
  }

  loaded(milliseconds: number): void {
    this.#load = milliseconds;
  }

  /** Answers with 'speed', or 'no-speed' where it was stopped, failed, or there are no models. */
  async measure(run: number, models: Models | null, onGpu: boolean): Promise<void> {
    const { post, letEventsIn, countStep } = this.#options;
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    try {
      if (models === null) throw new DOMException('There are no models.', 'AbortError');
      const work = { signal, now: () => performance.now(), letEventsIn };
      const tell = (done: number): void =>
        post({ kind: 'measuring-speed', run, done, total: PARTS });
      tell(0);
      const speed = await measureSpeed(models, work, tell);
      const gpu = onGpu && countStep ? await countStep(models.actor) : null;
      post({ kind: 'speed', run, speed: { ...speed, load: this.#load, gpu, peakMemory: null } });
    } catch (error) {
      const message = signal.aborted || models === null ? null : toErrorData(error).message;
      post({ kind: 'no-speed', run, message });
    } finally {
      if (this.#abort === abort) this.#abort = null;
    }
  }

  /** Other work is wanted. */
  stop(): void {
    this.#abort?.abort();
  }
}
