import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { checkTier } from '../../src/runtime/check-tier';
import { unreachable } from '../../src/runtime/download-file';
import { FileStore } from '../../src/runtime/file-store';
import { KeptTiers } from '../../src/runtime/kept-tiers';
import { openTier } from '../../src/runtime/tier-source';
import { Transfer } from '../../src/runtime/transfer';
import type { Manifest } from '../../src/shared/manifest';
import { secondsLeft } from '../../src/state/loading';
import { storedModels } from '../../src/state/model-choice';
import { opened, PACE, setUp } from './fake-worker';
import { Stage } from './host-stage';
import { MemoryKeyValues } from './memory-key-values';

const ELSEWHERE = 'https://example.org/tiny/';

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
    const fits = (address: string): void =>
      worker.say({ kind: 'checked-models', address, error: null });
    act.chooseModels('https://example.org/tiny/');
    fits('https://example.org/tiny/');
    expect(worker.last).toMatchObject({ kind: 'load', modelsUrl: 'https://example.org/tiny/' });
    const files = [{ path: 'manifest.json', file: new Blob(['{}']) }];
    act.pickFolder({ address: 'folder:mine', files });
    const folder = { modelsUrl: 'folder:mine', folder: files };
    expect(worker.last).toMatchObject({ kind: 'check-models', ...folder });
    fits('folder:mine');
    expect(worker.last).toMatchObject({ kind: 'load', ...folder });
    act.chooseModels(store.getState().ownModelsUrl);
    fits(store.getState().ownModelsUrl);
    expect(worker.last).toEqual({
      kind: 'load',
      run: worker.last?.run,
      modelsUrl: '/models/tiny/',
      device: 'wasm',
      wished: true,
    });
  });

  it('models that work stay until the new manifest was read, and where it cannot be', () => {
    const { worker, store, act } = opened();
    const before = store.getState();
    act.chooseModels(ELSEWHERE);
    expect(worker.last).toMatchObject({ kind: 'check-models', modelsUrl: ELSEWHERE });
    const error = { code: 'model-unreachable', message: 'No answer.', recoverable: true };
    worker.say({ kind: 'checked-models', address: 'https://example.org/older/', error });
    expect(store.getState().choosing).toMatchObject({ address: ELSEWHERE, error: null });
    worker.say({ kind: 'checked-models', address: ELSEWHERE, error });
    const { loading, modelsUrl, run, choosing } = store.getState();
    expect(choosing).toEqual({ address: ELSEWHERE, folder: null, error });
    expect({ loading, modelsUrl, run }).toEqual({
      loading: before.loading,
      modelsUrl: before.modelsUrl,
      run: before.run,
    });
    expect(worker.sent.filter(({ kind }) => kind === 'load')).toHaveLength(1);
  });

  it('an address is remembered once its models are there, the page’s own are not', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    const { worker, store, act } = opened();
    const choose = (address: string): void => {
      act.chooseModels(address);
      worker.say({ kind: 'checked-models', address, error: null });
    };
    choose(ELSEWHERE);
    const error = { code: 'model-missing', message: 'No such file.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().loading.kind).toBe('failed');
    expect(storedModels()).toBeNull();
    choose(ELSEWHERE);
    worker.becomeReady();
    expect(storedModels()).toBe(ELSEWHERE);
    choose(store.getState().ownModelsUrl);
    expect(storedModels()).toBe(ELSEWHERE);
    worker.becomeReady();
    expect(storedModels()).toBeNull();
    vi.unstubAllGlobals();
  });

  it('a worker that ends while it reads the manifest ends the wait', () => {
    const { worker, store, act } = opened();
    act.chooseModels(ELSEWHERE);
    const error = { code: 'worker-stopped', message: 'The models stopped.', recoverable: true };
    worker.say({ kind: 'failed', error });
    expect(store.getState().choosing).toMatchObject({ error });
  });

  it('devices are known before models are, and stay known', () => {
    const { worker, store, act } = setUp();
    act.load();
    act.probeDevices();
    expect(worker.last).toMatchObject({ kind: 'probe-devices', modelsUrl: '/models/tiny/' });
    const rest = { withoutSubgroups: false, software: false, millisecondsPerStep: null };
    const options = [{ device: 'wasm', refusal: null, ...rest }] as const;
    worker.say({ kind: 'probed', options, gpu: 'a GPU' });
    expect(store.getState().found).toEqual({ options, gpu: 'a GPU' });
    act.chooseDevice('recorded');
    expect(store.getState()).toMatchObject({ loading: { kind: 'off' }, found: { gpu: 'a GPU' } });
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

describe('a folder that was picked', () => {
  const manifest = readFileSync('tests/models/mini/manifest.json', 'utf8');
  const paths = (JSON.parse(manifest) as Manifest).files.map(({ path }) => path);
  const folderOf = (names: readonly string[]) => [
    { path: 'manifest.json', file: new Blob([manifest]) },
    ...names.map((path) => ({ path, file: new Blob([readFileSync(`tests/models/mini/${path}`)]) })),
  ];
  const setting = () => {
    const storage = new MemoryKeyValues();
    const store = new FileStore(storage);
    const tools = { store, transfer: new Transfer(), fresh: false };
    return [tools, new KeptTiers(storage, store)] as const;
  };
  const check = (folder: ReturnType<typeof folderOf>) =>
    checkTier({ address: 'folder:mine', folder }, ...setting());

  it('fits where its files are there, and names the one that is not', async () => {
    await expect(check(folderOf(paths))).resolves.toBeUndefined();
    await expect(check(folderOf(paths.slice(1)))).rejects.toMatchObject({
      code: 'folder-file-missing',
      message: expect.stringContaining(`Put ${paths[0]} into the folder, beside manifest.json`),
    });
    await expect(check([])).rejects.toMatchObject({
      code: 'folder-without-manifest',
      message: expect.stringContaining('Pick the folder that holds it.'),
    });
  });

  it('is not to be loaded again where a byte of it is another', async () => {
    const [file] = (JSON.parse(manifest) as Manifest).files;
    if (!file) throw new Error('no files');
    const bytes = readFileSync(`tests/models/mini/${file.path}`);
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    const folder = [{ path: file.path, file: new Blob([bytes]) }];
    const source = openTier({ address: 'folder:mine', folder }, ...setting());
    await expect(source.read(file, () => {})).rejects.toMatchObject({
      code: 'folder-file-changed',
      message: expect.stringMatching(/Get that file anew, then pick the folder again\.$/),
    });
  });
});

describe('a server that does not answer', () => {
  it.each([
    ['https://here.org', /^a\.onnx could not be fetched: the server does not answer\./],
    ['https://else.org', /^a\.onnx could not be fetched: .*CORS/],
  ])('of %s', (origin, message) => {
    vi.stubGlobal('location', { origin: 'https://here.org' });
    expect(unreachable('a.onnx', new URL('/a.onnx', origin)).message).toMatch(message);
    vi.unstubAllGlobals();
  });
});
