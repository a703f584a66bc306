import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_HOUSE } from '../../src/lab/house';
import { TRACE_VERSION, type Trace } from '../../src/lab/trace';
import { shownStep } from '../../src/state/lab-data';
import { createLabStore } from '../../src/state/lab-store';
import { trainedMessage } from '../../src/state/lane-settings';
import { isRecorded, recordedRun } from '../../src/state/recorded-run';
import {
  fetchRecording,
  RECORDINGS,
  recordingOf,
  recordingOfTrace,
} from '../../src/state/recordings';
import { FakeWorker, opened } from './fake-worker';
import { lane, message, SETTINGS, SOURCE } from './run-fixtures';

const TRACE: Trace = {
  version: TRACE_VERSION,
  settings: SETTINGS,
  source: { ...SOURCE, kind: 'recorded' },
  intro: 'A room.',
  task: 'put',
  house: EMPTY_HOUSE,
  admissibleCommands: ['look'],
  lanes: [
    lane(['a', 'b'], { outcome: 'won' }),
    lane(['a', 'c', 'd'], { settings: message('text'), outcome: 'lost' }),
    lane(['x', 'c', 'd'], { settings: message('none'), outcome: 'lost' }),
  ],
};

function page(recording: Promise<{ trace: Trace; step: number } | null>) {
  const worker = new FakeWorker();
  const store = createLabStore(worker, {
    settings: SETTINGS,
    device: 'wasm',
    modelsUrl: '/models/tiny/',
    now: () => '2026-11-25T23:00:00Z',
    recording,
  });
  store.getState().act.load();
  return { worker, store, act: store.getState().act };
}

const withRecording = async () => {
  const shown = page(Promise.resolve({ trace: TRACE, step: 2 }));
  await Promise.resolve();
  return shown;
};

describe('what a recorded run is called', () => {
  const [first] = RECORDINGS;
  if (first === undefined) throw new Error('There is no recording.');
  const { game, view, date, models } = first;
  const trace: Trace = {
    ...TRACE,
    settings: { ...SETTINGS, game, view },
    source: { kind: 'recorded', backend: 'wasm', models, date },
  };

  it('is its story where it is that very run, not where only the game is the same', () => {
    expect(recordingOfTrace(trace)).toBe(first);
    const at = (source: Partial<Trace['source']>) =>
      recordingOfTrace({ ...trace, source: { ...trace.source, ...source } });
    expect(at({ date: '2026-11-22T23:00:00Z' })).toBeNull();
    expect(at({ kind: 'live' })).toBeNull();
    // A link carries the first digits of a hash.
    const sender = models.sender?.slice(0, 16) ?? '';
    expect(at({ models: { ...models, sender } })).toBeNull();
    expect(recordingOfTrace({ ...trace, settings: SETTINGS })).toBeNull();
  });
});

