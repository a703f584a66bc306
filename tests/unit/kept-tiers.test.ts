import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FileStore } from '../../src/runtime/file-store';
import { KeptTiers } from '../../src/runtime/kept-tiers';
import { openTier } from '../../src/runtime/tier-source';
import { Transfer } from '../../src/runtime/transfer';
import type { ModelFile } from '../../src/shared/manifest';
import { MemoryKeyValues } from './memory-key-values';

const content = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));
const fileOf = (path: string, text: string) => ({
  path,
  bytes: content(text).length,
  sha256: createHash('sha256').update(text).digest('hex'),
});

const SHARED = fileOf('tokenizer.json', 'shared');
const ONE = fileOf('one.onnx', 'the first');
const OTHER = fileOf('other.onnx', 'the second one');

function stage() {
  const storage = new MemoryKeyValues();
  const store = new FileStore(storage);
  const tiers = new KeptTiers(storage, store);
  const add = async (address: string, files: readonly (readonly [typeof ONE, string])[]) => {
    for (const [file, text] of files) await store.append(file.sha256, [], content(text));
    const listed = files.map(([file]) => file);
    await tiers.keep({ address, title: address, files: listed, texts: { 'manifest.json': '{}' } });
  };
  return { storage, store, tiers, add };
}

describe('the tiers that are kept', () => {
  it('are listed with their sizes; deleting one spares what another has', async () => {
    const { tiers, store, add } = stage();
    await add('a/', [
      [SHARED, 'shared'],
      [ONE, 'the first'],
    ]);
    await add('b/', [
      [SHARED, 'shared'],
      [OTHER, 'the second one'],
    ]);
    expect(await tiers.list()).toEqual([
      { address: 'a/', title: 'a/', bytes: 15 },
      { address: 'b/', title: 'b/', bytes: 20 },
    ]);
    expect(await tiers.total()).toBe(6 + 9 + 14);
    await tiers.forget('a/');
    expect((await tiers.list()).map(({ address }) => address)).toEqual(['b/']);
    expect(await store.parts(ONE)).toEqual([]);
    expect(await store.parts(SHARED)).toHaveLength(1);
    await tiers.forget('b/');
    expect(await tiers.total()).toBe(0);
  });

  it('a new release lets go of the files of the old one', async () => {
    const { tiers, store, add } = stage();
    await add('a/', [[ONE, 'the first']]);
    await add('a/', [[OTHER, 'the second one']]);
    expect(await store.parts(ONE)).toEqual([]);
    expect(await tiers.total()).toBe(14);
  });

  it('a browser without storage has none, and nothing throws', async () => {
    const { storage, tiers } = stage();
    storage.failure = new Error('No storage.');
    await tiers.forget('a/');
    expect([await tiers.list(), await tiers.total(), await tiers.get('a/')]).toEqual([[], 0, null]);
  });
});

describe('a folder picked on disk', () => {
  const folder = [
    { path: 'manifest.json', file: new Blob(['{}']) },
    { path: 'one.onnx', file: new Blob(['the first']) },
  ];
  const tools = (store: FileStore) => ({ store, transfer: new Transfer(), fresh: false });
  const asModel = (file: typeof ONE): ModelFile => ({ ...file, role: 'actor', dtype: 'q8' });

  it('is read, checked and kept for the next visit', async () => {
    const { store, tiers } = stage();
    const address = 'folder:mine';
    const source = openTier({ address, folder }, tools(store), tiers);
    expect(await source.manifest()).toBe('{}');
    let seen = 0;
    const bytes = await source.read(asModel(ONE), (count) => {
      seen += count;
    });
    expect([new TextDecoder().decode(bytes), seen]).toEqual(['the first', 9]);
    const texts = { 'manifest.json': '{}' };
    await tiers.keep({ address, title: 'mine', files: [ONE], texts });

    const later = openTier({ address, folder: undefined }, tools(store), tiers);
    expect(await later.manifest()).toBe('{}');
    expect(new TextDecoder().decode(await later.read(asModel(ONE), () => {}))).toBe('the first');
  });

  it('another file, a missing one and a folder that is gone are told by name', async () => {
    const { store, tiers } = stage();
    const source = openTier({ address: 'folder:mine', folder }, tools(store), tiers);
    const other = { ...asModel(ONE), sha256: OTHER.sha256 };
    await expect(source.read(other, () => {})).rejects.toMatchObject({
      code: 'folder-file-changed',
    });
    await expect(source.read(asModel(OTHER), () => {})).rejects.toMatchObject({
      code: 'folder-file-missing',
      message: expect.stringContaining('other.onnx'),
    });
    const gone = openTier({ address: 'folder:mine', folder: undefined }, tools(store), tiers);
    await expect(gone.manifest()).rejects.toMatchObject({
      message: expect.stringContaining('mine'),
    });
  });
});

describe('a tier on a server that is gone', () => {
  it('is found as it was', async () => {
    const { store, tiers, add } = stage();
    const address = 'http://127.0.0.1:9/models/';
    await add(address, [[ONE, 'the first']]);
    const clock = { now: () => 0, sleep: async () => {} };
    const tools = { store, transfer: new Transfer(clock), fresh: false };
    const source = openTier({ address, folder: undefined }, tools, tiers);
    expect(await source.manifest()).toBe('{}');
    const file: ModelFile = { ...ONE, role: 'actor', dtype: 'q8' };
    expect(new TextDecoder().decode(await source.read(file, () => {}))).toBe('the first');
    await expect(source.text('card.json')).rejects.toMatchObject({ code: 'model-unreachable' });
  });
});
