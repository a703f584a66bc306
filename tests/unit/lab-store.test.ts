import { describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../src/client/protocol';
import { EMPTY_HOUSE } from '../../src/lab/house';
import type { Manifest } from '../../src/shared/manifest';
import { shownStep } from '../../src/state/lab-data';
import { DEVICE, type FakeWorker, opened, PACE, setUp } from './fake-worker';
import { message, SETTINGS, step } from './run-fixtures';

describe('loading', () => {
  it('asks for the models, counts bytes, then opens the game', () => {
    const { worker, store, act } = setUp();
    act.load();
    expect(worker.last).toMatchObject({ kind: 'load', modelsUrl: '/models/tiny/', device: 'wasm' });
    worker.say({ kind: 'progress', loaded: 10, total: 40, file: 'a', ...PACE });
    expect(store.getState().loading).toEqual({ kind: 'loading', loaded: 10, total: 40, ...PACE });
    worker.becomeReady();
    expect(store.getState().loading).toMatchObject({ kind: 'ready', device: DEVICE });
    expect(worker.last).toMatchObject({ kind: 'open', settings: SETTINGS });
    expect(store.getState().run.trace?.source).toEqual({
      kind: 'live',
      backend: 'wasm',
      models: { actor: 'abc' },
      date: '2026-11-22T23:00:00Z',
    });
  });

  it('keeps the error of a failed load until it is tried again', () => {
    const { worker, store, act } = setUp();
    act.load();
    const error = { code: 'model-truncated', message: 'Too short.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().loading).toEqual({ kind: 'failed', error });
    const first = worker.last?.run;
    act.load();
    expect(store.getState().loading.kind).toBe('loading');
    expect(worker.last?.kind).toBe('load');
    expect(worker.last?.run).not.toBe(first);
    worker.becomeReady();
    expect(worker.last?.kind).toBe('open');
  });
});

describe('the game before there are models', () => {
  const SCENE = { intro: 'A room.', task: 'put', admissibleCommands: ['look'], house: EMPTY_HOUSE };
  const looks = (worker: FakeWorker) => worker.sent.filter(({ kind }) => kind === 'look');

  it('is on screen, with lanes that cannot be played, and stays when the run opens', () => {
    const { worker, store, act } = setUp();
    act.load();
    const [look] = looks(worker);
    expect(look).toMatchObject({ kind: 'look', settings: SETTINGS, file: null });
    worker.say({ kind: 'looked', ...SCENE }, look?.run);
    expect(store.getState().run).toMatchObject({ phase: 'empty', trace: SCENE });
    expect(store.getState().run.trace?.lanes).toHaveLength(SETTINGS.lanes.length);
    act.play();
    expect(worker.last?.kind).toBe('load');
    worker.becomeReady();
    expect(worker.last?.kind).toBe('open');
    expect(store.getState().run).toMatchObject({ phase: 'opening', trace: SCENE });
    expect(store.getState().run.trace?.source.backend).toBe('wasm');
  });

  it('is asked for again where it is another, and an answer about the old one is dropped', () => {
    const { worker, store, act } = setUp();
    act.load();
    act.changeSettings({ game: 'g1/unseen/kitchen/pick_and_place_simple/7/standard' });
    const [first, second] = looks(worker);
    worker.say({ kind: 'looked', ...SCENE, task: 'old' }, first?.run);
    expect(store.getState().run.trace).toBeNull();
    worker.say({ kind: 'looked', ...SCENE }, second?.run);
    expect(store.getState().run.trace?.task).toBe('put');
    act.changeLane(2, message('text'));
    expect(looks(worker)).toHaveLength(2);
    expect(store.getState().run.trace).toMatchObject({ task: 'put' });
    expect(store.getState().run.trace?.lanes[2]?.settings.channel).toBe('text');
  });

  it('stays where the models do not load', () => {
    const { worker, store, act } = setUp();
    act.load();
    worker.say({ kind: 'looked', ...SCENE }, looks(worker)[0]?.run);
    const error = { code: 'worker-stopped', message: 'Gone.', recoverable: true };
    worker.say({ kind: 'failed', error }, 0);
    expect(store.getState().loading.kind).toBe('failed');
    expect(store.getState().run).toMatchObject({ phase: 'empty', trace: SCENE });
  });

  it('comes late to nothing: a run that was opened has its own', () => {
    const { worker, store } = opened();
    worker.say({ kind: 'looked', ...SCENE, task: 'late' }, looks(worker)[0]?.run);
    expect(store.getState().run).toMatchObject({ phase: 'waiting', trace: { task: 'put' } });
  });
});

describe('running', () => {
  it('plays, pauses and steps as the worker allows', () => {
    const { worker, store, act } = opened();
    act.play();
    expect(worker.last?.kind).toBe('play');
    expect(store.getState().run.phase).toBe('playing');
    act.advance();
    expect(worker.last?.kind).toBe('play');
    act.pause();
    expect(worker.last?.kind).toBe('pause');
    worker.say({ kind: 'idle', finished: false });
    act.advance();
    expect(worker.last?.kind).toBe('advance');
    expect(store.getState().run.phase).toBe('stepping');
  });

  it('opens a finished game again to run it again', () => {
    const { worker, act } = opened();
    act.play();
    worker.say({ kind: 'idle', finished: true });
    act.play();
    expect(worker.last?.kind).toBe('open');
    worker.open();
    expect(worker.last?.kind).toBe('play');
  });

  it('opens a new run for changed settings and cancels the one at work', () => {
    const { worker, store, act } = opened();
    act.play();
    const first = worker.last?.run ?? 0;
    act.changeLane(2, message('text'));
    expect(worker.sent.slice(-2).map(({ kind }) => kind)).toEqual(['cancel', 'open']);
    expect(worker.sent.at(-2)?.run).toBe(first);
    expect(store.getState().run.trace?.settings.lanes[2]?.channel).toBe('text');
    worker.say({ kind: 'step', lane: 0, step: step('late'), outcome: 'won' }, first);
    expect(store.getState().run.trace?.lanes[0]?.steps).toEqual([]);
  });

  it('waits with changed settings until the models are there', () => {
    const { worker, act } = setUp();
    act.load();
    act.changeSettings({ stepBudget: 50 });
    expect(worker.sent.some(({ kind }) => kind === 'open')).toBe(false);
    worker.becomeReady();
    expect(worker.last).toMatchObject({ kind: 'open', settings: { stepBudget: 50 } });
  });

  it('opens a new run where the sender is told something else, and keeps it for other games', () => {
    const { worker, store, act } = opened();
    act.changeSettings({ view: 'uncertain' });
    expect(worker.last).toMatchObject({
      kind: 'open',
      settings: { ...SETTINGS, view: 'uncertain' },
    });
    expect(store.getState().run.trace?.settings.view).toBe('uncertain');
    act.openGameFile({ name: 'file/x/0123456789abcdef', text: '', agent: null });
    expect(worker.last).toMatchObject({ kind: 'open', settings: { view: 'uncertain' } });
    act.changeSettings({ game: SETTINGS.game });
    expect(worker.last).toMatchObject({ kind: 'open', settings: { view: 'uncertain' } });
  });

  it('does not play by itself a game that is opened while Run was pending', () => {
    const { worker, act } = setUp();
    act.load();
    worker.becomeReady();
    act.play();
    act.changeSettings({ stepBudget: 50 });
    worker.open();
    expect(worker.last?.kind).toBe('open');
  });
});

describe('the step shown', () => {
  it('follows the clock, stays where it is put, and follows again from the last', () => {
    const { worker, store, act } = opened();
    act.play();
    for (const command of ['a', 'b', 'c']) for (const lane of [0, 1, 2]) worker.step(lane, command);
    expect(shownStep(store.getState())).toBe(3);
    act.selectStep(1);
    expect(shownStep(store.getState())).toBe(1);
    for (const lane of [0, 1, 2]) worker.step(lane, 'd');
    expect(shownStep(store.getState())).toBe(1);
    act.selectStep(-5);
    expect(shownStep(store.getState())).toBe(0);
    act.selectStep(99);
    expect(store.getState().pinnedStep).toBeNull();
    expect(shownStep(store.getState())).toBe(4);
  });
});

describe('a device that was lost', () => {
  it('is replaced before the next run, which says so', () => {
    const { worker, store, act } = opened();
    const load = worker.sent.find(({ kind }) => kind === 'load')?.run ?? 0;
    act.restart();
    const device: DeviceReport = { ...DEVICE, device: 'webgpu', description: 'other' };
    const manifest = { compressions: [8] } as unknown as Manifest;
    worker.say(
      { kind: 'ready', device, manifest, models: { actor: 'def' }, keeping: 'kept' },
      load,
    );
    worker.open();
    expect(store.getState().loading).toMatchObject({ kind: 'ready', device });
    expect(store.getState().run).toMatchObject({
      phase: 'waiting',
      trace: { source: { backend: 'webgpu', models: { actor: 'def' } } },
    });
  });

  it('leaves a failed run that Run opens again', () => {
    const { worker, store, act } = opened();
    act.play();
    const error = { code: 'webgpu-lost', message: 'Lost.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().run).toMatchObject({ phase: 'failed', error });
    act.play();
    expect(worker.last?.kind).toBe('open');
    expect(store.getState().run.error).toBeNull();
  });
});

it('plays on to where a run was going that failed over one lane, once that lane is mended', () => {
  const { worker, store, act } = opened();
  act.play();
  for (const index of [0, 1, 2]) {
    worker.say({ kind: 'ended', lane: index, outcome: 'lost' });
  }
  worker.say({ kind: 'idle', finished: true });
  const [first, ...others] = store.getState().settings.lanes;
  if (first === undefined) throw new Error('There is no lane.');
  act.changeSettings({ lanes: [{ ...first, words: 'Far too long.' }, ...others] });
  worker.open();
  expect(worker.last?.kind).toBe('play');
  worker.say({
    kind: 'failed',
    error: { code: 'bad-settings', message: 'Shorten them.', recoverable: true },
  });
  expect(store.getState().run.phase).toBe('failed');
  act.changeSettings({ lanes: [{ ...first }, ...others] });
  expect(worker.last).toMatchObject({ kind: 'open' });
  worker.open();
  expect(worker.last?.kind).toBe('play');
});

it('has the worker count the tokens of words, once there are models', () => {
  const { worker, store, act } = setUp();
  act.countTokens('Look.');
  expect(worker.sent).toEqual([]);
  act.load();
  worker.becomeReady();
  act.countTokens('Look.');
  expect(worker.last).toMatchObject({ kind: 'count', words: 'Look.' });
  worker.say({ kind: 'counted', words: 'Look.', tokens: 2 });
  expect(store.getState().counted).toEqual({ words: 'Look.', tokens: 2 });
});

it('loads on the device that was chosen instead', () => {
  const { worker, store, act } = setUp();
  act.load();
  act.chooseDevice('webgpu');
  expect(worker.last).toMatchObject({ kind: 'load', device: 'webgpu' });
  expect(store.getState().device).toBe('webgpu');
});
