import { afterEach, expect, test, vi } from 'vitest';
import { measureOther } from '../../src/runtime/choose-device';
import { DeviceMemory } from '../../src/runtime/device-memory';
import type { FileSource } from '../../src/runtime/model-files';
import type { ModelFile } from '../../src/shared/manifest';
import { MemoryKeyValues } from '../unit/memory-key-values';
import { httpSource, loadMini, MINI_URL, miniLoading } from './mini-models';

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

/** A source whose actor on WebGPU is this role's file, as a tier may have files for each device. */
function actorOnGpu(role: 'actor' | 'sender'): FileSource {
  const source = httpSource(MINI_URL);
  return {
    manifest: async () => {
      const manifest = JSON.parse(await source.manifest()) as { files: ModelFile[] };
      const other = manifest.files.find((file) => file.role === role);
      const files = manifest.files.flatMap((file): Partial<ModelFile>[] =>
        file.role === 'actor'
          ? [
              { ...file, device: 'wasm' },
              { ...other, role: 'actor', device: 'webgpu' },
            ]
          : [file],
      );
      return JSON.stringify({ ...manifest, files });
    },
    read: (...request) => source.read(...request),
    text: (path) => source.text(path),
  };
}

/** Sound files, wrong numbers. */
const swappedActor = (): FileSource => actorOnGpu('sender');

test('left to choose, an emulated GPU is passed over for WASM', async () => {
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({
    device: 'wasm',
    description: '',
    reason: 'gpu-software',
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
    reason: 'webgpu-asked',
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
    reason: 'gpu-passed',
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
    reason: 'gpu-failed',
  });
  await models.release();
});

test('forced, a GPU that computes wrong numbers is refused', async () => {
  await expect(loadMini('webgpu', swappedActor())).rejects.toMatchObject({ code: 'webgpu-failed' });
});

test('without WebGPU there is WASM, with the reason', async () => {
  pretend(Navigator.prototype, 'gpu', undefined as unknown as GPU);
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({ device: 'wasm', reason: 'no-webgpu' });
  await models.release();
  await expect(loadMini('webgpu')).rejects.toMatchObject({ code: 'webgpu-missing' });
});

test('without a GPU there is WASM, with the reason', async () => {
  vi.spyOn(GPU.prototype, 'requestAdapter').mockResolvedValue(null);
  const { device, models } = await loadMini('auto');
  expect(device).toMatchObject({ device: 'wasm', reason: 'no-gpu' });
  await models.release();
});

test('a wish that cannot be met is told, and another device is taken', async () => {
  pretendHardware();
  const { device, models } = await loadMini('webgpu', swappedActor(), { wished: true });
  expect(device).toMatchObject({
    device: 'wasm',
    unmet: 'webgpu',
    reason: 'gpu-failed',
  });
  await models.release();
  const half = await loadMini('webgpu-f16', undefined, { wished: true });
  expect(half.device).toMatchObject({
    device: 'wasm',
    unmet: 'webgpu-f16',
    reason: expect.stringMatching(/^no-f16/),
  });
  await half.models.release();
});

test('a GPU that failed is not tried again by itself, and again when it is asked for', async () => {
  pretendHardware();
  const memory = new DeviceMemory(new MemoryKeyValues(), 'here');
  const requests = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
  const first = await loadMini('auto', swappedActor(), { memory });
  await first.models.release();
  expect(requests).toHaveBeenCalledTimes(2);
  const second = await loadMini('auto', undefined, { memory });
  await second.models.release();
  expect(requests).toHaveBeenCalledTimes(2);
  expect(second.device.options.find(({ device }) => device === 'webgpu')?.refusal).toEqual({
    kind: 'self-test',
  });
  const third = await loadMini('webgpu', undefined, { memory });
  expect(third.device.options.find(({ device }) => device === 'webgpu')).toMatchObject({
    refusal: null,
    millisecondsPerStep: expect.any(Number),
  });
  await third.models.release();
});

test('models that do not fit the GPU are not downloaded for it', async () => {
  pretendHardware();
  pretend(GPUSupportedLimits.prototype, 'maxStorageBufferBindingSize', 1000);
  const source = actorOnGpu('actor');
  const reads = vi.spyOn(source, 'read');
  const { device, models } = await loadMini('auto', source);
  expect(device).toMatchObject({ device: 'wasm', reason: 'gpu-small' });
  expect(device.options.find((option) => option.device === 'webgpu')?.refusal).toMatchObject({
    kind: 'limit',
    name: 'maxStorageBufferBindingSize',
    has: 1000,
  });
  expect(reads.mock.calls.map(([file]) => file.device)).not.toContain('webgpu');
  await models.release();
});

test('both devices are timed, and the times are known the next time', async () => {
  const memory = new DeviceMemory(new MemoryKeyValues(), 'here');
  const { device, models } = await loadMini('wasm', undefined, { memory });
  const timeOf = (report: typeof device, name: string) =>
    report.options.find((option) => option.device === name)?.millisecondsPerStep;
  expect(timeOf(device, 'wasm')).toBeGreaterThan(0);
  expect(timeOf(device, 'webgpu')).toBeNull();
  const loading = { ...(await miniLoading(httpSource(MINI_URL))), memory };
  const measured = await measureOther(device, loading);
  expect(timeOf(measured, 'webgpu')).toBeGreaterThan(0);
  // The models that were loaded before still work.
  await models.actor.start().append(models.actor.embed([10]));
  await models.release();
  const later = await loadMini('wasm', undefined, { memory });
  expect(timeOf(later.device, 'webgpu')).toBe(timeOf(measured, 'webgpu'));
  await later.models.release();
});
