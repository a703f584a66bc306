/** The worker ends while a run is played: the page goes on in another one. */
import { describe, expect, it } from 'vitest';
import { endText } from '../../src/panels/device-speed';
import { orStuck } from '../../src/runtime/stuck';
import { runFaults } from '../../src/state/run-status';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { opened } from './fake-worker';
import { Stage } from './host-stage';

const ERROR = { code: 'worker-stopped', message: 'The models stopped.', recoverable: true };

function playing() {
  const page = opened();
  page.act.play();
  const run = () => page.store.getState().run;
  const die = (): void => page.worker.say({ kind: 'failed', error: ERROR });
  return { ...page, run, die };
}

describe('a worker that ends while agents play', () => {
  it('gives way to another, which is sent what was played and plays on', () => {
    const { worker, store, run, die } = playing();
    for (const lane of [0, 1, 2]) worker.step(lane, 'look');
    die();
    expect(run()).toMatchObject({ phase: 'opening', error: null });
    expect(worker.last).toMatchObject({
      kind: 'open',
      kept: [0, 1, 2].map(() => ({ steps: [{ command: 'look' }], outcome: 'running' })),
    });
    expect(runFaults(run(), ENGLISH)).toEqual([
      'After step 1 the worker stopped.',
      ENGLISH.faults.recovering,
    ]);
    worker.open();
    expect(worker.last).toMatchObject({ kind: 'play', run: run().run });
    const faults = [{ step: 1, what: 'worker-stopped', backend: 'wasm' }];
    expect(run().trace).toMatchObject({
      faults,
      lanes: [{ steps: [{ command: 'look' }] }, {}, {}],
    });
    expect(store.getState().loading.kind).toBe('ready');
    for (const lane of [0, 1, 2]) worker.step(lane, 'inventory');
    worker.say({ kind: 'idle', finished: true });
    expect(run().phase).toBe('finished');
    expect(runFaults(run(), ENGLISH)).toEqual([
      'After step 1 the worker stopped; the models were loaded again and play went on with WASM.',
    ]);
    expect(runFaults(run(), CHINESE)).toEqual([
      '第 1 步之后工作线程停止；模型已重新加载，用 WASM 接着进行。',
    ]);
  });

  it('the second time at one step, goes to WASM, and the third time fails', () => {
    const { worker, run, die, act } = playing();
    const loads = () => worker.sent.filter(({ kind }) => kind === 'load');
    die();
    expect(loads()).toHaveLength(1);
    worker.open();
    die();
    expect(loads().at(-1)).toMatchObject({ device: 'wasm', run: loads()[0]?.run });
    worker.open();
    expect(runFaults(run(), ENGLISH)).toEqual([
      'Before the first step the worker stopped 2 times; the models were loaded again and play went on with WASM.',
    ]);
    die();
    expect(run()).toMatchObject({ phase: 'failed', error: ERROR });
    act.play();
    expect(worker.last).toMatchObject({ kind: 'open' });
    expect(run().trace?.faults).toBeUndefined();
  });

  it('waits where the run waited, and leaves one that has ended alone', () => {
    const { worker, store, run, die, act } = playing();
    act.pause();
    worker.say({ kind: 'idle', finished: false });
    die();
    worker.open();
    expect(worker.last?.kind).toBe('open');
    expect(run().phase).toBe('waiting');
    act.play();
    worker.say({ kind: 'idle', finished: true });
    const { trace } = run();
    die();
    expect(run()).toMatchObject({ phase: 'finished', error: null });
    expect(run().trace).toEqual(trace);
    expect(store.getState().loading.kind).toBe('ready');
  });

  it('plays the one step that was asked for, where it was not played', () => {
    const { worker, store, act } = opened();
    act.advance();
    worker.step(0, 'look');
    worker.say({ kind: 'failed', error: ERROR });
    worker.open();
    expect(worker.last?.kind).toBe('advance');
    expect(store.getState().run.phase).toBe('stepping');
  });

  it('opens the run of a fault of the program again, too', () => {
    const { worker, run } = playing();
    const error = { code: 'internal', message: 'broken', recoverable: false };
    worker.say({ kind: 'failed', error });
    expect(run().phase).toBe('opening');
    expect(worker.last?.kind).toBe('open');
  });
});

describe('a worker that ends while it measures', () => {
  const measurable = () => {
    const page = opened();
    const state = () => page.store.getState();
    const die = (): void => page.worker.say({ kind: 'failed', error: ERROR });
    return { ...page, state, die };
  };

  it('ends the benchmark with the reason; the next one is asked of another worker', () => {
    const { worker, act, state, die } = measurable();
    act.measureSpeed();
    expect(state().speed?.kind).toBe('running');
    die();
    const { speed } = state();
    expect(speed).toEqual({ kind: 'failed', why: { kind: 'error', error: ERROR }, earlier: null });
    expect(speed?.kind === 'failed' && endText(speed.why, 'Measure', ENGLISH)).toContain(
      'starts another one',
    );
    // The run that was set up is opened there, too.
    expect(worker.last?.kind).toBe('open');
    act.measureSpeed();
    expect(worker.last?.kind).toBe('measure-speed');
    worker.becomeReady();
    expect(state().speed?.kind).toBe('running');
    worker.say({ kind: 'no-speed', error: null });
    expect(state().speed).toMatchObject({ kind: 'failed', why: { kind: 'run' } });
  });

  it('ends the timing of the other devices, and so does one that fails', () => {
    const { worker, act, state, die } = measurable();
    act.measureDevices();
    die();
    expect(state()).toMatchObject({ measuring: false, notMeasured: ERROR });
    act.measureDevices();
    expect(state()).toMatchObject({ measuring: true, notMeasured: null });
    const error = { code: 'model-unreachable', message: 'No answer.', recoverable: true };
    worker.say({ kind: 'not-measured', error });
    expect(state()).toMatchObject({ measuring: false, notMeasured: error });
  });

  it('is answered where there is nothing to time', async () => {
    const stage = new Stage();
    await stage.say({ kind: 'measure-devices', run: 1 });
    const error = { code: 'models-missing' };
    expect(stage.events).toMatchObject([{ kind: 'not-measured', run: 1, error }]);
  });
});

describe('a call on models that are gone which never comes back', () => {
  it('fails the run so that its worker is replaced', async () => {
    const stage = new Stage(undefined, 20);
    await stage.load();
    await stage.open(2);
    stage.between = () => {
      setTimeout(() => stage.lose('driver reset'));
      return new Promise(() => {});
    };
    await stage.say({ kind: 'play', run: 2 });
    const failed = { kind: 'failed', run: 2, error: { code: 'models-stuck', recoverable: false } };
    expect(stage.events.filter(({ kind }) => kind === 'failed')).toMatchObject([failed]);
  });

  it('is waited for as long as its models are there', async () => {
    const gone = new AbortController();
    let end = (_: string): void => {};
    const work = orStuck(new Promise<string>((resolve) => (end = resolve)), gone.signal, 1);
    await new Promise((later) => setTimeout(later, 20));
    end('done');
    await expect(work).resolves.toBe('done');
  });
});
