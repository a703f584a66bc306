import { describe, expect, it } from 'vitest';
import type { GameFile } from '../../src/lab/settings';
import { canOpen, shownStep } from '../../src/state/lab-data';
import { opened, PACE, setUp } from './fake-worker';
import { message, SETTINGS, step } from './run-fixtures';

const HUMAN = message('human');
const BESIDE = [HUMAN, message('latent')];

/** A run of these lanes, open on a page whose models are loaded. */
function playing(lanes = BESIDE) {
  const page = opened();
  page.act.changeSettings({ lanes });
  page.worker.open();
  const run = page.worker.last?.run ?? 0;
  const phase = () => page.store.getState().run.phase;
  return { ...page, run, phase };
}

describe('a run that only people play', () => {
  it('opens while the models load, and stays when they are there', () => {
    const { worker, store, act } = setUp();
    act.load();
    const load = worker.last?.run ?? 0;
    act.changeSettings({ lanes: [HUMAN] });
    expect(worker.last).toMatchObject({ kind: 'open', settings: { lanes: [HUMAN] } });
    worker.open();
    const { run } = store.getState();
    expect(run).toMatchObject({ phase: 'waiting', trace: { source: { backend: '', models: {} } } });
    worker.say({ kind: 'progress', loaded: 10, total: 40, file: 'a', ...PACE }, load);
    expect(store.getState().loading).toEqual({ kind: 'loading', loaded: 10, total: 40, ...PACE });
    const sent = worker.sent.length;
    worker.becomeReady(load);
    expect(store.getState().loading.kind).toBe('ready');
    expect(store.getState().run).toMatchObject({ run: run.run, phase: 'waiting' });
    expect(store.getState().run.trace?.source.models).toEqual({});
    expect(worker.sent).toHaveLength(sent);
  });

  it('opens where the download failed, and goes on when it is tried again', () => {
    const { worker, store, act } = setUp();
    act.load();
    const error = { code: 'model-truncated', message: 'Too short.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(canOpen(store.getState())).toBe(false);
    act.changeSettings({ lanes: [HUMAN] });
    expect(canOpen(store.getState())).toBe(true);
    worker.open();
    act.sendCommand(0, 'look');
    worker.step(0, 'look');
    act.load();
    expect(worker.last?.kind).toBe('load');
    expect(store.getState().run.trace?.lanes[0]?.steps).toHaveLength(1);
  });

  it('makes way for lanes that need models, which open when these are there', () => {
    const { worker, store, act } = setUp();
    act.load();
    const load = worker.last?.run ?? 0;
    act.changeSettings({ lanes: [HUMAN] });
    worker.open();
    act.changeSettings({ lanes: BESIDE });
    expect(store.getState().run.phase).toBe('empty');
    worker.becomeReady(load);
    expect(worker.last).toMatchObject({ kind: 'open', settings: { lanes: BESIDE } });
  });

  it('waits for commands: Run and Step do nothing', () => {
    const { worker, act, phase } = playing([HUMAN]);
    act.play();
    act.advance();
    expect(worker.last?.kind).toBe('open');
    act.sendCommand(0, 'look');
    expect(worker.last).toMatchObject({ kind: 'command', lane: 0, command: 'look' });
    expect(phase()).toBe('waiting');
    worker.say({ kind: 'idle', finished: true });
    expect(phase()).toBe('finished');
  });

  it('goes on in another worker; the download is told that its own stopped', () => {
    const { worker, store, act } = setUp();
    act.load();
    act.changeSettings({ lanes: [HUMAN] });
    worker.open();
    const error = { code: 'worker-stopped', message: 'The models stopped.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().loading).toEqual({ kind: 'failed', error });
    expect(worker.last).toMatchObject({ kind: 'open', kept: [{ outcome: 'running' }] });
    worker.open();
    expect(store.getState().run).toMatchObject({ phase: 'waiting', error: null });
    expect(store.getState().run.trace?.faults).toHaveLength(1);
  });
});

describe('a command beside agents', () => {
  it('has every agent take its step', () => {
    const { worker, run, act, phase } = playing();
    act.sendCommand(0, 'go to fridge 1');
    expect(worker.last).toEqual({ kind: 'command', run, lane: 0, command: 'go to fridge 1' });
    expect(phase()).toBe('stepping');
    worker.step(0, 'go to fridge 1');
    worker.say({ kind: 'idle', finished: false });
    expect(phase()).toBe('waiting');
  });

  it.each(['play', 'advance'] as const)('can be sent after %s, and while pausing', (kind) => {
    const { worker, act, phase } = playing();
    act[kind]();
    const before = phase();
    act.sendCommand(0, 'look');
    expect(worker.last?.kind).toBe('command');
    expect(phase()).toBe(before);
    act.pause();
    act.sendCommand(0, 'inventory');
    expect(worker.last).toMatchObject({ kind: 'command', command: 'inventory' });
  });

  it('is not sent for an ended lane, an agent’s lane, or a run that is not open', () => {
    const { worker, act } = playing();
    act.sendCommand(1, 'look');
    act.sendCommand(5, 'look');
    worker.say({ kind: 'step', lane: 0, step: step('look'), outcome: 'won' });
    act.sendCommand(0, 'look');
    act.restart();
    act.sendCommand(0, 'look');
    expect(worker.sent.some(({ kind }) => kind === 'command')).toBe(false);
  });

  it('shows what it did, wherever the clock was put before', () => {
    const { worker, store, act } = playing();
    for (const lane of [0, 1]) for (const command of ['a', 'b']) worker.step(lane, command);
    act.selectStep(0);
    act.sendCommand(0, 'look');
    expect(store.getState().pinnedStep).toBeNull();
  });

  it('restarts with all lanes', () => {
    const { worker, store, act } = playing();
    act.sendCommand(0, 'look');
    worker.step(0, 'look');
    act.restart();
    expect(worker.sent.slice(-2).map(({ kind }) => kind)).toEqual(['cancel', 'open']);
    expect(store.getState().run.trace?.lanes.map((lane) => lane.steps)).toEqual([[], []]);
  });
});

describe('an imported game', () => {
  const FILE: GameFile = { name: 'file/potato/0123456789abcdef', text: '{}', agent: null };

  it('is opened with its file, also after a change of other settings', () => {
    const { worker, store, act } = opened();
    act.openGameFile(FILE);
    expect(store.getState().settings.game).toBe(FILE.name);
    expect(worker.last).toMatchObject({ kind: 'open', settings: { game: FILE.name }, file: FILE });
    act.changeSettings({ stepBudget: 50 });
    expect(worker.last).toMatchObject({ kind: 'open', settings: { stepBudget: 50 }, file: FILE });
  });

  it('gives way to a generated game', () => {
    const { worker, store, act } = opened();
    act.openGameFile(FILE);
    act.changeSettings({ game: SETTINGS.game });
    expect(worker.last).toMatchObject({ kind: 'open', settings: SETTINGS, file: null });
    expect(store.getState().file).toBeNull();
  });
});

describe('a person who joins a run that has ended', () => {
  /** Two agents have played 1 and 2 steps to their end. */
  function ended() {
    const agents = [message('latent'), message('none')];
    const page = playing(agents);
    page.act.play();
    page.worker.step(0, 'look');
    page.worker.step(1, 'look');
    page.worker.say({ kind: 'ended', lane: 0, outcome: 'won' });
    page.worker.say({ kind: 'step', lane: 1, step: step('inventory'), outcome: 'lost' });
    page.worker.say({ kind: 'idle', finished: true });
    return { ...page, agents, shown: () => shownStep(page.store.getState()) };
  }

  it('starts at clock 0, and the clock goes on with the person', () => {
    const { worker, store, act, agents, shown } = ended();
    expect(shown()).toBe(2);
    act.changeSettings({ lanes: [...agents, HUMAN] });
    worker.open();
    expect(shown()).toBe(0);
    // What the others did stands.
    expect(store.getState().run.trace?.lanes.map(({ steps }) => steps.length)).toEqual([1, 2, 0]);
    act.sendCommand(2, 'look');
    worker.step(2, 'look');
    expect(shown()).toBe(1);
    act.sendCommand(2, 'look');
    worker.step(2, 'look');
    expect(shown()).toBe(2);
    act.sendCommand(2, 'look');
    worker.step(2, 'look');
    expect(shown()).toBe(3);
  });

  it('does not put back the clock of agents that still play', () => {
    const { worker, store, act } = playing([message('latent')]);
    act.advance();
    worker.step(0, 'look');
    worker.say({ kind: 'idle', finished: false });
    const { lanes } = store.getState().settings;
    act.changeSettings({ lanes: [...lanes, HUMAN] });
    worker.open();
    expect(store.getState().pinnedStep).toBeNull();
    expect(worker.last?.kind).toBe('advance');
  });

  it('has the agents of a recorded run start again, and move with the person', () => {
    const { worker, store, act, shown, agents } = ended();
    const { trace } = store.getState().run;
    if (trace === null) throw new Error('There is no run.');
    act.showTrace({ ...trace, source: { ...trace.source, kind: 'recorded' } });
    act.changeSettings({ lanes: [...agents, HUMAN] });
    worker.open();
    expect(worker.last?.kind).toBe('open');
    expect(shown()).toBe(0);
    act.sendCommand(2, 'look');
    expect(worker.last?.kind).toBe('command');
    expect(store.getState().run.phase).toBe('stepping');
  });
});
