import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BatchFile, decodeBatch, encodeBatch } from '../../src/lab/batch-file';
import { type BatchLine, lineKey } from '../../src/lab/batch-line';
import type { BatchMachine } from '../../src/lab/batch-machine';
import { VERSIONS_OF_RESULTS } from '../../src/shared/versions';
import { firstWorkers } from '../../src/state/batch-data';
import { progressOfBatch } from '../../src/state/batch-progress-view';
import { createBatchStore, FIRST_BATCH } from '../../src/state/batch-store';
import { batchFile, batchSettings, inventedLines, SOURCE } from './batch-fixtures';
import { FakeMemory, stage } from './batch-stage';
import { DEVICE, setUp } from './fake-worker';

const SETTINGS = batchSettings();
const LINES = inventedLines(SETTINGS, () => true);
/** What a fake worker's models make. */
const HERE = {
  ...SOURCE,
  tier: 'tiny',
  models: { actor: 'abc' },
  backend: 'wasm',
  versions: { ...VERSIONS_OF_RESULTS },
};

const machineOf = (host: string, concurrency: number, workers: number): BatchMachine => ({
  commit: null,
  host,
  processor: null,
  cores: 8,
  workers,
  concurrency,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the batch’s store', () => {
  it('asks for several workers on WASM, and for one on a GPU', async () => {
    expect([0, 1, 2, 4, 16].map(firstWorkers)).toEqual([1, 1, 1, 3, 4]);
    const { page, act, several, run, say } = await stage();
    act.changeWorkers(3);
    act.start();
    expect(several.at(-1)).toEqual({ workers: 3, models: { actor: 'abc' } });
    say({ kind: 'batch-ended', run: run(), complete: true });
    const { loading } = page.store.getState();
    if (loading.kind !== 'ready') throw new Error('The models are not ready.');
    page.store.setState({ loading: { ...loading, device: { ...DEVICE, device: 'webgpu' } } });
    act.start();
    expect(several.at(-1)).toMatchObject({ workers: 1 });
  });

  it('starts, shows lines as they come, keeps them, ends', async () => {
    const { act, sent, memory, run, say, play, get, clock } = await stage();
    act.start();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ kind: 'batch', settings: SETTINGS, done: [], concurrency: 8 });
    expect(run()).toBeGreaterThan(FIRST_BATCH);
    clock.now = 60_000;
    play(LINES.slice(0, 6));
    const { batch, since, lastAt } = get();
    expect(batch?.lines).toHaveLength(6);
    expect(memory.kept?.lines).toHaveLength(6);
    if (!batch) throw new Error('No batch.');
    expect(progressOfBatch(batch, since, lastAt)).toMatchObject({
      done: 6,
      total: 12,
      perMinute: 6,
      secondsLeft: 60,
    });
    play(LINES.slice(6));
    say({ kind: 'batch-ended', run: run(), complete: true });
    expect(get()).toMatchObject({ phase: 'ended', error: null });
  });

  it('says what it was played on, once, and where it went on', async () => {
    const memory = new FakeMemory();
    const source = { ...HERE, machines: [machineOf('Node 24', 8, 2)] };
    memory.kept = batchFile(SETTINGS, LINES.slice(0, 5), { source });
    const { act, get, say, run } = await stage({
      memory,
      machine: machineOf.bind(null, 'Firefox'),
    });
    act.resume();
    const hosts = () => get().batch?.source.machines?.map(({ host, workers }) => [host, workers]);
    const expected = [
      ['Node 24', 2],
      ['Firefox', firstWorkers(2)],
    ];
    expect(hosts()).toEqual(expected);
    say({ kind: 'batch-ended', run: run(), complete: false });
    act.resume();
    expect(hosts()).toEqual(expected);
    expect(memory.kept?.source.machines).toHaveLength(2);
  });

  it('pauses, and resumes with what is left', async () => {
    const { act, sent, run, say, get } = await stage();
    act.start();
    for (const line of LINES.slice(0, 3)) say({ kind: 'batch-line', run: run(), line });
    act.pause();
    expect(sent.at(-1)).toEqual({ kind: 'stop-batch', run: run() });
    say({ kind: 'batch-ended', run: run(), complete: false });
    // What had not been shown yet is not lost.
    expect(get().batch?.lines).toHaveLength(3);
    expect(get().phase).toBe('paused');
    act.resume();
    expect(sent.at(-1)).toMatchObject({ kind: 'batch' });
    expect(sent.at(-1)).toMatchObject({ done: { length: 3 } });
    act.stop();
    expect(sent.at(-1)).toEqual({ kind: 'stop-batch', run: run() });
    expect(get().phase).toBe('stopping');
    say({ kind: 'batch-ended', run: run(), complete: false });
    expect(get().phase).toBe('ended');
    act.resume();
    expect(sent.at(-1)).toMatchObject({ kind: 'batch', done: { length: 3 } });
    act.pause();
    say({ kind: 'batch-ended', run: run(), complete: false });
    expect(get().phase).toBe('paused');
  });

  it('keeps its own batch behind an opened file, whatever is pressed', async () => {
    const memory = new FakeMemory();
    memory.kept = batchFile(SETTINGS, LINES.slice(0, 5), { source: HERE });
    const { act, get } = await stage({ memory });
    const file = (lines: readonly BatchLine[]) => ({
      name: 'r.json',
      text: async () => encodeBatch(batchFile(SETTINGS, lines)),
    });
    await act.openFile(file(LINES));
    await act.openFile(file(LINES.slice(1)));
    expect(get()).toMatchObject({ openedFrom: 'r.json', aside: { phase: 'paused' } });
    act.discard();
    expect(memory.kept?.lines).toHaveLength(5);
    expect(get()).toMatchObject({ phase: 'paused', openedFrom: null, aside: null });
    expect(get().batch?.lines).toHaveLength(5);
    act.closeFile();
    expect(get().phase).toBe('paused');
    act.discard();
    expect(memory.kept).toBeNull();
    await act.openFile(file(LINES));
    act.closeFile();
    expect(get()).toMatchObject({ phase: 'none', batch: null });
  });

  it('plays the rest of an opened file where its models are here, and keeps it from then on', async () => {
    const { act, get, sent, memory } = await stage();
    const opened = async (source: BatchFile['source']): Promise<void> => {
      const text = encodeBatch(batchFile(SETTINGS, LINES.slice(0, 4), { source }));
      await act.openFile({ name: 'part.json', text: async () => text });
    };
    await opened({ ...HERE, models: { actor: 'other' } });
    act.resume();
    expect(sent).toEqual([]);
    expect(get()).toMatchObject({ openedFrom: 'part.json', error: { code: 'other-batch' } });
    await opened(HERE);
    act.resume();
    expect(sent.at(-1)).toMatchObject({ kind: 'batch', done: { length: 4 } });
    expect(get()).toMatchObject({ phase: 'running', openedFrom: null, aside: null });
    await vi.waitFor(() => expect(memory.kept?.lines).toHaveLength(4));
  });

  it('plays what failed again', async () => {
    const memory = new FakeMemory();
    const lines = LINES.map((line, place) =>
      place === 2 ? ({ ...line, outcome: 'failed' } as const) : line,
    );
    memory.kept = batchFile(SETTINGS, lines, { source: HERE });
    const { act, get, sent } = await stage({ memory });
    expect(get().phase).toBe('ended');
    act.replayFailed();
    expect(sent.at(-1)).toMatchObject({ done: { length: LINES.length - 1 } });
    expect(get().batch?.lines.some(({ outcome }) => outcome === 'failed')).toBe(false);
    await vi.waitFor(() => expect(memory.kept?.lines).toHaveLength(LINES.length - 1));
  });

  it('says how fast it goes now, not how fast it began', async () => {
    const { act, get, clock, play } = await stage();
    act.start();
    clock.now = 600_000;
    play(LINES.slice(0, 1));
    clock.now += 30_000;
    play(LINES.slice(1, 4));
    clock.now += 30_000;
    play(LINES.slice(4, 8));
    const { batch, since, lastAt } = get();
    if (!batch) throw new Error('No batch.');
    // Seven in the last minute, after one in ten.
    expect(progressOfBatch(batch, since, lastAt)).toMatchObject({ perMinute: 7 });
  });

  it('does not hear an older batch', async () => {
    const { act, run, say, play, get } = await stage();
    act.start();
    const old = run();
    say({ kind: 'batch-ended', run: old, complete: false });
    act.resume();
    say({ kind: 'batch-line', run: old, line: LINES[0] as BatchLine });
    play([]);
    expect(get().batch?.lines).toHaveLength(0);
    say({ kind: 'batch-ended', run: old, complete: true });
    expect(get().phase).toBe('running');
  });

  it('goes on after a reload, but not with other models', async () => {
    const memory = new FakeMemory();
    memory.kept = batchFile(SETTINGS, LINES.slice(0, 5), { source: HERE });
    const { act, sent, get } = await stage({ memory });
    expect(get()).toMatchObject({ phase: 'paused', form: SETTINGS });
    act.resume();
    expect(sent.at(-1)).toMatchObject({ done: { length: 5 } });
    const other = new FakeMemory();
    other.kept = batchFile(SETTINGS, LINES.slice(0, 5), { source: { ...HERE, models: {} } });
    const second = await stage({ memory: other });
    second.act.resume();
    expect(second.sent).toEqual([]);
    expect(second.get().error).toMatchObject({ code: 'other-batch' });
    expect(second.get().error?.message).toContain('other models');
  });

  it('is complete after a reload where everything was played', async () => {
    const memory = new FakeMemory();
    memory.kept = batchFile(SETTINGS, LINES, { source: HERE });
    const { act, get, memory: same } = await stage({ memory });
    expect(get().phase).toBe('ended');
    act.discard();
    expect(get()).toMatchObject({ phase: 'none', batch: null });
    expect(same.kept).toBeNull();
  });

  it('is played on in another worker when its own dies, twice where it gets no further', async () => {
    const error = { code: 'worker-stopped', message: 'The models stopped.', recoverable: true };
    const one = await stage();
    one.act.start();
    const die = (): void => one.say({ kind: 'failed', run: 3, error });
    one.play(LINES.slice(0, 1));
    die();
    expect(one.get()).toMatchObject({ phase: 'running', error: null });
    expect(one.sent.at(-1)).toMatchObject({
      kind: 'batch',
      done: [lineKey(LINES[0] as BatchLine)],
    });
    expect(one.get().batch?.faults).toEqual([{ done: 1, what: 'worker-stopped', backend: null }]);
    one.play(LINES.slice(1, 2));
    expect(one.get().batch?.faults).toEqual([{ done: 1, what: 'worker-stopped', backend: 'wasm' }]);
    die();
    die();
    expect(one.get().phase).toBe('running');
    die();
    expect(one.get()).toMatchObject({ phase: 'paused', error });
    expect(one.get().batch?.lines).toHaveLength(2);
    expect(one.memory.kept?.faults).toHaveLength(3);
    one.act.resume();
    expect(one.get().phase).toBe('running');
    expect(decodeBatch(encodeBatch(one.get().batch as BatchFile)).faults).toHaveLength(3);
  });

  it('says that its models were lost, and goes on where they are loaded again', async () => {
    const one = await stage();
    one.act.start();
    one.play(LINES.slice(0, 2));
    one.say({ kind: 'faulted', run: one.run(), what: 'device-lost' });
    expect(one.get().phase).toBe('running');
    one.play(LINES.slice(2));
    const faults = [{ done: 2, what: 'device-lost', backend: 'wasm' }];
    expect(one.get().batch?.faults).toEqual(faults);
    expect(one.get().batch?.lines).toHaveLength(LINES.length);
  });

  it('stands paused with its lines when it cannot go on', async () => {
    const error = { code: 'webgpu-failed', message: 'It does not work.', recoverable: true };
    const two = await stage();
    two.act.start();
    two.say({ kind: 'failed', run: 3, error: { ...error, code: 'bad-game-name' } });
    expect(two.get().phase).toBe('running');
    two.say({ kind: 'batch-failed', run: two.run(), error });
    expect(two.get()).toMatchObject({ phase: 'paused', error });
  });

  it('says what cannot be started, and that nothing is kept', async () => {
    const early = await stage({ ready: false });
    early.act.start();
    expect(early.get().error).toMatchObject({ code: 'models-missing' });
    const empty = await stage();
    empty.act.change({ conditions: [] });
    empty.act.start();
    expect(empty.get()).toMatchObject({ phase: 'none', error: { code: 'bad-settings' } });
    empty.act.dismissError();
    expect(empty.get().error).toBeNull();
    const memory = new FakeMemory();
    memory.broken = true;
    const forgetful = await stage({ memory });
    forgetful.act.start();
    await Promise.resolve();
    await Promise.resolve();
    expect(forgetful.get().kept).toBe(false);
  });

  it('opens results from files', async () => {
    const { act, get } = await stage();
    const file = (text: string) => ({ name: 'r.json', text: async () => text });
    await act.openFile(file(encodeBatch(batchFile(SETTINGS, LINES))));
    expect(get()).toMatchObject({ phase: 'ended', openedFrom: 'r.json' });
    await act.openBeside(file(encodeBatch(batchFile(SETTINGS, LINES.slice(1)))));
    expect(get().beside?.batch.lines).toHaveLength(LINES.length - 1);
    act.closeBeside();
    await act.openFile(file('{}'));
    expect(get()).toMatchObject({ beside: null, error: { code: 'bad-batch' } });
    expect(get().batch?.lines).toHaveLength(LINES.length);
  });

  it('takes a link’s settings, and says where it cannot', async () => {
    const good = await createForm('#batch=1&splits=seen&games=7&first=2&steps=9&on=planner:none');
    expect(good).toMatchObject({ form: { stepBudget: 9, games: { games: 7, firstSeed: 2 } } });
    const bad = await createForm('#batch=1&splits=nowhere&games=7&first=2&steps=9&on=planner:none');
    expect(bad.error).toMatchObject({ code: 'bad-settings' });
  });

  it('plays an episode in the lanes', async () => {
    const { act, page } = await stage();
    act.start();
    const line = LINES[1] as BatchLine;
    act.watch(line);
    const { settings } = page.store.getState();
    expect(settings).toMatchObject({
      game: line.game,
      view: 'scout',
      stepBudget: 12,
      lanes: [{ channel: 'text' }],
    });
    expect(page.worker.sent.at(-1)).toMatchObject({ kind: 'open', settings });
  });
});

async function createForm(hash: string) {
  const page = setUp();
  const store = await createBatchStore({
    lab: page.store,
    connection: page.worker,
    memory: new FakeMemory(),
    hash,
    cores: 8,
    now: () => 0,
  });
  return store.getState();
}
