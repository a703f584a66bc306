import type { DecoderModel } from '../lab/models';
import { decodeSteps } from '../lab/speed';
import type { GpuCounts } from '../lab/speed-report';

const STEPS = 4;

/** Counts what a steady decode step asks of WebGPU, by wrapping its API while some steps run. */
export async function countDecodeStep(model: DecoderModel): Promise<GpuCounts> {
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
  try {
    const reset = (): void => {
      Object.assign(total, { dispatches: 0, submits: 0, buffersCreated: 0, bytesRead: 0 });
    };
    await decodeSteps(model, STEPS, reset);
    return {
      dispatches: total.dispatches / STEPS,
      submits: total.submits / STEPS,
      buffersCreated: total.buffersCreated / STEPS,
      bytesRead: total.bytesRead / STEPS,
    };
  } finally {
    for (const restore of wrapped) restore();
  }
}

/** Hears of every call of a method; what is returned ends that. */
export function wrap<T extends object>(
  owner: T,
  name: keyof T & string,
  hear: (self: unknown, args: readonly unknown[]) => void,
): () => void {
  const own: unknown = Reflect.get(owner, name);
  if (typeof own !== 'function') return () => {};
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    hear(this, args);
    return Reflect.apply(own, this, args);
  });
  return () => {
    Reflect.set(owner, name, own);
  };
}
