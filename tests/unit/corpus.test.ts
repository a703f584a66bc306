import { describe, expect, it } from 'vitest';
import { projectRows } from '../../src/plots/pca-projection';
import { type FileSource, ModelFiles } from '../../src/runtime/model-files';
import { float32ToBase64 } from '../../src/shared/base64';
import { parseCorpus } from '../../src/shared/corpus';
import { LabError } from '../../src/shared/errors';
import type { Manifest } from '../../src/shared/manifest';
import { FakeModels } from './fake-models';

const floats = (...values: number[]): string => float32ToBase64(Float32Array.from(values));
const HASH = 'a'.repeat(64);

const STATISTICS = {
  messages: 300,
  rows: 900,
  mean: floats(1, 2, 3),
  covariance: floats(1, 2, 3, 4, 5, 6),
};

const CORPUS = {
  format: 1,
  view: 'scout',
  models: { 'sender.onnx': HASH, 'sender-embed.bin': HASH },
  date: '2026-01-01',
  thoughts: STATISTICS,
  k8: null,
  map: {
    components: floats(1, 0, 0, 0, 0, 1),
    explained: [0.5, 0.25],
    messages: [
      // 1500 and −2 as little-endian int16.
      { game: 'a', taskType: 'b', mean: [0.5, 1], vector: btoa('\xdc\x05\xfe\xff') },
      { game: 'c', taskType: 'd', mean: [0, 0] },
    ],
  },
};

describe('a corpus file', () => {
  it('is read: the covariance whole, vectors in thousandths', () => {
    const corpus = parseCorpus(JSON.stringify(CORPUS));
    expect([...corpus.thoughts.covariance]).toEqual([1, 2, 3, 2, 4, 5, 3, 5, 6]);
    const [x, y] = corpus.map.messages[0]?.vector ?? [];
    expect(x).toBeCloseTo(1.5, 6);
    expect(y).toBeCloseTo(-0.002, 6);
    const { mean } = corpus.thoughts;
    const onMap = projectRows(Float32Array.of(2, 9, 7), 3, { ...corpus.map, mean });
    expect(onMap).toEqual([[1, 4]]);
  });

  it.each([
    ['{', 'it is not JSON'],
    [JSON.stringify({ ...CORPUS, format: 2 }), 'at format'],
    [
      JSON.stringify({ ...CORPUS, thoughts: { ...STATISTICS, mean: floats(1) } }),
      'does not fit the mean, at thoughts',
    ],
    [
      JSON.stringify({ ...CORPUS, map: { ...CORPUS.map, components: floats(1, 0, 0) } }),
      'The components are not 2 × dim numbers',
    ],
    [
      JSON.stringify({ ...CORPUS, thoughts: { ...STATISTICS, mean: '?' } }),
      'Not base64 of float32 numbers, at thoughts.mean',
    ],
  ])('%j is refused', (text, reason) => {
    expect(() => parseCorpus(text)).toThrow(reason);
  });
});

describe('the corpus beside a tier', () => {
  const manifestWith = (sha256: string): Manifest => ({
    ...new FakeModels().manifest,
    files: [
      { path: 'sender.onnx', role: 'sender', device: 'wasm', dtype: '', bytes: 1, sha256 },
      { path: 'sender-embed.bin', role: 'embed', of: 'sender', dtype: '', bytes: 1, sha256: HASH },
      { path: 'actor.onnx', role: 'actor', dtype: '', bytes: 1, sha256: 'b'.repeat(64) },
    ],
  });

  function filesOf(manifest: Manifest, text: () => string) {
    const asked: string[] = [];
    const source: FileSource = {
      manifest: async () => '',
      read: async () => new Uint8Array(),
      text: async (path) => {
        asked.push(path);
        return text();
      },
    };
    return { files: new ModelFiles(manifest, source), asked };
  }

  it('is read once, and may be of another actor', async () => {
    const { files, asked } = filesOf(manifestWith(HASH), () => JSON.stringify(CORPUS));
    expect((await files.corpus('scout')).thoughts.messages).toBe(300);
    await files.corpus('scout');
    expect(asked).toEqual(['corpus/scout.json']);
  });

  it('is known by the content of the sender’s files, not by their names', async () => {
    const { 'sender.onnx': sender, ...rest } = CORPUS.models;
    const older = { ...CORPUS, models: { ...rest, 'sender-wasm.onnx': sender } };
    const { files } = filesOf(manifestWith(HASH), () => JSON.stringify(older));
    expect((await files.corpus('scout')).thoughts.messages).toBe(300);
  });

  it('is refused where it is of another sender', async () => {
    const { files } = filesOf(manifestWith('c'.repeat(64)), () => JSON.stringify(CORPUS));
    await expect(files.corpus('scout')).rejects.toMatchObject({
      code: 'corpus-changed',
      message:
        'The corpus statistics were made with another sender.onnx. Choose the message scope, or other models.',
    });
  });

  it('may be absent; a server that does not answer is another matter', async () => {
    const failing = (code: string) =>
      filesOf(manifestWith(HASH), () => {
        throw new LabError(code, '');
      }).files.corpus('planner');
    await expect(failing('model-missing')).rejects.toMatchObject({
      code: 'corpus-missing',
      message: expect.stringContaining('for the planner view'),
    });
    await expect(failing('model-unreachable')).rejects.toMatchObject({ code: 'model-unreachable' });
  });
});
