import type { LabRequest, WorkerEvent } from '../../src/client/protocol';
import type { Models } from '../../src/lab/models';
import { LabHost } from '../../src/runtime/lab-host';
import type { HostModels, LoadRequest } from '../../src/runtime/model-host';
import type { Transfer } from '../../src/runtime/transfer';
import { FakeModels, type FakeScript } from './fake-models';
import { INFORMING, message, settings } from './scripted-runs';

/** A host on scripted models, and all that it said. */
export class Stage {
  readonly events: WorkerEvent[] = [];
  readonly loads: boolean[] = [];
  readonly requests: LoadRequest[] = [];
  /** Where models are loaded that are not asked for on WASM. */
  device: 'webgpu' | 'wasm' = 'wasm';
  /** Puts something between the host and the models that are loaded next. */
  wrap: (models: Models) => Models = (models) => models;
  released = 0;
  private held: Promise<void> = Promise.resolve();
  models: FakeModels;
  /** Of the latest load. */
  transfer: Transfer | null = null;
  failure: Error | null = null;
  lose: (reason: string) => void = () => {};
  /** Called between two decoder steps. */
  between: () => void | Promise<void> = () => {};
  readonly host: LabHost;

  constructor(script: FakeScript = INFORMING, patience?: number) {
    this.models = new FakeModels(script);
    this.host = new LabHost({
      load: async (request, fresh, onProgress, transfer) => {
        this.loads.push(fresh);
        this.requests.push(request);
        this.transfer = transfer;
        onProgress({
          loaded: 5,
          total: 9,
          file: 'actor.onnx',
          phase: 'running',
          bytesPerSecond: null,
        });
        await this.held;
        transfer.signal.throwIfAborted();
        if (this.failure) throw this.failure;
        return this.loaded(request.device === 'wasm' ? 'wasm' : this.device);
      },
      post: (event) => this.events.push(event),
      letEventsIn: async () => this.between(),
      ...(patience === undefined ? {} : { patience }),
    });
  }

  /** Loads wait until the gate is opened. */
  hold(): { open: () => void } {
    let open = (): void => {};
    this.held = new Promise((resolve) => {
      open = resolve;
    });
    return { open };
  }

  say(request: LabRequest): Promise<void> {
    return this.host.handle(request);
  }

  load(run = 1): Promise<void> {
    return this.say({ kind: 'load', run, modelsUrl: 'models/', device: 'auto' });
  }

  open(run: number, lanes = [message({ channel: 'none' })], stepBudget = 3): Promise<void> {
    return this.say({ kind: 'open', run, settings: settings(lanes, stepBudget), file: null });
  }

  kinds(run: number): string[] {
    return this.events.filter((event) => event.run === run).map(({ kind }) => kind);
  }

  private loaded(device: 'webgpu' | 'wasm'): HostModels {
    const models = this.wrap(this.models);
    const { manifest, sender, compressedSender, actor, adapter } = models;
    const release = async (): Promise<void> => {
      this.released++;
    };
    return {
      models: {
        manifest,
        senderTokenizer: models.senderTokenizer,
        actorTokenizer: models.actorTokenizer,
        sender,
        compressedSender,
        actor,
        adapter,
        corpus: (view) => models.corpus(view),
        hashes: {},
        bounds: null,
        release,
      },
      device: {
        device,
        description: '',
        reason: 'wasm-asked',
        software: false,
        options: [],
        gpu: null,
        unmet: null,
      },
      keeping: 'kept',
      lost: new Promise((resolve) => {
        this.lose = resolve;
      }),
    };
  }
}
