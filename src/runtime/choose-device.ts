import type { DeviceChoice, DeviceReason, DeviceReport } from '../client/protocol';
import { LabError } from '../shared/errors';
import { type Backend, wasmBackend, webgpuBackend } from './backend';
import { findGpu, type Gpu, hasWebGpu, openGpu } from './gpu';
import { type LoadedModels, loadModels } from './load-models';
import type { DownloadProgress, ModelFiles } from './model-files';
import type { Ort } from './ort';

export interface ModelsOnDevice {
  readonly models: LoadedModels;
  readonly device: DeviceReport;
  /** Resolves with a reason when the device is gone; never for WASM. */
  readonly lost: Promise<string>;
}

export interface DeviceLoading {
  readonly ort: Ort;
  readonly files: ModelFiles;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** Resolves when onnxruntime's own binary is here; absent where it fetches that itself. */
  readonly runtime?: Promise<void>;
}

const NEVER = new Promise<string>(() => {});

/**
 * Loads the models on the chosen device. `auto` takes WebGPU on a GPU whose self-test passes, else
 * WASM. Throws the LabErrors of `ModelFiles.load` and `loadModels`; where WebGPU is forced,
 * 'webgpu-missing' or 'webgpu-failed'.
 */
export async function loadOnDevice(
  choice: DeviceChoice,
  loading: DeviceLoading,
): Promise<ModelsOnDevice> {
  if (choice === 'wasm') return loadOnWasm('wasm-asked', loading);
  const gpu = await findGpu();
  if (choice === 'webgpu') {
    if (gpu) return loadOnGpu(gpu, 'webgpu-asked', loading);
    const missing = hasWebGpu() ? 'This browser found no GPU.' : 'This browser has no WebGPU.';
    throw new LabError('webgpu-missing', `${missing} Choose WASM instead.`);
  }
  if (!gpu) return loadOnWasm(hasWebGpu() ? 'no-gpu' : 'no-webgpu', loading);
  // Emulated, it is slower than WASM.
  if (gpu.software) return loadOnWasm('gpu-software', loading);
  try {
    return await loadOnGpu(gpu, 'gpu-passed', loading);
  } catch (error) {
    if (!(error instanceof LabError && error.code === 'webgpu-failed')) throw error;
    return loadOnWasm('gpu-failed', loading);
  }
}

async function loadOnWasm(
  reason: DeviceReason,
  { ort, files, runtime, onProgress }: DeviceLoading,
) {
  await Promise.all([files.load(files.neededFor('wasm'), onProgress), runtime]);
  const models = await loadModels(files, wasmBackend(ort));
  const device = { device: 'wasm', description: '', reason, software: false } as const;
  return { models, device, lost: NEVER };
}

/** Tries with subgroups first where they can be trusted, then without. */
async function loadOnGpu(
  gpu: Gpu,
  reason: DeviceReason,
  { ort, files, runtime, onProgress }: DeviceLoading,
) {
  await Promise.all([files.load(files.neededFor('webgpu'), onProgress), runtime]);
  const { description, software } = gpu;
  let cause: unknown;
  for (const subgroups of gpu.subgroups && !software ? [true, false] : [false]) {
    let device: GPUDevice | undefined;
    try {
      device = await openGpu(subgroups);
      const backend: Backend = webgpuBackend(ort, device);
      const models = await loadModels(files, backend);
      const lost = device.lost.then((info) => info.message || info.reason);
      const release = async (): Promise<void> => {
        await models.release();
        device?.destroy();
      };
      const report = { device: 'webgpu', description, reason, software } as const;
      return { models: { ...models, release }, device: report, lost };
    } catch (error) {
      device?.destroy();
      if (error instanceof LabError && error.code === 'manifest-invalid') throw error;
      cause = error;
    }
  }
  const detail = cause instanceof Error ? cause.message : String(cause);
  throw new LabError('webgpu-failed', `WebGPU does not work on this GPU: ${detail}`);
}
