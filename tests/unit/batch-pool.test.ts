import { describe, expect, it } from 'vitest';
import type { Request, WorkerEvent } from '../../src/client/protocol';
import { type BatchLine, lineKey } from '../../src/lab/batch-line';
import { runBatch } from '../../src/lab/batch-runner';
import { toErrorData } from '../../src/shared/errors';
import { BatchPool, type BatchRequest, type Helper } from '../../src/state/batch-pool';
import { batchSettings, knowingScript, timeless } from './batch-fixtures';
import { FakeModels } from './fake-models';

const SETTINGS = batchSettings();
const RUN = 7;
const MODELS = { actor: 'abc' };
const REQUEST: BatchRequest = {
  kind: 'batch',
  run: RUN,
  settings: SETTINGS,
  done: [],
  files: [],
  concurrency: 2,
};

/** A worker of fake models that plays what it is asked to, where nobody holds it. */
class PlayingWorker implements Helper {
  readonly sent: Request[] = [];
  disposed = false;
  /** Ends with an error after so many lines. */
  dies = Number.POSITIVE_INFINITY;
  gate: Promise<void> = Promise.resolve();
  private listeners: ((event: WorkerEvent) => void)[] = [];
  private abort = new AbortController();

  send(request: Request): void {
    this.sent.push(request);
    if (request.kind === 'stop-batch') this.abort.abort();
    if (request.kind === 'batch') void this.play(request);
  }

  onEvent(listener: (event: WorkerEvent) => void): () => void {
    this.listeners.push(listener);
    return () => {};
  }

  dispose(): void {
    this.disposed = true;
    this.listeners = [];
    this.abort.abort();
  }

  say(event: WorkerEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  ready(models: Readonly<Record<string, string>> = MODELS): void {
    this.say({ kind: 'ready', run: 1, models } as WorkerEvent);
  }

  private async play({ run, settings, done, concurrency, shard }: BatchRequest): Promise<void> {
    await this.gate;
    this.abort = new AbortController();
    const { signal } = this.abort;
    let lines = 0;
    try {
      await runBatch(new FakeModels(knowingScript(settings)), settings, {
        concurrency,
        signal,
        done: new Set(done),
        ...(shard ? { shard } : {}),
        onLine: (line) => {
          if (lines++ === this.dies) this.abort.abort(new Error('It died.'));
          if (!signal.aborted) this.say({ kind: 'batch-line', run, line });
        },
      });
      this.say({ kind: 'batch-ended', run, complete: true });
    } catch (error) {
      const stopped = error instanceof DOMException;
      if (stopped) this.say({ kind: 'batch-ended', run, complete: false });
      else this.say({ kind: 'failed', run, error: toErrorData(error) });
    }
  }
}

function stage(helpers: readonly (PlayingWorker | null)[]) {
  const main = new PlayingWorker();
  const waiting = helpers.values();
  const pool = new BatchPool(main, () => waiting.next().value ?? null);
  const events: WorkerEvent[] = [];
  const ended = new Promise<WorkerEvent>((resolve) => {
    pool.onEvent((event) => {
      events.push(event);
      if (['batch-ended', 'failed'].includes(event.kind)) resolve(event);
    });
  });
  const lines = (): BatchLine[] =>
    events.flatMap((event) => (event.kind === 'batch-line' ? [event.line] : []));
  return { main, pool, events, ended, lines };
}

const sorted = (lines: readonly BatchLine[]) =>
  lines.map(timeless).sort((one, other) => (lineKey(one) < lineKey(other) ? -1 : 1));

async function alone(): Promise<BatchLine[]> {
  const { pool, ended, lines } = stage([]);
  pool.send(REQUEST);
  expect(await ended).toEqual({ kind: 'batch-ended', run: RUN, complete: true });
  return lines();
}

describe('a batch on several workers', () => {
  it('has the lines of one worker, each once, and ends once', async () => {
    const helpers = [new PlayingWorker(), new PlayingWorker()];
    const { main, pool, events, ended, lines } = stage(helpers);
    pool.send(REQUEST, { workers: 3, models: MODELS });
    expect(helpers.map(({ sent }) => sent)).toEqual([[], []]);
    for (const helper of helpers) helper.ready();
    expect(await ended).toEqual({ kind: 'batch-ended', run: RUN, complete: true });
    expect(sorted(lines())).toEqual(sorted(await alone()));
    expect(events.filter(({ kind }) => kind === 'batch-ended')).toHaveLength(1);
    const parts = [main, ...helpers].flatMap(({ sent }) => sent);
    expect(parts).toMatchObject([0, 1, 2].map((index) => ({ shard: { index, of: 3 } })));
    expect(helpers.every(({ disposed }) => disposed)).toBe(true);
  });

  it('plays what a helper that failed has not played, and nothing twice', async () => {
    const helper = new PlayingWorker();
    helper.dies = 2;
    const { main, pool, ended, lines } = stage([helper]);
    pool.send(REQUEST, { workers: 2, models: MODELS });
    helper.ready();
    expect(await ended).toMatchObject({ complete: true });
    expect(sorted(lines())).toEqual(sorted(await alone()));
    expect(main.sent).toHaveLength(2);
    expect(main.sent[1]).toMatchObject({ shard: { index: 1, of: 2 } });
  });

  it('plays alone where there is no helper, or one has other models', async () => {
    for (const helper of [null, new PlayingWorker()]) {
      const { pool, ended, lines } = stage([helper]);
      pool.send(REQUEST, { workers: 2, models: MODELS });
      helper?.ready({ actor: 'another' });
      expect(await ended).toMatchObject({ complete: true });
      expect(lines()).toHaveLength(12);
      expect(helper?.sent ?? []).toEqual([]);
    }
  });

  it('stops all, also where the page’s own worker has played its part', async () => {
    const helper = new PlayingWorker();
    const { main, pool, events, ended, lines } = stage([helper]);
    pool.send(REQUEST, { workers: 2, models: MODELS });
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The helper never became ready.
    expect(lines()).toHaveLength(6);
    expect(events.some(({ kind }) => kind === 'batch-ended')).toBe(false);
    pool.send({ kind: 'stop-batch', run: RUN });
    expect(await ended).toEqual({ kind: 'batch-ended', run: RUN, complete: false });
    expect(helper.disposed).toBe(true);
    expect(main.sent).toHaveLength(1);
    helper.ready();
    expect(helper.sent).toEqual([]);
  });

  it('stops while both play, and says that it is not complete', async () => {
    const helper = new PlayingWorker();
    helper.gate = new Promise(() => {});
    const { main, pool, ended } = stage([helper]);
    pool.onEvent(({ kind }) => {
      if (kind === 'batch-line') pool.send({ kind: 'stop-batch', run: RUN });
    });
    pool.send(REQUEST, { workers: 2, models: MODELS });
    helper.ready();
    expect(await ended).toMatchObject({ kind: 'batch-ended', complete: false });
    expect(main.sent.at(-1)).toEqual({ kind: 'stop-batch', run: RUN });
    expect(helper.disposed).toBe(true);
  });

  it('ends with the page’s worker', async () => {
    const helper = new PlayingWorker();
    const { main, pool, ended } = stage([helper]);
    main.gate = new Promise(() => {});
    pool.send(REQUEST, { workers: 2, models: MODELS });
    const error = { code: 'worker-stopped', message: 'It stopped.', recoverable: true };
    main.say({ kind: 'failed', run: 3, error });
    expect(await ended).toMatchObject({ kind: 'failed' });
    expect(helper.disposed).toBe(true);
  });
});
