import { afterEach, expect, test, vi } from 'vitest';
import type { FileSource } from '../../src/runtime/model-files';
import type { ModelFile } from '../../src/shared/manifest';
import { httpSource, loadMini, MINI_URL } from './mini-models';

afterEach(() => {
  vi.restoreAllMocks();
});

function pretend<T extends object, K extends keyof T & string>(
  owner: T,
  key: K,
  value: T[K],
): void {
  vi.spyOn(owner as Record<string, unknown>, key, 'get').mockReturnValue(value);
}

/** The emulated GPU of these tests as if it were a real one. */
function pretendHardware(): void {
  pretend(GPUAdapterInfo.prototype, 'isFallbackAdapter', false);
  pretend(GPUAdapterInfo.prototype, 'architecture', 'pretended');
  pretend(GPUAdapterInfo.prototype, 'description', '');
  pretend(GPUAdapterInfo.prototype, 'device', '');
}

/** A source whose actor is the sender on WebGPU: sound files, wrong numbers. */
function swappedActor(): FileSource {
  const source = httpSource(MINI_URL);
  return {
    manifest: async () => {
      const manifest = JSON.parse(await source.manifest()) as { files: ModelFile[] };
      const isFor = (role: string) => (file: ModelFile) =>
        file.role === role && file.device === 'webgpu';
      const sender = manifest.files.find(isFor('sender'));
      const files = manifest.files.map((file) =>
        isFor('actor')(file) ? { ...sender, role: 'actor' } : file,
      );
      return JSON.stringify({ ...manifest, files });
    },
    read: (...request) => source.read(...request),
    text: (path) => source.text(path),
  };
}

test('left to choose, an emulated GPU is passed over for WASM', async () => {
  const { device, models } = await loadMini('auto');
  expect(device).toEqual({
    device: 'wasm',
    description: '1 thread',
    reason: 'The only GPU here is emulated in software, which is slower than WASM.',
    software: false,
  });
  await models.release();
});

test('forced, the emulated GPU is used and named; its loss is told', async () => {
  const requests = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
  const { device, models, lost } = await loadMini('webgpu');
  expect(device).toMatchObject({
    device: 'webgpu',
    software: true,
    reason: 'WebGPU was asked for.',
  });
  expect(device.description).toContain('swiftshader');
  const gpu = await requests.mock.results[0]?.value;
  gpu.destroy();
  expect(await lost).not.toBe('');
  await expect(models.actor.start().append(models.actor.embed([10]))).rejects.toThrow();
});

test('a GPU is taken when its self-test passes', async () => {
  pretendHardware();
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({
    device: 'webgpu',
    software: false,
    reason: 'There is a GPU and it passed its self-test.',
  });
  await models.release();
});

test('a GPU that computes wrong numbers, also without subgroups, is passed over for WASM', async () => {
  pretendHardware();
  const requests = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
  const { device, models } = await loadMini('auto', swappedActor());
  const features = requests.mock.calls.map(([descriptor]) => descriptor?.requiredFeatures);
  expect(features).toEqual([['subgroups'], []]);
  expect(device).toMatchObject({
    device: 'wasm',
    reason: 'WebGPU failed its self-test on this GPU.',
  });
  await models.release();
});

test('forced, a GPU that computes wrong numbers is refused', async () => {
  await expect(loadMini('webgpu', swappedActor())).rejects.toMatchObject({ code: 'webgpu-failed' });
});

test('without WebGPU there is WASM, with the reason', async () => {
  pretend(Navigator.prototype, 'gpu', undefined as unknown as GPU);
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({ device: 'wasm', reason: 'This browser has no WebGPU.' });
  await models.release();
  await expect(loadMini('webgpu')).rejects.toMatchObject({ code: 'webgpu-missing' });
});

test('without a GPU there is WASM, with the reason', async () => {
  vi.spyOn(GPU.prototype, 'requestAdapter').mockResolvedValue(null);
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({ device: 'wasm', reason: 'This browser found no GPU.' });
  await models.release();
});
