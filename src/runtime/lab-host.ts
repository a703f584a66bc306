import type {
  DeviceReport,
  Keeping,
  LabRequest,
  LoadProgress,
  WorkerEvent,
} from '../client/protocol';
import { Run } from '../lab/lanes';
import type { Models } from '../lab/models';
import { SenderWork } from '../lab/sender-work';
import { needsModels } from '../lab/settings';
import { LabError, toErrorData } from '../shared/errors';
import { BatchHost } from './batch-host';
import type { ModelsOnDevice } from './choose-device';
import { Serial } from './serial';
import { Transfer } from './transfer';

type LoadRequest = Extract<LabRequest, { kind: 'load' }>;
type OpenRequest = Extract<LabRequest, { kind: 'open' }>;
type AnalyseRequest = Extract<LabRequest, { kind: 'analyse' }>;
type BatchRequest = Extract<LabRequest, { kind: 'batch' }>;
type CommandRequest = Extract<LabRequest, { kind: 'command' }>;
type DecodeKind = 'advance' | 'play';

export interface HostModels extends ModelsOnDevice {
  readonly keeping: Keeping;
  /** Times the other device. */
  readonly measure?: () => Promise<DeviceReport>;
  /** That is worth doing at once: it was not done on this device before. */
  readonly measureNow?: boolean;
}

/** `fresh`: past the caches, after a load that failed. */
export type LoadModels = (
  request: LoadRequest,
  fresh: boolean,
  onProgress: (progress: LoadProgress) => void,
  transfer: Transfer,
) => Promise<HostModels>;

export interface LabHostOptions {
  readonly load: LoadModels;
  readonly post: (event: WorkerEvent) => void;
  /** Lets waiting requests in between two decoder steps. */
  readonly letEventsIn: () => Promise<void>;
}

interface CurrentRun {
  readonly id: number;
  readonly run: Run;
  readonly hasAgents: boolean;
  readonly abort: AbortController;
  paused: boolean;
  /** Of the question in progress, or the last one. */
  analysis: AbortController | null;
}

/** The worker's side of the protocol: takes requests, drives one run at a time, posts events. */
export class LabHost {
  readonly #options: LabHostOptions;
  /** Requests that decode or load, one after another. What a person does waits for none of them. */
  readonly #work = new Serial();
  #loaded: HostModels | null = null;
  /** Of the sender that is loaded. */
  #written = new SenderWork();
  /** The latest load, to be repeated where the device was lost. */
  #lastLoad: LoadRequest | null = null;
  #loadFailed = false;
  /** Of the load in progress. */
  #transfer: Transfer | null = null;
  #current: CurrentRun | null = null;
  /** The load and the run that were asked for last; older ones that wait still are given up. */
  #wantedLoad = 0;
  #wantedRun = 0;
  /** Requests to decode that have not ended. */
  readonly #decoding = new Set<{ readonly run: number; readonly kind: DecodeKind }>();

  readonly #batch: BatchHost;

  constructor(options: LabHostOptions) {
    this.#options = options;
    this.#batch = new BatchHost({ ...options, runs: this.#work });
  }

