import { readFileSync } from 'node:fs';
import { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../src/runtime/manifest-check';
import { withMaskedAttention } from '../../src/runtime/masked-attention';
import { type FileSource, ModelFiles, parseManifest } from '../../src/runtime/model-files';
import type { Session } from '../../src/runtime/ort';
import type { Manifest } from '../../src/shared/manifest';

const TEXTS = ['public/models/tiny', 'tests/models/mini', 'tests/models/wide'].map((folder) =>
  readFileSync(`${folder}/manifest.json`, 'utf8'),
);
const [TINY = ''] = TEXTS;

type Change = (manifest: Manifest & { decoders: { actor: { [key: string]: number } } }) => unknown;

const changed = (change: Change): string => {
  const manifest = JSON.parse(TINY);
  change(manifest);
  return JSON.stringify(manifest);
};

const eachDevice = (manifest: Manifest): void => {
  manifest.files = manifest.files.flatMap((file) =>
    file.role in manifest.decoders
      ? (['webgpu', 'wasm'] as const).map((device) => ({
          ...file,
          path: file.path.replace('.onnx', `-${device}.onnx`),
          device,
        }))
      : [file],
  );
};

describe('a manifest', () => {
  it.each(TEXTS)('of this project fits', (text) => {
    expect(parseManifest(text).format).toBe(1);
  });

  it('may give each device files of its own, as tiers did before one served all', async () => {
    const older = parseManifest(changed(eachDevice));
    const files = new ModelFiles(older, {} as FileSource);
    for (const device of ['webgpu', 'wasm'] as const) {
      const decoders = files
        .neededFor(device)
        .filter(({ path }) => path.endsWith(`${device}.onnx`));
      const roles = decoders.map(({ role }) => role);
      expect(roles.sort()).toEqual(['actor', 'sender', 'sender-compressed']);
      expect(files.neededFor(device)).toHaveLength(older.files.length - 3);
    }
    const missing = (m: Manifest): unknown => {
      eachDevice(m);
      return m.files.splice(
        m.files.findIndex(({ path }) => path === 'actor-webgpu.onnx'),
        1,
      );
    };
    expect(() => parseManifest(changed(missing))).toThrow('files has no actor for webgpu');
  });

  it.each<[string, Change]>([
    ['decoders.actor.dim', (m) => Object.assign(m.decoders.actor, { dim: 0 })],
    ['files.0.sha256', (m) => Object.assign(m.files[0] ?? {}, { sha256: 'x' })],
    ['files.1.path', (m) => Object.assign(m.files[1] ?? {}, { path: '../other.onnx' })],
    ['files.1.path', (m) => Object.assign(m.files[1] ?? {}, { path: 'https://x.org/a' })],
    ['files has no adapter', (m) => m.files.splice(6, 1)],
    ['files has no actor for webgpu', (m) => m.files.splice(5, 1)],
    ['decoders.actor.kvHeads', (m) => Object.assign(m.decoders.actor, { kvHeads: 3 })],
    ['files.4.bytes', (m) => Object.assign(m.decoders.actor, { vocabulary: 1000 })],
    ['specialTokens.obs', (m) => Object.assign(m.specialTokens, { obs: 5000 })],
    ['latentStart', (m) => Object.assign(m, { latentStart: 'AAAAAA==' })],
    ['golden.sender is missing', (m) => delete m.golden.sender],
    ['golden.actor.inputEmbeds', (m) => Object.assign(m.golden.actor ?? {}, { inputEmbeds: '' })],
    ['golden.adapter.output', (m) => Object.assign(m.golden.adapter ?? {}, { output: '???' })],
  ])('is refused by the name of the field: %s', (field, change) => {
    expect(() => parseManifest(changed(change))).toThrow(field);
  });
});

describe('a graph', () => {
  const dims = JSON.parse(TINY).decoders.actor as Manifest['decoders']['actor'];
  const graph = (dim: number, layers: number, heads = 4): Session => {
    const tensor = (name: string, shape: readonly (number | string)[]) => ({
      name,
      isTensor: true,
      type: 'float32',
      shape,
    });
    const inputMetadata = [
      tensor('inputs_embeds', ['batch_size', 'sequence', dim]),
      ...Array.from({ length: layers }, (_, layer) =>
        tensor(`past_key_values.${layer}.key`, ['batch_size', heads, 'past', 32]),
      ),
    ];
    return { inputMetadata } as unknown as Session;
  };

  it('fits, or is refused by the name of the field', () => {
    checkGraph('actor', graph(128, 4), dims);
    expect(() => checkGraph('actor', graph(64, 4), dims)).toThrow('decoders.actor.dim is 128');
    expect(() => checkGraph('actor', graph(128, 5), dims)).toThrow('decoders.actor.layers');
    expect(() => checkGraph('actor', graph(128, 4, 2), dims)).toThrow('decoders.actor.kvHeads');
  });

  it('is compared also with its attention written out', async () => {
    const file = new Uint8Array(readFileSync('tests/models/mini/actor.onnx'));
    const session = await InferenceSession.create(withMaskedAttention(file));
    const mini = JSON.parse(TEXTS[1] ?? '').decoders.actor as Manifest['decoders']['actor'];
    checkGraph('actor', session, mini);
    for (const key of ['dim', 'layers', 'kvHeads', 'headDim'] as const) {
      const other = { ...mini, [key]: mini[key] + 1 };
      expect(() => checkGraph('actor', session, other)).toThrow(`decoders.actor.${key} is`);
    }
    await session.release();
  });
});
