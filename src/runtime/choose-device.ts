import type {
  DeviceChoice,
  DeviceOption,
  DeviceReason,
  DeviceReport,
  FoundDevices,
  Refusal,
} from '../client/protocol';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { type Backend, wasmBackend, webgpuBackend } from './backend';
import { type DeviceMemory, type Finding, NOTHING_FOUND } from './device-memory';
import { findGpu, type Gpu, hasWebGpu, openGpu } from './gpu';
import { tooSmall } from './gpu-fit';
import { type LoadedModels, loadModels } from './load-models';
import type { DownloadProgress, ModelFiles } from './model-files';
import { nextTurn } from './next-turn';
import type { Ort } from './ort';
import { timeStep } from './step-time';

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
  /** What was found in earlier visits. */
  readonly memory?: DeviceMemory;
  /** Where the choice cannot be had, another device is taken. */
  readonly wished?: boolean;
}

type Loaded = Pick<ModelsOnDevice, 'models' | 'lost'>;

const NEVER = new Promise<string>(() => {});

/**
 * Loads the models on the chosen device. `auto` takes WebGPU on a GPU whose self-test passes, else
 * WASM. Throws the LabErrors of `ModelFiles.load` and `loadModels`; where WebGPU is ordered, not
 * wished, 'webgpu-missing' or 'webgpu-failed'.
 */
export async function loadOnDevice(
  choice: DeviceChoice,
  loading: DeviceLoading,
): Promise<ModelsOnDevice> {
  const start = await StartUp.probe(loading);
  if (choice === 'wasm') return start.onWasm('wasm-asked', null);
  const asked = choice === 'webgpu' || choice === 'webgpu-f16' ? choice : null;
  const ordered = asked !== null && !loading.wished;
  const wish = asked !== null && loading.wished ? asked : null;
  const refusal = asked === 'webgpu-f16' ? start.refusals['webgpu-f16'] : start.refusals.webgpu;
  if (refusal !== null && ordered) {
    throw new LabError('webgpu-missing', `${sentenceOf(refusal)} Choose WASM instead.`);
  }
  if (refusal !== null) return start.onWasm(reasonOf(refusal), wish);
  if (asked === null && start.gpu?.software) {
    return start.onWasm('gpu-software', null);
  }
  if (asked === null && start.finding.failed) return start.onWasm('gpu-failed', null);
  try {
    return await start.onGpu(asked === null ? 'gpu-passed' : 'webgpu-asked');
  } catch (error) {
    const computes = !(error instanceof LabError && error.code === 'webgpu-failed');
    if (computes || ordered) throw error;
    return start.onWasm('gpu-failed', wish);
  }
}

/**
 * Times the device that the models are not on, and gives the report with that. The models of the other
 * device are downloaded for it, if they are not here, and let go.
 */
export async function measureOther(
  report: DeviceReport,
  loading: DeviceLoading,
): Promise<DeviceReport> {
  const start = await StartUp.probe(loading);
  const other = report.device === 'wasm' ? 'webgpu' : 'wasm';
  if (start.refusals[other] === null) await start.time(other);
  return { ...report, options: start.options() };
}

/**
 * Which devices there are, without loading anything. `manifest` null: whether the models fit is not asked.
 */
export async function probeDevices(
  manifest: Manifest | null,
  memory: DeviceMemory | null,
): Promise<FoundDevices> {
  const gpu = await findGpu();
  const finding = (await memory?.recall(gpu?.description ?? '')) ?? NOTHING_FOUND;
  const options = optionsOf(gpu, surveyGpu(gpu, manifest), finding);
  return { gpu: gpu?.description ?? null, options };
}

type Refusals = Readonly<Record<DeviceOption['device'], Refusal | null>>;

function optionsOf(gpu: Gpu | null, refusals: Refusals, finding: Finding): DeviceOption[] {
  const { failed, withoutSubgroups, times } = finding;
  const webgpu = refusals.webgpu ?? (failed ? ({ kind: 'self-test' } as const) : null);
  const software = gpu?.software ?? false;
  const rest = { withoutSubgroups: false, software: false };
  return [
    {
      device: 'webgpu-f16',
      refusal: refusals['webgpu-f16'],
      ...rest,
      millisecondsPerStep: null,
    },
    {
      device: 'webgpu',
      refusal: webgpu,
      withoutSubgroups,
      software,
      millisecondsPerStep: webgpu === null ? times.webgpu : null,
    },
    { device: 'wasm', refusal: null, ...rest, millisecondsPerStep: times.wasm },
  ];
}

/** What is known when the page starts: the GPU, whether the models fit, what was found before. */
class StartUp {
  private constructor(
    readonly gpu: Gpu | null,
    readonly refusals: Refusals,
    public finding: Finding,
    private readonly loading: DeviceLoading,
  ) {}

  static async probe(loading: DeviceLoading): Promise<StartUp> {
    const gpu = await findGpu();
    const finding = await loading.memory?.recall(gpu?.description ?? '');
    const refusals = surveyGpu(gpu, loading.files.manifest);
    return new StartUp(gpu, refusals, finding ?? NOTHING_FOUND, loading);
  }

