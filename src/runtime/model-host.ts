import type {
  DeviceReport,
  Keeping,
  LabRequest,
  LoadProgress,
  WorkerEvent,
} from '../client/protocol';
import type { Models } from '../lab/models';
import { SenderWork } from '../lab/sender-work';
import type { FaultKind } from '../lab/trace';
import { LabError, toErrorData } from '../shared/errors';
import type { ModelsOnDevice } from './choose-device';
import { Transfer } from './transfer';

export type LoadRequest = Extract<LabRequest, { kind: 'load' }>;

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

export interface ModelHostOptions {
  readonly load: LoadModels;
  readonly post: (event: WorkerEvent) => void;
  /** Before models are released: resolves when nothing decodes with them that is not in its turn. */
  readonly leave: () => Promise<void>;
}

/** Models that are loaded, until they are gone. */
export class HeldModels {
  /** What the sender wrote. */
  readonly written = new SenderWork();
  readonly #gone = new AbortController();
  #fault: FaultKind | null = null;

  /** `loadTime`: what loading took, ms: files that are here, sessions, self-tests. */
  constructor(
    readonly host: HostModels,
    readonly loadTime: number,
  ) {}

  get models(): Models {
    return this.host.models;
  }

  get device(): DeviceReport['device'] {
    return this.host.device.device;
  }

  /** Aborted when they cannot be used any more. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Why they are gone; null where they are not, or were given up as asked. */
  get fault(): FaultKind | null {
    return this.#fault;
  }

  end(fault: FaultKind | null): void {
    if (this.gone.aborted) return;
    this.#fault = fault;
    this.#gone.abort(new LabError('models-lost', 'The models are gone. Load them again.'));
  }
}

/** As often a GPU that was lost is tried again; after that WASM takes its place. */
const MOST_LOSSES = 2;
/** A call may fail before it is told that its device is lost; ms. */
const TOLD_LATE = 250;

/** The models of the worker: loaded, timed, given up, loaded again. What it does is called in its turn. */
export class ModelHost {
  readonly #options: ModelHostOptions;
  #held: HeldModels | null = null;
  /** Gone, and not released yet. */
  #spent: HeldModels | null = null;
  /** The latest load, to be repeated where its models are gone. */
  #last: LoadRequest | null = null;
  #failed = false;
  /** Of the GPU, since the latest load. */
  #losses = 0;
  /** Of the load in progress. */
  #transfer: Transfer | null = null;

  constructor(options: ModelHostOptions) {
    this.#options = options;
  }

  /** Null where none are loaded. */
  get held(): HeldModels | null {
    return this.#held;
  }

  /** The download of the load in progress; null where none is. */
  get transfer(): Transfer | null {
    return this.#transfer;
  }

  /** Loads, in place of what was loaded. True where the other device is to be timed at once. */
  async load(request: LoadRequest): Promise<boolean> {
    this.#last = request;
    this.#losses = 0;
    return (await this.#load(request)).host.measureNow ?? false;
  }

  /** The models; loaded again where they are gone, null where none were asked for. */
  async ready(): Promise<HeldModels | null> {
    if (this.#held || !this.#last) return this.#held;
    const beaten = this.#losses > MOST_LOSSES;
    // What was ordered is a wish now: the run goes on on whatever works.
    const request = { ...this.#last, wished: true };
    return beaten ? this.#load({ ...request, device: 'wasm' }, 'gpu-lost') : this.#load(request);
  }

  /**
   * What a call on these models failed of, where that was their fault: then they are given up. Null where
   * it was not.
   */
  async blame(used: HeldModels, error: unknown): Promise<FaultKind | null> {
    if (!used.gone.aborted && error instanceof LabError) return null;
    if (!used.gone.aborted && used.device === 'webgpu') {
      await Promise.race([used.host.lost, new Promise((late) => setTimeout(late, TOLD_LATE))]);
    }
    this.#lose(used, 'runtime-error');
    return used.fault;
  }

  /** No load is repeated from now on. */
  forget(): void {
    this.#last = null;
    this.#transfer?.end();
  }

  async unload(): Promise<void> {
    await this.#release();
  }

  /** `asked`: by a person, who waits for an answer: models that are gone are loaded again for it. */
  async measure(run: number, asked: boolean): Promise<void> {
    const { post } = this.#options;
    try {
      const loaded = (asked ? await this.ready() : this.#held)?.host;
      if (loaded?.measure) post({ kind: 'measured', run, device: await loaded.measure() });
      else if (asked)
        throw new LabError('models-missing', 'No models are loaded. Load them first.');
    } catch (error) {
      // The models that are loaded are as they were.
      if (asked) post({ kind: 'not-measured', run, error: toErrorData(error) });
    }
  }

  async #load(request: LoadRequest, reason?: 'gpu-lost'): Promise<HeldModels> {
    const { load, post } = this.#options;
    const { run } = request;
    const fresh = this.#failed;
    this.#failed = true;
    const transfer = new Transfer();
    this.#transfer = transfer;
    const start = performance.now();
    const tell = (progress: LoadProgress): void => post({ kind: 'progress', run, ...progress });
    let loaded: HostModels;
    try {
      await this.#release();
      transfer.signal.throwIfAborted();
      const attempt = (past: boolean): Promise<HostModels> => load(request, past, tell, transfer);
      try {
        loaded = await attempt(fresh);
      } catch (error) {
        // Such as memory that was short: what the first attempt took is free again.
        if (error instanceof LabError || transfer.signal.aborted) throw error;
        loaded = await attempt(false).catch((again: unknown) => {
          throw again instanceof LabError ? again : notStarted(again);
        });
      }
    } catch (error) {
      // Given up is not failed.
      if (transfer.signal.aborted) this.#failed = fresh;
      transfer.end();
      throw error;
    } finally {
      if (this.#transfer === transfer) this.#transfer = null;
    }
    this.#failed = false;
    if (reason) loaded = { ...loaded, device: { ...loaded.device, reason } };
    const held = new HeldModels(loaded, performance.now() - start);
    this.#held = held;
    void loaded.lost.then(() => this.#lose(held, 'device-lost'));
    const { device, models, keeping } = loaded;
    const { manifest, hashes } = models;
    post({ kind: 'ready', run, device, manifest, models: hashes, keeping });
    return held;
  }

  async #release(): Promise<void> {
    const old = this.#held ?? this.#spent;
    this.#held = null;
    this.#spent = null;
    const fault = old?.fault ?? null;
    old?.end(null);
    await this.#options.leave();
    try {
      await old?.host.models.release();
    } catch (error) {
      // What failed before may fail to end, too.
      if (fault === null) throw error;
    }
  }

  #lose(lost: HeldModels, fault: FaultKind): void {
    if (this.#held !== lost) return;
    this.#held = null;
    this.#spent = lost;
    if (lost.device === 'webgpu') this.#losses += 1;
    lost.end(fault);
  }
}

/** A fresh worker has memory again, so this one is not to be used any more. */
function notStarted(error: unknown): LabError {
  const detail = error instanceof Error ? error.message : String(error);
  const message = `The models could not be started: ${detail}. Close other tabs or programs, then load them again.`;
  return new LabError('models-not-started', message, false);
}
