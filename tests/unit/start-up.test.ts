import { describe, expect, it } from 'vitest';
import type { DeviceOption } from '../../src/client/protocol';
import type { DecoderModel } from '../../src/lab/models';
import { DeviceMemory, NOTHING_FOUND } from '../../src/runtime/device-memory';
import { largestBuffer, tooSmall } from '../../src/runtime/gpu-fit';
import { timeStep } from '../../src/runtime/step-time';
import type { DecoderDims } from '../../src/shared/manifest';
import { fasterDevice } from '../../src/state/device-choice';
import { setUp } from './fake-worker';
import { MemoryKeyValues } from './memory-key-values';

const DIMS: DecoderDims = {
  dim: 128,
  layers: 4,
  heads: 4,
  kvHeads: 4,
  headDim: 32,
  vocabulary: 1034,
  context: 2048,
};
const decoders = { sender: DIMS, 'sender-compressed': DIMS, actor: DIMS };

describe('whether models fit a GPU', () => {
  it('is decided by the keys of a layer, or the output head', () => {
    // 4 heads × 2,048 positions × 32 numbers × 4 bytes.
    expect(largestBuffer({ decoders })).toBe(1_048_576);
    const wordy = { ...DIMS, vocabulary: 151_936, dim: 896 };
    expect(largestBuffer({ decoders: { ...decoders, actor: wordy } })).toBe(136_134_656);
  });

  it('names the limit', () => {
    const limits = { maxBufferSize: 2_000_000, maxStorageBufferBindingSize: 1_000_000 };
    expect(tooSmall({ limits }, { decoders })).toEqual({
      kind: 'limit',
      name: 'maxStorageBufferBindingSize',
      needs: 1_048_576,
      has: 1_000_000,
    });
    const enough = { ...limits, maxStorageBufferBindingSize: 1_048_576 };
    expect(tooSmall({ limits: enough }, { decoders })).toBeNull();
  });
});

describe('the time of a step', () => {
  it('is the median after warm-up, in a context that stays small', async () => {
    let clock = 0;
    let steps = 0;
    let longest = 0;
    let disposed = false;
    let length = 0;
    const model = {
      dim: 4,
      contextLength: 2048,
      start: () => ({
        get length() {
          return length;
        },
        append: async (embeds: Float32Array) => {
          length += embeds.length / 4;
          longest = Math.max(longest, length);
          steps += 1;
          // The first steps are slow, and so is every tenth.
          clock += steps < 100 ? 2 : steps % 10 === 0 ? 9 : 0.5;
        },
        rewind: (to: number) => {
          length = to;
        },
        dispose: () => {
          disposed = true;
        },
      }),
    } as unknown as DecoderModel;
    expect(await timeStep(model, () => clock)).toBe(0.5);
    expect(longest).toBeLessThanOrEqual(64);
    expect(disposed).toBe(true);
  });
});

describe('what was found of a device', () => {
  it('is known again for this adapter and setting only', async () => {
    const storage = new MemoryKeyValues();
    const memory = new DeviceMemory(storage, 'browser 1');
    const found = { ...NOTHING_FOUND, failed: true };
    await memory.keep('a GPU', found);
    expect(await memory.recall('a GPU')).toEqual(found);
    expect(await memory.recall('another')).toEqual(NOTHING_FOUND);
    expect(await new DeviceMemory(storage, 'browser 2').recall('a GPU')).toEqual(NOTHING_FOUND);
    storage.failure = new Error('No storage.');
    await memory.keep('a GPU', found);
    expect(await memory.recall('a GPU')).toEqual(NOTHING_FOUND);
  });
});

describe('a faster device', () => {
  const option = (device: DeviceOption['device'], time: number | null): DeviceOption => ({
    device,
    refusal: null,
    withoutSubgroups: false,
    software: false,
    millisecondsPerStep: time,
  });

  it('is told by its ratio, where the difference is worth it and both were measured', () => {
    const webgpu = option('webgpu', 4.2);
    expect(fasterDevice('webgpu', [webgpu, option('wasm', 2)])).toEqual({
      device: 'wasm',
      ratio: 2.1,
    });
    expect(fasterDevice('wasm', [webgpu, option('wasm', 2)])).toBeNull();
    expect(fasterDevice('webgpu', [webgpu, option('wasm', 4)])).toBeNull();
    expect(fasterDevice('webgpu', [webgpu, option('wasm', null)])).toBeNull();
    const refused = { ...option('wasm', 1), refusal: { kind: 'self-test' } as const };
    expect(fasterDevice('webgpu', [webgpu, refused])).toBeNull();
  });
});

describe('the choice of a device', () => {
  it('of a link is a wish; what a person chooses is an order', () => {
    const { worker, act } = setUp();
    act.load();
    expect(worker.last).toMatchObject({ kind: 'load', device: 'wasm', wished: true });
    act.chooseDevice('webgpu');
    expect(worker.last).toMatchObject({ kind: 'load', device: 'webgpu', wished: false });
  });

  it('recorded only gives the models up', () => {
    const { worker, store, act } = setUp();
    act.load();
    act.chooseDevice('recorded');
    expect(worker.last?.kind).toBe('unload');
    expect(store.getState().loading).toEqual({ kind: 'off' });
  });

  it('is completed by what is measured later', () => {
    const { worker, store, act } = setUp();
    act.load();
    worker.becomeReady();
    act.measureDevices();
    expect(store.getState().measuring).toBe(true);
    const before = store.getState().loading;
    const device = before.kind === 'ready' ? { ...before.device, gpu: 'a GPU' } : null;
    if (device === null) throw new Error('Not ready.');
    worker.say({ kind: 'measured', device });
    expect(store.getState().measuring).toBe(false);
    expect(store.getState().loading).toMatchObject({ kind: 'ready', device: { gpu: 'a GPU' } });
  });
});
