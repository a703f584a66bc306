import type { LabRequest, WorkerEvent } from '../client/protocol';
import { runBatch } from '../lab/batch-runner';
import type { Models } from '../lab/models';
import { LabError, toErrorData } from '../shared/errors';
import type { Serial } from './serial';

type BatchRequest = Extract<LabRequest, { kind: 'batch' }>;

export interface BatchHostOptions {
  readonly post: (event: WorkerEvent) => void;
  readonly letEventsIn: () => Promise<void>;
  /** What runs and questions decode with: the batch waits for as long as one does. */
  readonly runs: Serial;
}

interface CurrentBatch {
  readonly id: number;
  readonly abort: AbortController;
  ended: Promise<void>;
}

/** The worker's side of batches: one at a time, behind the runs that a person watches. */
export class BatchHost {
  readonly #options: BatchHostOptions;
  #current: CurrentBatch | null = null;

  constructor(options: BatchHostOptions) {
    this.#options = options;
  }

  /** Resolves when the batch has ended, whichever way. */
  async start(request: BatchRequest, models: Models | null): Promise<void> {
    this.#current?.abort.abort();
    const before = this.#current?.ended;
    const current: CurrentBatch = {
      id: request.run,
      abort: new AbortController(),
      ended: Promise.resolve(),
    };
    this.#current = current;
    current.ended = (before ?? Promise.resolve()).then(() => this.#play(request, models, current));
    await current.ended;
  }

  stop(run: number): void {
    if (this.#current?.id === run) this.#current.abort.abort();
  }

  /** Gives up the batch in progress; resolves when none of its games decodes any more. */
  async leave(reason?: LabError): Promise<void> {
    this.#current?.abort.abort(reason);
    await this.#current?.ended;
  }

  async #play(
    { run, settings, done, files, concurrency, shard }: BatchRequest,
    models: Models | null,
    current: CurrentBatch,
  ): Promise<void> {
    const { post } = this.#options;
    const { signal } = current.abort;
    try {
      signal.throwIfAborted();
      if (!models) throw new LabError('models-missing', 'Load the models first.');
      await runBatch(models, settings, {
        concurrency,
        signal,
        ...(shard ? { shard } : {}),
        done: new Set(done),
        files: files.map(({ file, taskType }) => ({ name: file.name, taskType, file })),
        letEventsIn: () => this.#makeWay(signal),
        onLine: (line) => post({ kind: 'batch-line', run, line }),
      });
      post({ kind: 'batch-ended', run, complete: true });
    } catch (error) {
      const thrown: unknown = signal.aborted ? signal.reason : error;
      const stopped = thrown instanceof DOMException && thrown.name === 'AbortError';
      if (stopped) post({ kind: 'batch-ended', run, complete: false });
      else post({ kind: 'batch-failed', run, error: toErrorData(thrown) });
    } finally {
      if (this.#current === current) this.#current = null;
    }
  }

  /** Requests come first, and so does a run that decodes. */
  async #makeWay(signal: AbortSignal): Promise<void> {
    const { letEventsIn, runs } = this.#options;
    await letEventsIn();
    if (!runs.busy) return;
    // A load among the runs waits for the batch to end: who is stopped waits no longer.
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    while (runs.busy && !signal.aborted) await Promise.race([runs.settled(), stopped]);
  }
}
