import { expect, test } from 'vitest';
import type { DeviceChoice } from '../../src/client/protocol';
import { httpSource, loadMini } from './mini-models';

const WIDE_URL = new URL('/tests/models/wide/', location.href).href;

// Loading compares the logits with PyTorch's: grouped KV heads, QKV bias, an untied head, stretched positions.
test.each<DeviceChoice>(['webgpu', 'wasm'])(
  'a Qwen2 and a Llama of different widths compute right on %s',
  async (device) => {
    const { models } = await loadMini(device, httpSource(WIDE_URL));
    const embeds = await models.adapter.adapt(new Float32Array(2 * models.sender.dim).fill(1), 2);
    expect(embeds).toHaveLength(2 * models.actor.dim);
    await models.release();
  },
);
