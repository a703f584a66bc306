import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Models } from '../../src/lab/models';
import { CHOICE_WORDS } from '../../src/runtime/choice-shader';
import type { ModelsOnDevice } from '../../src/runtime/choose-device';
import { loadMini } from './mini-models';

/** What the page asks of WebGPU. */
const counts = { bytes: 0, dispatches: 0, buffers: 0 };
const { mapAsync } = GPUBuffer.prototype;
const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
const { createBuffer } = GPUDevice.prototype;

let loaded: ModelsOnDevice;
let models: Models;

beforeAll(async () => {
  GPUBuffer.prototype.mapAsync = function (
    this: GPUBuffer,
    mode,
    offset = 0,
    size = this.size - offset,
  ) {
    if (mode === GPUMapMode.READ) counts.bytes += size;
    return mapAsync.call(this, mode, offset, size);
  };
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...sizes) {
    counts.dispatches++;
    dispatchWorkgroups.apply(this, sizes);
  };
  GPUDevice.prototype.createBuffer = function (descriptor) {
    counts.buffers++;
    return createBuffer.call(this, descriptor);
  };
  loaded = await loadMini('webgpu');
  models = loaded.models;
});
afterAll(async () => {
  GPUBuffer.prototype.mapAsync = mapAsync;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
  GPUDevice.prototype.createBuffer = createBuffer;
  await loaded?.models.release();
});

/** Of one step in the middle of several. */
async function counted(step: () => Promise<unknown>): Promise<typeof counts> {
  await step();
  await step();
  const before = { ...counts };
  await step();
  return {
    bytes: counts.bytes - before.bytes,
    dispatches: counts.dispatches - before.dispatches,
    buffers: counts.buffers - before.buffers,
  };
}

describe('what a step on WebGPU reads back', () => {
  test('is what was asked for: at least 3 times less than all logits', async () => {
    const { actor, sender, compressedSender, manifest } = models;
    const { vocabulary, dim } = manifest.decoders.sender;
    const choice = CHOICE_WORDS * 4;
    const [playing, thinking, writing] = [actor, sender, compressedSender].map((m) => m.start());
    if (!playing || !thinking || !writing) throw new Error('Three decoders.');
    for (const one of [playing, thinking, writing]) await one.append(actor.embed([10, 11, 12]), []);
    const found = {
      everything: await counted(() => thinking.append(sender.embed([20]))),
      thought: await counted(() => thinking.append(sender.embed([20]), ['choice', 'hidden'])),
      command: await counted(() => playing.append(actor.embed([20]), ['choice'])),
      latent: await counted(() => writing.appendNext(['hidden'])),
      nothing: await counted(() => playing.append(actor.embed([20]), [])),
    };
    for (const one of [playing, thinking, writing]) one.dispose();
    expect(found.everything.bytes).toBe(4 * (vocabulary + dim));
    expect(found.thought.bytes).toBe(choice + 4 * dim);
    expect(found.command.bytes).toBe(choice);
    expect(found.latent.bytes).toBe(4 * dim);
    expect(found.nothing.bytes).toBe(0);
    // What the GPU reads is written to buffers that are there already.
    for (const { buffers } of Object.values(found)) expect(buffers).toBe(0);
    for (const { bytes } of [found.thought, found.command, found.latent]) {
      expect(4 * vocabulary).toBeGreaterThan(3 * bytes);
    }
    // A choice is one dispatch; what is not asked for is not computed.
    expect(found.command.dispatches - found.nothing.dispatches).toBe(1);
    expect(found.latent.dispatches).toBeGreaterThan(0);
  });

  test('of rows that ask for different things', async () => {
    const { actor } = models;
    const sequences = [0, 1, 2, 3].map(() => actor.start());
    await Promise.all(sequences.map((one, i) => one.append(actor.embed([10 + i, 11]), [])));
    const alone = await Promise.all(sequences.map((one) => one.append(actor.embed([30]))));
    for (const one of sequences) one.rewind(2);
    const [a, b, c, d] = await Promise.all([
      sequences[0]?.append(actor.embed([30]), ['choice']),
      sequences[1]?.append(actor.embed([30]), ['hidden', 'logits']),
      sequences[2]?.append(actor.embed([30]), []),
      sequences[3]?.append(actor.embed([30]), ['choice', 'hidden']),
    ]);
    for (const one of sequences) one.dispose();
    const best = (logits: Float32Array | undefined): number =>
      logits?.indexOf(Math.max(...logits)) ?? -1;
    expect(a?.choice.tokens[0]).toBe(best(alone[0]?.logits));
    expect(b).toEqual({ hidden: alone[1]?.hidden, logits: alone[1]?.logits });
    expect(c).toEqual({});
    expect(d?.choice.tokens[0]).toBe(best(alone[3]?.logits));
    expect(d?.hidden).toEqual(alone[3]?.hidden);
  });
});