  options(): DeviceOption[] {
    return optionsOf(this.gpu, this.refusals, this.finding);
  }

  async onWasm(reason: DeviceReason, unmet: DeviceReport['unmet']): Promise<ModelsOnDevice> {
    const loaded = await this.#loadWasm();
    await this.#measure('wasm', loaded.models);
    const device = { device: 'wasm', description: '', reason, software: false } as const;
    return { ...loaded, device: { ...device, ...this.#facts(unmet) } };
  }

  async onGpu(reason: DeviceReason): Promise<ModelsOnDevice> {
    const loaded = await this.#loadGpu();
    await this.#measure('webgpu', loaded.models);
    const { description = '', software = false } = this.gpu ?? {};
    const device = { device: 'webgpu', description, reason, software } as const;
    return { ...loaded, device: { ...device, ...this.#facts(null) } };
  }

  /** Loads the models there for the time of a measurement. */
  async time(device: 'webgpu' | 'wasm'): Promise<void> {
    try {
      const { models } = await (device === 'wasm' ? this.#loadWasm() : this.#loadGpu());
      try {
        await this.#measure(device, models);
      } finally {
        await models.release();
      }
    } catch (error) {
      // That it fails is found out too.
      if (!(error instanceof LabError && error.code === 'webgpu-failed')) throw error;
    }
  }

  #facts(unmet: DeviceReport['unmet']): Pick<DeviceReport, 'options' | 'gpu' | 'unmet'> {
    return { options: this.options(), gpu: this.gpu?.description ?? null, unmet };
  }

  async #measure(device: 'webgpu' | 'wasm', { actor }: LoadedModels): Promise<void> {
    const times = { ...this.finding.times, [device]: await timeStep(actor) };
    const passed = device === 'webgpu' ? { failed: false } : {};
    await this.#find({ ...passed, times });
  }

  async #find(found: Partial<Finding>): Promise<void> {
    this.finding = { ...this.finding, ...found };
    await this.loading.memory?.keep(this.gpu?.description ?? '', this.finding);
  }

  async #loadWasm(): Promise<Loaded> {
    const { ort, files, runtime, onProgress } = this.loading;
    await Promise.all([files.load(files.neededFor('wasm'), onProgress), runtime]);
    return { models: await loadModels(files, wasmBackend(ort)), lost: NEVER };
  }

  /** Tries with subgroups first where they can be trusted, then without. */
  async #loadGpu(): Promise<Loaded> {
    const { ort, files, runtime, onProgress } = this.loading;
    await Promise.all([files.load(files.neededFor('webgpu'), onProgress), runtime]);
    const { gpu } = this;
    const trusted = gpu?.subgroups && !gpu.software && !this.finding.withoutSubgroups;
    let cause: unknown;
    let gone = false;
    for (const subgroups of trusted ? [true, false] : [false]) {
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
        if (trusted && !subgroups) await this.#find({ withoutSubgroups: true });
        return { models: { ...models, release }, lost };
      } catch (error) {
        gone = !device || (await isLost(device));
        device?.destroy();
        if (error instanceof LabError && error.code === 'manifest-invalid') throw error;
        cause = error;
      }
    }
    // A GPU that goes while it is tried may come back: nothing is remembered of it.
    if (!gone) await this.#find({ failed: true });
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LabError('webgpu-failed', `WebGPU does not work on this GPU: ${detail}`);
  }
}

/** Whether it is known by now that the device is lost. */
function isLost(device: GPUDevice): Promise<boolean> {
  return Promise.race([device.lost.then(() => true), nextTurn().then(() => false)]);
}

/** Format 1 of the manifest has no 16-bit graphs: they are refused with what is missing first. */
function surveyGpu(gpu: Gpu | null, manifest: Manifest | null): Refusals {
  const missing = hasWebGpu() ? ({ kind: 'no-gpu' } as const) : ({ kind: 'no-webgpu' } as const);
  const webgpu: Refusal | null = gpu ? manifest && tooSmall(gpu, manifest) : missing;
  const f16: Refusal = { kind: gpu?.f16 ? 'no-f16-files' : 'no-f16' };
  return { webgpu, 'webgpu-f16': gpu ? f16 : missing, wasm: null };
}

function reasonOf({ kind }: Refusal): DeviceReason {
  if (kind === 'self-test') return 'gpu-failed';
  return kind === 'limit' ? 'gpu-small' : kind;
}

/** Of an error: English in every language. */
function sentenceOf(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'no-webgpu':
      return 'This browser has no WebGPU.';
    case 'no-gpu':
      return 'This browser found no GPU.';
    case 'no-f16':
      return 'This GPU has no 16-bit arithmetic.';
    case 'no-f16-files':
      return 'These models come without 16-bit files.';
    case 'self-test':
      return 'WebGPU failed its self-test on this GPU.';
    case 'limit': {
      const { name, needs, has } = refusal;
      return `This GPU is too small for these models: ${name} is ${has}, ${needs} are needed.`;
    }
  }
}
