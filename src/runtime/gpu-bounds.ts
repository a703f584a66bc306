/** What the GPU alone takes, whatever is computed. */
import { storageBuffer } from './gpu-bank';

const DISPATCHES = 256;
const COPIED = 16 * 1024 * 1024;
const COPIES = 4;
const ROUNDS = 3;

const EMPTY = `
@group(0) @binding(0) var<storage, read_write> one: array<u32>;
@compute @workgroup_size(1) fn main() { one[0] = one[0] + 1u; }`;

export interface GpuBounds {
  /** A dispatch that computes next to nothing and waits for the one before, in a row of many, ms. */
  readonly dispatch: number;
  /** Bytes a second that a copy from buffer to buffer reads and writes. */
  readonly copied: number;
}

/** The best of some rounds each, as these are bounds. Throws where the GPU is gone. */
export async function timeGpu(device: GPUDevice, now: () => number): Promise<GpuBounds> {
  const made: GPUBuffer[] = [];
  try {
    const buffer = (size: number): GPUBuffer => {
      const one = storageBuffer(device, size);
      made.push(one);
      return one;
    };
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: EMPTY }) },
    });
    const entries = [{ binding: 0, resource: { buffer: buffer(16) } }];
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const [from, to] = [buffer(COPIED), buffer(COPIED)];
    const best = async (encode: (encoder: GPUCommandEncoder) => void): Promise<number> => {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round <= ROUNDS; round++) {
        const encoder = device.createCommandEncoder();
        const start = now();
        encode(encoder);
        device.queue.submit([encoder.finish()]);
        await device.queue.onSubmittedWorkDone();
        // The first one compiles.
        if (round > 0) least = Math.min(least, now() - start);
      }
      return least;
    };
    const dispatches = await best((encoder) => {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let i = 0; i < DISPATCHES; i++) pass.dispatchWorkgroups(1);
      pass.end();
    });
    const copies = await best((encoder) => {
      for (let i = 0; i < COPIES; i++) encoder.copyBufferToBuffer(from, 0, to, 0, COPIED);
    });
    return { dispatch: dispatches / DISPATCHES, copied: (2 * COPIED * COPIES * 1e3) / copies };
  } finally {
    for (const one of made) one.destroy();
  }
}
