import { describe, expect, it } from 'vitest';
import { secondsLeft } from '../../src/state/loading';
import { PACE, setUp } from './fake-worker';
import { Stage } from './host-stage';

describe('the models’ files on the page', () => {
  it('the download pauses and goes on in the worker, and says when it ends', () => {
    const { worker, store, act } = setUp();
    act.load();
    const load = worker.last?.run ?? 0;
    worker.say({ kind: 'progress', loaded: 10, total: 40, file: 'a', ...PACE }, load);
    const { loading } = store.getState();
    expect(loading.kind === 'loading' && secondsLeft(loading)).toBe(6);
    act.pauseLoad();
    expect(worker.last).toEqual({ kind: 'pause-load', run: load });
    const paused = { ...PACE, phase: 'paused' } as const;
    worker.say({ kind: 'progress', loaded: 10, total: 40, file: 'a', ...paused }, load);
    const held = store.getState().loading;
    expect(held.kind === 'loading' && [held.phase, secondsLeft(held)]).toEqual(['paused', null]);
    act.resumeLoad();
    expect(worker.last).toEqual({ kind: 'resume-load', run: load });
  });

  it('other models are loaded from where the person says; a folder with its files', () => {
    const { worker, store, act } = setUp();
    act.chooseModels('https://example.org/tiny/');
    expect(worker.last).toMatchObject({ kind: 'load', modelsUrl: 'https://example.org/tiny/' });
    const files = [{ path: 'manifest.json', file: new Blob(['{}']) }];
    act.pickFolder({ address: 'folder:mine', files });
    expect(worker.last).toMatchObject({ kind: 'load', modelsUrl: 'folder:mine', folder: files });
    act.chooseModels(store.getState().ownModelsUrl);
    expect(worker.last).toEqual({
      kind: 'load',
      run: worker.last?.run,
      modelsUrl: '/models/tiny/',
      device: 'wasm',
      wished: true,
    });
  });

  it('what is kept is listed and deleted by the worker', () => {
    const { worker, store, act } = setUp();
    act.listTiers();
    expect(worker.last?.kind).toBe('list-tiers');
    const tiers = [{ address: 'a/', title: 'a', bytes: 5 }];
    worker.say({ kind: 'kept-tiers', tiers, total: 5 });
    expect(store.getState().keptTiers).toEqual({ tiers, total: 5 });
    act.forgetTier('a/');
    expect(worker.last).toMatchObject({ kind: 'forget-tier', address: 'a/' });
  });
});

describe('a load in the worker', () => {
  it('is paused and resumed while it is in progress', async () => {
    const stage = new Stage();
    const { open } = stage.hold();
    const loading = stage.load();
    await expect.poll(() => stage.transfer).not.toBeNull();
    await stage.say({ kind: 'pause-load', run: 1 });
    expect(stage.transfer?.paused).toBe(true);
    await stage.say({ kind: 'resume-load', run: 1 });
    expect(stage.transfer?.paused).toBe(false);
    open();
    await loading;
    expect(stage.kinds(1)).toEqual(['progress', 'ready']);
  });

  it('is given up for another one, also while it is paused, without an error', async () => {
    const stage = new Stage();
    const { open } = stage.hold();
    const first = stage.load(1);
    await expect.poll(() => stage.transfer).not.toBeNull();
    const left = stage.transfer;
    const second = stage.load(2);
    expect(left?.signal.aborted).toBe(true);
    open();
    await Promise.all([first, second]);
    expect(stage.kinds(1)).toEqual(['progress']);
    expect(stage.kinds(2)).toEqual(['progress', 'ready']);
    expect(stage.loads).toEqual([false, false]);
    expect(stage.events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  });
});
