import type { DecoderModel } from '../lab/models';
import { decodeSteps } from '../lab/speed';
import type { GpuCounts } from '../lab/speed-report';
import { wrap } from './wrap';

const STEPS = 4;

/** Counts what is asked of WebGPU, by wrapping its API. */
export interface GpuCounter {
  /** From here on. */
  readonly reset: () => void;
  /** So far, by step. */
  readonly perStep: (steps: number) => GpuCounts;
  /** Leaves WebGPU as it was. */
  readonly end: () => void;
}

export function countGpu(): GpuCounter {
  const total = { dispatches: 0, submits: 0, buffersCreated: 0, bytesRead: 0 };
  const wrapped = [
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => total.dispatches++),
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => total.dispatches++),
    wrap(GPUQueue.prototype, 'submit', () => total.submits++),
    wrap(GPUDevice.prototype, 'createBuffer', () => total.buffersCreated++),
    wrap(GPUBuffer.prototype, 'mapAsync', (buffer, [mode, offset, size]) => {
      const isRead = (Number(mode) & GPUMapMode.READ) !== 0;
      if (isRead)
        total.bytesRead += Number(size ?? (buffer as GPUBuffer).size - Number(offset ?? 0));
    }),
  ];
  return {
    reset: () => {
      Object.assign(total, { dispatches: 0, submits: 0, buffersCreated: 0, bytesRead: 0 });
    },
    perStep: (steps) => ({
      dispatches: total.dispatches / steps,
      submits: total.submits / steps,
      buffersCreated: total.buffersCreated / steps,
      bytesRead: total.bytesRead / steps,
    }),
    end: () => {
      for (const restore of wrapped) restore();
    },
  };
}

/** What a steady decode step of one sequence asks of WebGPU. */
export async function countDecodeStep(model: DecoderModel, batch = 1): Promise<GpuCounts> {
  const counter = countGpu();
  try {
    await decodeSteps(model, batch, STEPS, counter.reset);
    return counter.perStep(STEPS);
  } finally {
    counter.end();
  }
}
