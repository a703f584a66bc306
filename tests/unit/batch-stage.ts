/** The Batch tab's store on a stage: a fake worker, a fake memory, a clock. */
import { vi } from 'vitest';
import type { Request } from '../../src/client/protocol';
import type { BatchFile } from '../../src/lab/batch-file';
import type { BatchLine } from '../../src/lab/batch-line';
import type { BatchStoreOptions } from '../../src/state/batch-data';
import type { BatchGame } from '../../src/state/batch-games';
import type { BatchMemory } from '../../src/state/batch-memory';
import type { Several } from '../../src/state/batch-pool';
import { createBatchStore } from '../../src/state/batch-store';
import { batchSettings } from './batch-fixtures';
import { DEVICE, type FakeWorker, setUp } from './fake-worker';

export class FakeMemory implements BatchMemory {
  kept: BatchFile | null = null;
  broken = false;
  recall = async () => this.kept;
  files: readonly BatchGame[] = [];
  games = async () => this.files;
  begin = async (head: Omit<BatchFile, 'lines'>, games: readonly BatchGame[]) => {
    if (this.broken) throw new Error('private window');
    this.files = games;
    this.kept = { ...head, lines: [] };
  };
  change = async (head: Omit<BatchFile, 'lines'>) => {
    if (this.kept) this.kept = { ...head, lines: this.kept.lines };
  };
  add = async (lines: readonly BatchLine[]) => {
    if (this.kept) this.kept = { ...this.kept, lines: [...this.kept.lines, ...lines] };
  };
  forget = async () => {
    this.kept = null;
  };
}

const SETTINGS = batchSettings();
/** The page's store with a fake worker that both stores hear. */
export async function stage({
  hash = '',
  memory = new FakeMemory(),
  ready = true,
  machine,
}: {
  hash?: string;
  memory?: FakeMemory;
  ready?: boolean;
  machine?: BatchStoreOptions['machine'];
} = {}) {
  const page = setUp();
  const listeners: Parameters<FakeWorker['onEvent']>[0][] = [];
  const sent: Request[] = [];
  const several: (Several | undefined)[] = [];
  const clock = { now: 0 };
  const store = await createBatchStore({
    lab: page.store,
    connection: {
      send: (request, on) => {
        sent.push(request);
        several.push(on);
      },
      onEvent: (listener) => {
        listeners.push(listener);
        return () => {};
      },
    },
    memory,
    hash,
    cores: 2,
    ...(machine ? { machine } : {}),
    now: () => clock.now,
  });
  if (ready) {
    const manifest = { tier: 'tiny', compressions: [8, 4, 2, 1] } as never;
    page.store.setState({
      loading: {
        kind: 'ready',
        device: DEVICE,
        manifest,
        models: { actor: 'abc' },
        keeping: 'kept',
      },
    });
  }
  const act = store.getState().act;
  act.change(SETTINGS);
  const run = (): number => sent.at(-1)?.run ?? 0;
  const say = (event: Parameters<(typeof listeners)[number]>[0]): void => {
    for (const listener of listeners) listener(event);
  };
  const play = (lines: readonly BatchLine[]): void => {
    for (const line of lines) say({ kind: 'batch-line', run: run(), line });
    vi.advanceTimersByTime(1000);
  };
  return { page, store, act, sent, several, memory, clock, run, say, play, get: store.getState };
}
