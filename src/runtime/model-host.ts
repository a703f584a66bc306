import type {
  DeviceReport,
  Keeping,
  LabRequest,
  LoadProgress,
  WorkerEvent,
} from '../client/protocol';
import type { Models } from '../lab/models';
import { SenderWork } from '../lab/sender-work';
import { LabError } from '../shared/errors';
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
  readonly onLost: (error: LabError) => void;
}

/** The models of the worker: loaded, timed, given up. What it does is called in its turn. */
export class ModelHost {
  readonly #options: ModelHostOptions;
  #loaded: HostModels | null = null;
  /** Of the sender that is loaded. */
  #written = new SenderWork();
  /** The latest load, to be repeated where the device was lost. */
  #last: LoadRequest | null = null;
  #failed = false;
  /** Of the load in progress. */
  #transfer: Transfer | null = null;

  constructor(options: ModelHostOptions) {
    this.#options = options;
  }

  /** Null where none are loaded. */
  get models(): Models | null {
    return this.#loaded?.models ?? null;
  }

  get onGpu(): boolean {
    return this.#loaded?.device.device === 'webgpu';
  }

  get written(): SenderWork {
    return this.#written;
  }

  /** The download of the load in progress; null where none is. */
  get transfer(): Transfer | null {
    return this.#transfer;
  }

  /** Loads, in place of what was loaded. True where the other device is to be timed at once. */
  async load(request: LoadRequest): Promise<boolean> {
    const { load, post } = this.#options;
    this.#last = request;
    const fresh = this.#failed;
    this.#failed = true;
    const transfer = new Transfer();
    this.#transfer = transfer;
    const tell = (progress: LoadProgress): void =>
      post({ kind: 'progress', run: request.run, ...progress });
    let loaded: HostModels;
    try {
      await this.#release();
      transfer.signal.throwIfAborted();
      loaded = await load(request, fresh, tell, transfer);
    } catch (error) {
      // Given up is not failed.
      if (transfer.signal.aborted) this.#failed = fresh;
      transfer.end();
      throw error;
    } finally {
      if (this.#transfer === transfer) this.#transfer = null;
    }
    this.#failed = false;
    this.#loaded = loaded;
    this.#written = new SenderWork();
    void loaded.lost.then((reason) => this.#lose(loaded, reason));
    const { device, models, keeping } = loaded;
    const { manifest, hashes } = models;
    post({ kind: 'ready', run: request.run, device, manifest, models: hashes, keeping });
    return loaded.measureNow ?? false;
  }

  /** What the latest load was of, where it must be loaded again; null where it need not or there was none. */
  get missing(): LoadRequest | null {
    return this.#loaded ? null : this.#last;
  }

  /** No load is repeated from now on. */
  forget(): void {
    this.#last = null;
    this.#transfer?.end();
  }

  async unload(): Promise<void> {
    await this.#release();
  }

  async measure(run: number): Promise<void> {
    const { post } = this.#options;
    const loaded = this.#loaded;
    if (!loaded?.measure) return;
    try {
      post({ kind: 'measured', run, device: await loaded.measure() });
    } catch {
      // Not measured, as before; the models that are loaded are as they were.
      post({ kind: 'measured', run, device: loaded.device });
    }
  }

  async #release(): Promise<void> {
    const old = this.#loaded;
    this.#loaded = null;
    await this.#options.leave();
    await old?.models.release();
  }

  #lose(lost: HostModels, reason: string): void {
    if (this.#loaded !== lost) return;
    this.#loaded = null;
    const message = `The GPU was lost (${reason}). Press Run to load the models again.`;
    this.#options.onLost(new LabError('webgpu-lost', message));
  }
}