describe('a recorded run at first paint', () => {
  it('is on screen at its step before there are models, and stays when they are ready', async () => {
    const { worker, store } = await withRecording();
    expect(isRecorded(store.getState().run)).toBe(true);
    expect(store.getState().run.trace).toEqual(TRACE);
    expect(shownStep(store.getState())).toBe(2);
    worker.becomeReady();
    expect(worker.last?.kind).toBe('load');
    expect(store.getState().run.trace).toEqual(TRACE);
    expect(store.getState().loading.kind).toBe('ready');
  });

  it('is waited for where the models are quicker', async () => {
    let give = (_: { trace: Trace; step: number } | null): void => {};
    const { worker, store } = page(new Promise((resolve) => (give = resolve)));
    worker.becomeReady();
    expect(worker.last?.kind).toBe('load');
    give({ trace: TRACE, step: 1 });
    await Promise.resolve();
    expect(store.getState().run.trace).toEqual(TRACE);
  });

  it('is played live from the start by Run and by Step, on the same screen', async () => {
    for (const kind of ['play', 'advance'] as const) {
      const { worker, store, act } = await withRecording();
      worker.becomeReady();
      act[kind]();
      expect(worker.last).toMatchObject({ kind: 'open', settings: SETTINGS });
      const { trace } = store.getState().run;
      expect(trace).toMatchObject({ intro: 'A room.', task: 'put', source: { kind: 'live' } });
      expect(trace?.lanes.map(({ steps }) => steps.length)).toEqual([0, 0, 0]);
      worker.open();
      expect(worker.last?.kind).toBe(kind);
    }
  });

  it('stays where Run cannot be pressed yet', async () => {
    const { worker, store, act } = await withRecording();
    act.play();
    act.advance();
    expect(worker.last?.kind).toBe('load');
    expect(store.getState().run.trace).toEqual(TRACE);
  });

  it('stays where the models fail to load, where the worker ends, and while they load again', async () => {
    const { worker, store, act } = await withRecording();
    const error = { code: 'model-truncated', message: 'Too short.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().loading).toEqual({ kind: 'failed', error });
    expect(store.getState().run.trace).toEqual(TRACE);
    act.load();
    expect(store.getState().run.trace).toEqual(TRACE);
    worker.say({ kind: 'failed', error: { ...error, code: 'worker-stopped' } }, 0);
    expect(store.getState().loading.kind).toBe('failed');
    expect(store.getState().run).toMatchObject({ phase: 'finished', error: null });
  });

  it('goes live with a lane that is added, at once or when the models are there', async () => {
    for (const early of [true, false]) {
      const { worker, store, act } = await withRecording();
      if (!early) worker.becomeReady();
      act.changeSettings({ lanes: [...SETTINGS.lanes, trainedMessage(8)] });
      if (early) {
        expect(store.getState().run.trace).toMatchObject({ intro: 'A room.', task: 'put' });
        worker.becomeReady();
      }
      expect(worker.last).toMatchObject({ kind: 'open' });
      expect(store.getState().run.trace?.lanes).toHaveLength(4);
      worker.open();
      expect(worker.last?.kind).toBe('play');
    }
  });

  it('gives way to changed settings', async () => {
    const { worker, store, act } = await withRecording();
    worker.becomeReady();
    act.changeLane(2, message('text'));
    expect(worker.last).toMatchObject({ kind: 'open' });
    expect(isRecorded(store.getState().run)).toBe(false);
  });

  it('does not replace what a person chose before it came', async () => {
    let give = (_: { trace: Trace; step: number } | null): void => {};
    const { worker, store, act } = page(new Promise((resolve) => (give = resolve)));
    act.changeSettings({ stepBudget: 50 });
    give({ trace: TRACE, step: 1 });
    await Promise.resolve();
    expect(store.getState().run.trace).toBeNull();
    worker.becomeReady();
    expect(worker.last).toMatchObject({ kind: 'open', settings: { stepBudget: 50 } });
  });

  it('is done without where it cannot be had', async () => {
    const { worker, store } = page(Promise.resolve(null));
    worker.becomeReady();
    await Promise.resolve();
    expect(worker.last).toMatchObject({ kind: 'open', settings: SETTINGS });
    expect(store.getState().run.phase).toBe('opening');
  });

  it('can be shown later, and gives up the run at work', async () => {
    const { worker, store, act } = opened();
    act.play();
    act.showTrace({ ...TRACE, settings: { ...SETTINGS, stepBudget: 30 } }, 99);
    expect(worker.last?.kind).toBe('cancel');
    expect(store.getState().settings.stepBudget).toBe(30);
    expect(shownStep(store.getState())).toBe(3);
    worker.say({ kind: 'idle', finished: false });
    expect(store.getState().run).toEqual(recordedRun(store.getState().run.trace ?? TRACE));
  });
});

describe('fetching a recording', () => {
  const [recording] = RECORDINGS;
  if (!recording) throw new Error('There is no recording.');
  const answer = (text: string, status = 200) => ({
    ok: status < 400,
    status,
    text: () => Promise.resolve(text),
    headers: new Headers(),
  });

  it('asks for the file by its hash, and says what to do where it is not there', async () => {
    const asked: string[] = [];
    const fetchText = (url: string) => {
      asked.push(url);
      return Promise.resolve(answer('', 404));
    };
    await expect(fetchRecording('/traces/', recording, fetchText)).rejects.toMatchObject({
      code: 'recording-missing',
      message: expect.stringContaining('404'),
    });
    expect(asked).toEqual([`/traces/${recording.name}.json?${recording.sha256.slice(0, 8)}`]);
    const cut = () => Promise.resolve(answer('{"version":2'));
    await expect(fetchRecording('/', recording, cut)).rejects.toMatchObject({ code: 'bad-trace' });
    const offline = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(fetchRecording('/', recording, offline)).rejects.toMatchObject({
      code: 'recording-missing',
    });
  });

  it('is of a game and a view', () => {
    const { game, view } = recording;
    expect(recordingOf({ game, view })).toBe(recording);
    expect(recordingOf({ game, view: view === 'planner' ? 'scout' : 'planner' })).toBeNull();
    expect(recordingOf({ game: 'g1/dev/x', view })).toBeNull();
  });
});

describe('the pace', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks for a step, then waits before the next', () => {
    const { worker, store, act } = opened();
    act.changePace(1000);
    act.play();
    expect(worker.last?.kind).toBe('advance');
    expect(store.getState().run.phase).toBe('playing');
    const asked = worker.sent.length;
    vi.advanceTimersByTime(300);
    worker.say({ kind: 'idle', finished: false });
    expect(store.getState().run.phase).toBe('playing');
    vi.advanceTimersByTime(699);
    expect(worker.sent.length).toBe(asked);
    vi.advanceTimersByTime(1);
    expect(worker.sent.length).toBe(asked + 1);
    expect(worker.last?.kind).toBe('advance');
  });

  it('asks at once where a step took longer than the pace', () => {
    const { worker, act } = opened();
    act.changePace(1000);
    act.play();
    vi.advanceTimersByTime(5000);
    const asked = worker.sent.length;
    worker.say({ kind: 'idle', finished: false });
    vi.advanceTimersByTime(0);
    expect(worker.sent.length).toBe(asked + 1);
  });

  it('pauses between steps at once, and in a step after it', () => {
    const { worker, store, act } = opened();
    act.changePace(1000);
    act.play();
    worker.say({ kind: 'idle', finished: false });
    act.pause();
    expect(store.getState().run.phase).toBe('waiting');
    vi.advanceTimersByTime(5000);
    expect(worker.last?.kind).toBe('advance');
    act.play();
    act.pause();
    expect(store.getState().run.phase).toBe('pausing');
    worker.say({ kind: 'idle', finished: false });
    expect(store.getState().run.phase).toBe('waiting');
    const asked = worker.sent.length;
    vi.advanceTimersByTime(5000);
    expect(worker.sent.length).toBe(asked);
  });

  it('changes while the run plays, both ways', () => {
    const { worker, store, act } = opened();
    act.play();
    expect(worker.last?.kind).toBe('play');
    act.changePace(2000);
    expect(worker.last?.kind).toBe('pause');
    expect(store.getState().run.phase).toBe('playing');
    worker.say({ kind: 'idle', finished: false });
    expect(store.getState().run.phase).toBe('playing');
    act.changePace(0);
    vi.advanceTimersByTime(2000);
    expect(worker.last?.kind).toBe('play');
    worker.say({ kind: 'idle', finished: true });
    expect(store.getState().run.phase).toBe('finished');
  });

  it('ends with the run, and where another is opened', () => {
    const { worker, store, act } = opened();
    act.changePace(1000);
    act.play();
    worker.say({ kind: 'idle', finished: false });
    act.restart();
    const asked = worker.sent.length;
    vi.advanceTimersByTime(5000);
    expect(worker.sent.length).toBe(asked);
    worker.open();
    expect(store.getState().run.phase).toBe('waiting');
  });
});