  /** Resolves when the request was carried out or given up. */
  handle(request: LabRequest): Promise<void> {
    switch (request.kind) {
      case 'load':
        return this.#startLoad(request);
      case 'pause-load':
        this.#transfer?.pause();
        return Promise.resolve();
      case 'resume-load':
        this.#transfer?.resume();
        return Promise.resolve();
      case 'unload':
        return this.#unload(request.run);
      case 'measure-devices':
        return this.#measure(request.run);
      case 'open':
        return this.#startRun(request);
      case 'advance':
      case 'play':
        return this.#decode(request.run, request.kind);
      case 'command':
        return this.#command(request);
      case 'analyse':
        return this.#analyse(request);
      case 'stop-analysis':
        if (this.#current?.id === request.run) this.#current.analysis?.abort();
        return Promise.resolve();
      case 'pause':
        if (this.#current?.id === request.run) this.#current.paused = true;
        return Promise.resolve();
      case 'batch':
        return this.#startBatch(request);
      case 'stop-batch':
        this.#batch.stop(request.run);
        return Promise.resolve();
      case 'cancel':
        if (this.#wantedRun === request.run) this.#wantedRun = 0;
        if (this.#current?.id === request.run) this.#leave();
        return Promise.resolve();
    }
  }

  /** Gives up the run in progress, unless it needs no models; loads in its turn. */
  #startLoad(request: LoadRequest): Promise<void> {
    this.#wantedLoad = request.run;
    this.#transfer?.end();
    if (this.#current?.hasAgents !== false) {
      this.#wantedRun = 0;
      this.#leave();
    }
    return this.#work.run(async () => {
      if (this.#wantedLoad === request.run) await this.#report(request.run, this.#load(request));
    });
  }

  /** Gives up the run in progress; opens in its turn, or at once where no models are needed. */
  #startRun(request: OpenRequest): Promise<void> {
    this.#wantedRun = request.run;
    this.#leave();
    if (!needsModels(request.settings.lanes)) {
      return this.#report(request.run, this.#open(request, null));
    }
    return this.#work.run(async () => {
      if (this.#wantedRun === request.run) {
        await this.#report(request.run, this.#openWithModels(request));
      }
    });
  }

  /** With the models that are loaded, in its turn behind a load. */
  async #startBatch(request: BatchRequest): Promise<void> {
    await this.#work.run(async () => {
      if (this.#loaded || !this.#lastLoad) return;
      await this.#report(request.run, this.#load(this.#lastLoad));
    });
    await this.#batch.start(request, this.#loaded?.models ?? null);
  }

  async #load(request: LoadRequest): Promise<void> {
    const { load, post } = this.#options;
    this.#lastLoad = request;
    const old = this.#loaded;
    this.#loaded = null;
    // Its games still decode with the old models.
    await this.#batch.leave();
    await old?.models.release();
    const fresh = this.#loadFailed;
    this.#loadFailed = true;
    const transfer = new Transfer();
    this.#transfer = transfer;
    const tell = (progress: LoadProgress): void =>
      post({ kind: 'progress', run: request.run, ...progress });
    let loaded: HostModels;
    try {
      loaded = await load(request, fresh, tell, transfer);
    } catch (error) {
      // Given up is not failed.
      if (transfer.signal.aborted) this.#loadFailed = fresh;
      transfer.end();
      throw error;
    } finally {
      if (this.#transfer === transfer) this.#transfer = null;
    }
    this.#loadFailed = false;
    this.#loaded = loaded;
    this.#written = new SenderWork();
    void loaded.lost.then((reason) => this.#loseDevice(loaded, reason));
    const { device, models, keeping } = loaded;
    const { manifest, hashes } = models;
    post({ kind: 'ready', run: request.run, device, manifest, models: hashes, keeping });
    if (loaded.measureNow) void this.#measure(request.run);
  }

  #unload(run: number): Promise<void> {
    this.#wantedLoad = run;
    this.#lastLoad = null;
    this.#transfer?.end();
    if (this.#current?.hasAgents) this.#leave();
    return this.#work.run(async () => {
      const old = this.#loaded;
      this.#loaded = null;
      await this.#batch.leave();
      await old?.models.release();
    });
  }

  #measure(run: number): Promise<void> {
    return this.#work.run(async () => {
      const loaded = this.#loaded;
      if (!loaded?.measure) return;
      try {
        this.#options.post({ kind: 'measured', run, device: await loaded.measure() });
      } catch {
        // Not measured, as before; the models that are loaded are as they were.
        this.#options.post({ kind: 'measured', run, device: loaded.device });
      }
    });
  }

  #loseDevice(lost: ModelsOnDevice, reason: string): void {
    if (this.#loaded !== lost) return;
    this.#loaded = null;
    const message = `The GPU was lost (${reason}). Press Run to load the models again.`;
    const error = new LabError('webgpu-lost', message);
    if (this.#current?.hasAgents) this.#current.abort.abort(error);
    void this.#batch.leave(error);
  }

  async #openWithModels(request: OpenRequest): Promise<void> {
    if (!this.#loaded && this.#lastLoad) await this.#load(this.#lastLoad);
    // A run without models may have been opened meanwhile.
    if (this.#wantedRun === request.run) await this.#open(request, this.#loaded?.models ?? null);
  }

  async #open(request: OpenRequest, models: Models | null): Promise<void> {
    const { run: id, settings, file, kept = [] } = request;
    const { letEventsIn, post } = this.#options;
    const run = new Run(models, settings, {
      file,
      kept,
      written: this.#written,
      emit: (event) => post({ run: id, ...event }),
      letEventsIn,
    });
    const hasAgents = models !== null;
    const abort = new AbortController();
    this.#current = { id, run, hasAgents, abort, paused: false, analysis: null };
    const { intro, task, admissibleCommands, house } = run;
    post({ kind: 'opened', run: id, intro, task, admissibleCommands, house });
  }

  /** The person's lane moves now; the agents follow in their turn, unless they are playing. */
  async #command({ run: id, lane, command }: CommandRequest): Promise<void> {
    const current = this.#current;
    if (current?.id !== id) return;
    await this.#reportOf(current, async () => {
      if (!current.run.command(lane, command)) return;
      if (current.paused || !this.#isDecoding(id, 'play')) await this.#decode(id, 'advance');
    });
  }

  /** In its turn; agents that move do not wait for it. */
  async #analyse({ run: id, lane, step, what }: AnalyseRequest): Promise<void> {
    const current = this.#current;
    if (current?.id !== id) return;
    current.analysis?.abort();
    const own = new AbortController();
    current.analysis = own;
    const signal = AbortSignal.any([own.signal, current.abort.signal]);
    const question = { run: id, lane, step, what };
    const { post } = this.#options;
    await this.#work.run(() =>
      this.#reportOf(current, async () => {
        if (own.signal.aborted) return;
        try {
          const result = await current.run.analyse(question, signal, (done, total) =>
            post({ kind: 'analysing', ...question, done, total }),
          );
          if (!signal.aborted) post({ kind: 'analysed', ...question, result });
        } catch (error) {
          const ended = own.signal.aborted && !current.abort.signal.aborted;
          if (!ended) throw error;
        }
      }),
    );
  }

  async #decode(id: number, kind: DecodeKind): Promise<void> {
    if (kind === 'play' && this.#current?.id === id) this.#current.paused = false;
    const request = { run: id, kind };
    this.#decoding.add(request);
    if (this.#current?.id === id && !this.#current.run.agentsPlay) {
      this.#postIdle(request);
      return;
    }
    if (this.#current?.id === id) this.#current.analysis?.abort();
    await this.#work.run(async () => {
      const current = this.#current;
      if (current?.id === id) {
        await this.#reportOf(current, async () => {
          const { run, abort } = current;
          abort.signal.throwIfAborted();
          do {
            if (run.agentsPlay) await run.advance(abort.signal);
          } while (kind === 'play' && run.agentsPlay && !current.paused);
        });
      }
      this.#postIdle(request);
    });
  }

  #isDecoding(id: number, kind?: DecodeKind): boolean {
    return [...this.#decoding].some((one) => one.run === id && (!kind || one.kind === kind));
  }

  /** The request has ended; where it was its run's last one, the worker waits. */
  #postIdle(request: { readonly run: number; readonly kind: DecodeKind }): void {
    this.#decoding.delete(request);
    const current = this.#current;
    if (current?.id !== request.run || this.#isDecoding(request.run)) return;
    this.#options.post({ kind: 'idle', run: request.run, finished: current.run.finished });
  }

  /** Waits for a load or an opening and posts what went wrong. */
  async #report(run: number, act: Promise<void>): Promise<void> {
    try {
      await act;
    } catch (error) {
      if (!isGivenUp(error)) this.#options.post({ kind: 'failed', run, error: toErrorData(error) });
    }
  }

  /** Does something with a run and posts what went wrong; that it was given up is no error. */
  async #reportOf(current: CurrentRun, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const { aborted, reason } = current.abort.signal;
      const thrown: unknown = aborted ? reason : error;
      if (this.#current === current) this.#leave();
      if (isGivenUp(thrown)) return;
      this.#options.post({ kind: 'failed', run: current.id, error: toErrorData(thrown) });
    }
  }

  /** Gives up the run in progress: at the next decoder step, then it is freed. */
  #leave(): void {
    const left = this.#current;
    this.#current = null;
    if (!left) return;
    left.abort.abort();
    left.analysis?.abort();
    void this.#work.run(() => left.run.dispose());
  }
}

function isGivenUp(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
