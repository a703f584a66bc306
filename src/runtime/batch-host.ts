import type { LabRequest, WorkerEvent } from '../client/protocol';
import { lineKey } from '../lab/batch-line';
import { runBatch } from '../lab/batch-runner';
import type { FaultKind } from '../lab/trace';
import { LabError, toErrorData } from '../shared/errors';
import type { HeldModels, ModelHost } from './model-host';
import type { Serial } from './serial';
import { isStuck, orStuck } from './stuck';

type BatchRequest = Extract<LabRequest, { kind: 'batch' }>;

export interface BatchHostOptions {
  readonly post: (event: WorkerEvent) => void;
  readonly letEventsIn: () => Promise<void>;
  /** What runs and questions decode with: the batch waits for as long as one does. */
  readonly runs: Serial;
  readonly models: ModelHost;
}

interface CurrentBatch {
  readonly id: number;
  readonly abort: AbortController;
  /** Episodes that are not played again. */
  readonly done: Set<string>;
  /** Episodes that the models failed at. */
  readonly failed: Set<string>;
  /** Games are decoded. */
  playing: Promise<void>;
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
  async start(request: BatchRequest): Promise<void> {
    this.#current?.abort.abort();
    const before = this.#current?.ended;
    const current: CurrentBatch = {
      id: request.run,
      abort: new AbortController(),
      done: new Set(request.done),
      playing: this.#current?.playing ?? Promise.resolve(),
      failed: new Set(),
      ended: Promise.resolve(),
    };
    this.#current = current;
    current.ended = (before ?? Promise.resolve()).then(() => this.#endure(request, current));
    await current.ended;
  }

  stop(run: number): void {
    if (this.#current?.id === run) this.#current.abort.abort();
  }

  /** Gives up the batch in progress. */
  leave(): void {
    this.#current?.abort.abort();
  }

  /** Resolves when no game decodes any more, once the batch was given up or its models are gone. */
  async settled(): Promise<void> {
    await this.#current?.playing;
  }

  /** Where its models are gone, or fail, the games in flight are played again on those loaded next. */
  async #endure(request: BatchRequest, current: CurrentBatch): Promise<void> {
    const { post, runs, models } = this.#options;
    const { run } = request;
    const { signal } = current.abort;
    try {
      for (let complete = false, lost: FaultKind | null = null; !complete; ) {
        if (lost !== null) post({ kind: 'faulted', run, what: lost });
        // In its turn behind a load.
        const held = await runs.run(() => {
          signal.throwIfAborted();
          return models.ready();
        });
        signal.throwIfAborted();
        if (!held) throw new LabError('models-missing', 'Load the models first.');
        const games = this.#play(request, current, held);
        current.playing = games.then(
          () => {},
          () => {},
        );
        complete = await orStuck(games, held.gone);
        lost = held.fault;
      }
      post({ kind: 'batch-ended', run, complete: true });
    } catch (error) {
      const thrown: unknown = signal.aborted ? signal.reason : error;
      const stopped = thrown instanceof DOMException && thrown.name === 'AbortError';
      if (stopped) post({ kind: 'batch-ended', run, complete: false });
      else if (isStuck(thrown)) post({ kind: 'failed', run, error: toErrorData(thrown) });
      else post({ kind: 'batch-failed', run, error: toErrorData(thrown) });
    } finally {
      if (this.#current === current) this.#current = null;
    }
  }

  /** False where the models were gone before all was played. */
  async #play(
    { run, settings, files, concurrency, shard }: BatchRequest,
    { abort, done, failed }: CurrentBatch,
    held: HeldModels,
  ): Promise<boolean> {
    const { post, models } = this.#options;
    const signal = AbortSignal.any([abort.signal, held.gone]);
    try {
      await runBatch(held.models, settings, {
        concurrency,
        signal,
        ...(shard ? { shard } : {}),
        done,
        files: files.map(({ file, taskType }) => ({ name: file.name, taskType, file })),
        letEventsIn: () => this.#makeWay(signal),
        onFault: async (error, episode) => {
          // Twice on WASM: it is the episode's own.
          if (held.device === 'wasm' && failed.has(episode)) return;
          failed.add(episode);
          await models.blame(held, error);
        },
        onLine: (line) => {
          done.add(lineKey(line));
          post({ kind: 'batch-line', run, line });
        },
      });
      return true;
    } catch (error) {
      if (abort.signal.aborted || !held.gone.aborted) throw error;
      return false;
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
