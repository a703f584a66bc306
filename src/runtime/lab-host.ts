import type { Request, WorkerEvent } from '../client/protocol';
import { Run } from '../lab/lanes';
import { LabError, toErrorData } from '../shared/errors';
import type { ModelsOnDevice } from './choose-device';
import type { DownloadProgress } from './model-files';
import { Serial } from './serial';

type LoadRequest = Extract<Request, { kind: 'load' }>;

/** `fresh`: past the caches, after a load that failed. */
export type LoadModels = (
  request: LoadRequest,
  fresh: boolean,
  onProgress: (progress: DownloadProgress) => void,
) => Promise<ModelsOnDevice>;

export interface LabHostOptions {
  readonly load: LoadModels;
  readonly post: (event: WorkerEvent) => void;
  /** Lets waiting requests in between two decoder steps. */
  readonly letEventsIn: () => Promise<void>;
}

interface CurrentRun {
  readonly id: number;
  readonly run: Run;
  readonly abort: AbortController;
  paused: boolean;
}

/** The worker's side of the protocol: takes requests, drives one run at a time, posts events. */
export class LabHost {
  readonly #options: LabHostOptions;
  /** Requests that decode or load, one after another. */
  readonly #work = new Serial();
  #loaded: ModelsOnDevice | null = null;
  /** The latest load, to be repeated where the device was lost. */
  #lastLoad: LoadRequest | null = null;
  #loadFailed = false;
  #current: CurrentRun | null = null;
  /** The run that was asked for last; an older one that is still to be opened is not. */
  #wanted = 0;

  constructor(options: LabHostOptions) {
    this.#options = options;
  }

  /** Resolves when the request was carried out or given up. */
  handle(request: Request): Promise<void> {
    switch (request.kind) {
      case 'load':
        return this.#start(request, () => this.#load(request));
      case 'open':
        return this.#start(request, () => this.#open(request));
      case 'advance':
      case 'play':
        return this.#decode(request);
      case 'pause':
        if (this.#current?.id === request.run) this.#current.paused = true;
        return Promise.resolve();
      case 'cancel':
        if (this.#wanted === request.run) this.#wanted = 0;
        if (this.#current?.id === request.run) this.#current.abort.abort();
        return Promise.resolve();
    }
  }

  /** Gives up the run in progress, then does what the request wants in its turn. */
  #start(request: Request, act: () => Promise<void>): Promise<void> {
    this.#wanted = request.run;
    this.#current?.abort.abort();
    return this.#work.run(async () => {
      if (this.#wanted !== request.run) return;
      this.#endRun();
      await this.#report(request.run, act);
    });
  }

  async #load(request: LoadRequest): Promise<void> {
    const { load, post } = this.#options;
    this.#lastLoad = request;
    const old = this.#loaded;
    this.#loaded = null;
    await old?.models.release();
    const fresh = this.#loadFailed;
    this.#loadFailed = true;
    const loaded = await load(request, fresh, (progress) =>
      post({ kind: 'progress', run: request.run, ...progress }),
    );
    this.#loadFailed = false;
    this.#loaded = loaded;
    void loaded.lost.then((reason) => this.#loseDevice(loaded, reason));
    const { device, models } = loaded;
    const { manifest, hashes } = models;
    post({ kind: 'ready', run: request.run, device, manifest, models: hashes });
  }

  #loseDevice(lost: ModelsOnDevice, reason: string): void {
    if (this.#loaded !== lost) return;
    this.#loaded = null;
    const message = `The GPU was lost (${reason}). Press Run to load the models again.`;
    this.#current?.abort.abort(new LabError('webgpu-lost', message));
  }

  async #open({ run: id, settings }: Extract<Request, { kind: 'open' }>): Promise<void> {
    const { letEventsIn, post } = this.#options;
    if (!this.#loaded && this.#lastLoad) await this.#load(this.#lastLoad);
    if (!this.#loaded) throw new LabError('models-missing', 'Load the models first.');
    const run = new Run(this.#loaded.models, settings, {
      emit: (event) => post({ run: id, ...event }),
      letEventsIn,
    });
    this.#current = { id, run, abort: new AbortController(), paused: false };
    const { intro, task, admissibleCommands, receptacles } = run;
    post({ kind: 'opened', run: id, intro, task, admissibleCommands, receptacles });
  }

  #decode({ kind, run: id }: Extract<Request, { kind: 'advance' | 'play' }>): Promise<void> {
    if (this.#current?.id === id) this.#current.paused = false;
    return this.#work.run(async () => {
      const current = this.#current;
      if (current?.id !== id) return;
      await this.#report(id, async () => {
        const { run, abort } = current;
        abort.signal.throwIfAborted();
        do {
          if (!run.finished) await run.advance(abort.signal);
        } while (kind === 'play' && !run.finished && !current.paused);
        this.#options.post({ kind: 'idle', run: id, finished: run.finished });
      });
    });
  }

  /** Does something and posts what went wrong; that a run was given up is no error. */
  async #report(run: number, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const signal = this.#current?.abort.signal;
      const thrown = signal?.aborted ? signal.reason : error;
      this.#endRun();
      const givenUp = thrown instanceof DOMException && thrown.name === 'AbortError';
      if (!givenUp) this.#options.post({ kind: 'failed', run, error: toErrorData(thrown) });
    }
  }

  #endRun(): void {
    this.#current?.run.dispose();
    this.#current = null;
  }
}
