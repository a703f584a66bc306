/** A lab store on a worker that says what the test wants. */
import type { DeviceReport, Request, WorkerEvent } from '../../src/client/protocol';
import { EMPTY_HOUSE } from '../../src/lab/house';
import type { Manifest } from '../../src/shared/manifest';
import type { LabConnection } from '../../src/state/lab-data';
import { createLabStore } from '../../src/state/lab-store';
import { SETTINGS, step } from './run-fixtures';

type EventBody<T = WorkerEvent> = T extends WorkerEvent ? Omit<T, 'run'> : never;

export const DEVICE: DeviceReport = {
  device: 'wasm',
  description: '',
  reason: 'wasm-asked',
  software: false,
  options: [],
  gpu: null,
  unmet: null,
};

/** A worker that says what the test wants, stamped with the latest request's number. */
export class FakeWorker implements LabConnection {
  readonly sent: Request[] = [];
  private listener: (event: WorkerEvent) => void = () => {};

  send(request: Request): void {
    this.sent.push(request);
  }

  onEvent(listener: (event: WorkerEvent) => void): () => void {
    this.listener = listener;
    return () => {};
  }

  get last(): Request | undefined {
    return this.sent.at(-1);
  }

  say(body: EventBody, run = this.last?.run ?? 0): void {
    this.listener({ ...body, run } as WorkerEvent);
  }

  becomeReady(run = this.sent.findLast(({ kind }) => kind === 'load')?.run): void {
    const manifest = { compressions: [8, 4] } as unknown as Manifest;
    this.say(
      { kind: 'ready', device: DEVICE, manifest, models: { actor: 'abc' }, keeping: 'kept' },
      run,
    );
  }

  open(): void {
    const texts = { intro: 'A room.', task: 'put', admissibleCommands: [], house: EMPTY_HOUSE };
    this.say({ kind: 'opened', ...texts });
  }

  step(lane: number, command: string): void {
    this.say({ kind: 'step', lane, step: step(command), outcome: 'running' });
  }
}

export const PACE = { phase: 'running', bytesPerSecond: 5 } as const;

export function setUp() {
  const worker = new FakeWorker();
  const store = createLabStore(worker, {
    settings: SETTINGS,
    device: 'wasm',
    modelsUrl: '/models/tiny/',
    now: () => '2026-11-22T23:00:00Z',
  });
  return { worker, store, act: store.getState().act };
}

export function opened() {
  const page = setUp();
  page.act.load();
  page.worker.becomeReady();
  page.worker.open();
  return page;
}
