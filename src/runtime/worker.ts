/// The worker: the models and the lab, off the page's thread. It says and hears src/client/protocol.ts.
import type { AliveEvent, DeviceReport, Request, WorkerEvent } from '../client/protocol';
import type { PeakMemory } from '../lab/speed-report';
import { toErrorData } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { browserOrt } from './browser-ort';
import { checkTier } from './check-tier';
import { loadOnDevice, measureOther, probeDevices } from './choose-device';
import { DeviceMemory } from './device-memory';
import { FileStore } from './file-store';
import { countDecodeStep } from './gpu-counts';
import { KeptTiers } from './kept-tiers';
import { browserKeyValues } from './key-values';
import { LabHost } from './lab-host';
import { pageMemory, watchMemory } from './memory-watch';
import { type FileSource, ModelFiles, parseManifest } from './model-files';
import type { LoadModels } from './model-host';
import { ProgressReporter } from './progress-reporter';
import { RUNTIME_FILE, RuntimeBinary } from './runtime-binary';
import { openTier } from './tier-source';
import { Transfer } from './transfer';

type CheckRequest = Extract<Request, { kind: 'check-models' }>;
type ProbeRequest = Pick<Extract<Request, { kind: 'probe-devices' }>, 'run' | 'modelsUrl'>;

const storage = browserKeyValues('interlat-lab-models');
const store = new FileStore(storage);
const tiers = new KeptTiers(storage, store);

const deviceStorage = browserKeyValues('interlat-lab-devices');
/** Models of up to so many bytes are opened on the other device unasked, to time it. */
const SMALL = 16_000_000;

const RUNTIME = { address: 'runtime', title: 'onnxruntime-web', files: [RUNTIME_FILE], texts: {} };

const load: LoadModels = async (request, fresh, onProgress, transfer) => {
  const { modelsUrl: address, device, folder, wished = false } = request;
  store.retry();
  const tools = { store, transfer, fresh };
  const reporter = new ProgressReporter(transfer, onProgress);
  try {
    const source = toldOf(openTier({ address, folder }, tools, tiers), () => tellTiers(request));
    const text = await source.manifest();
    const manifest = parseManifest(text);
    const files = new ModelFiles(manifest, source);
    // Known before their files are here, so that parts of them are found again after a reload.
    await tiers.keep(RUNTIME);
    await tiers.keep({
      address,
      title: `${manifest.tier}: ${manifest.title}`,
      files: manifest.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
      texts: { 'manifest.json': text },
    });
    void tellTiers(request);
    void tellDevices(request);
    const runtime = new RuntimeBinary(reporter.onProgress);
    const binary = runtime.load(tools);
    // A failure is thrown where it is waited for; until then it must not count as unhandled.
    binary.catch(() => {});
    void binary.then(() => tellTiers(request)).catch(() => {});
    const memory = memoryOf(manifest);
    const common = { ort: browserOrt(), files, memory };
    const loading = { ...common, runtime: binary, wished, onProgress: runtime.onModels };
    const loaded = await loadOnDevice(device, loading);
    files.forget();
    const measure = async (): Promise<DeviceReport> => {
      const report = await measureOther(loaded.device, { ...common, onProgress: () => {} });
      files.forget();
      return report;
    };
    const measureNow = device === 'auto' && isWorthMeasuring(loaded.device, manifest);
    return { ...loaded, keeping: store.refusal ?? 'kept', measure, measureNow };
  } finally {
    reporter.end();
  }
};

/** On a GPU, WASM may be faster for models this small: it is timed once. */
function isWorthMeasuring({ device, options }: DeviceReport, { files }: Manifest): boolean {
  const wasm = options.find((option) => option.device === 'wasm');
  const needed = files.filter((file) => file.device !== 'webgpu');
  const bytes = needed.reduce((sum, file) => sum + file.bytes, 0);
  return device === 'webgpu' && wasm?.millisecondsPerStep === null && bytes <= SMALL;
}

/** What was found about the devices with these models. */
function memoryOf({ files }: Manifest): DeviceMemory {
  const actor = files.find(({ role, device }) => role === 'actor' && device !== 'webgpu')?.sha256;
  const setting = `${navigator.userAgent}/${RUNTIME_FILE.sha256.slice(0, 12)}/${actor}`;
  return new DeviceMemory(deviceStorage, setting);
}

/** The source, and a word after each file that has come. */
function toldOf(source: FileSource, onFile: () => void): FileSource {
  return {
    manifest: () => source.manifest(),
    text: (path) => source.text(path),
    read: async (file, onBytes) => {
      const bytes = await source.read(file, onBytes);
      onFile();
      return bytes;
    },
  };
}

/** Reads the manifest that is kept of these models, if any. */
async function tellDevices({ run, modelsUrl }: ProbeRequest): Promise<void> {
  const text = (await tiers.get(modelsUrl))?.texts['manifest.json'];
  let manifest: Manifest | null = null;
  try {
    manifest = text === undefined ? null : parseManifest(text);
  } catch {
    // The load of these models says what is wrong with it.
  }
  const found = await probeDevices(manifest, manifest && memoryOf(manifest));
  post({ kind: 'probed', run, ...found });
}

async function check({ run, modelsUrl: address, folder }: CheckRequest): Promise<void> {
  const told = { kind: 'checked-models', run, address } as const;
  try {
    const tools = { store, transfer: new Transfer(), fresh: false };
    await checkTier({ address, folder }, tools, tiers);
    post({ ...told, error: null });
  } catch (error) {
    post({ ...told, error: toErrorData(error) });
  }
}

async function tellTiers({ run }: Pick<Request, 'run'>): Promise<void> {
  post({ kind: 'kept-tiers', run, tiers: await tiers.list(), total: await tiers.total() });
}

/** A turn of the event loop. A message, since timers are slowed down to 4 ms and more. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port2.onmessage = () => waiting.shift()?.();
const letEventsIn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port1.postMessage(null);
  });

const post = (event: WorkerEvent): void => self.postMessage(event);

// onnxruntime's threads load the worker's file again, under this name: they must not answer requests.
if (!self.name.startsWith('em-pthread')) {
  const lock = `lab-worker-${crypto.randomUUID()}`;
  void navigator.locks?.request(lock, () => {
    self.postMessage({ kind: 'alive', lock } satisfies AliveEvent);
    return new Promise(() => {});
  });
  const watched = watchMemory();
  const readMemory = async (): Promise<PeakMemory> => ({
    process: null,
    wasm: watched.wasm(),
    gpu: watched.gpu(),
    page: await pageMemory(),
  });
  const host = new LabHost({ load, post, letEventsIn, countStep: countDecodeStep, readMemory });
  self.onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.kind === 'list-tiers') void tellTiers(data);
    else if (data.kind === 'check-models') void check(data);
    else if (data.kind === 'probe-devices') void tellDevices(data);
    else if (data.kind === 'forget-tier') {
      void tiers.forget(data.address).then(() => tellTiers(data));
    } else void host.handle(data);
  };
}
