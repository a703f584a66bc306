/// The worker: the models and the lab, off the page's thread. It says and hears src/client/protocol.ts.
import type { Request, WorkerEvent } from '../client/protocol';
import { browserOrt } from './browser-ort';
import { loadOnDevice } from './choose-device';
import { HttpSource } from './http-source';
import { LabHost, type LoadModels } from './lab-host';
import { ModelFiles, parseManifest } from './model-files';
import { RuntimeBinary } from './runtime-binary';

const load: LoadModels = async ({ modelsUrl, device }, fresh, onProgress) => {
  const source = new HttpSource(modelsUrl, fresh);
  const files = new ModelFiles(parseManifest(await source.manifest()), source);
  const runtime = new RuntimeBinary(onProgress);
  const binary = runtime.load(fresh);
  // A failure is thrown where it is waited for; until then it must not count as unhandled.
  binary.catch(() => {});
  const loading = { ort: browserOrt(), files, runtime: binary, onProgress: runtime.onModels };
  const loaded = await loadOnDevice(device, loading);
  files.forget();
  return loaded;
};

/** A turn of the event loop. A message, since timers are slowed down to 4 ms and more. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port2.onmessage = () => waiting.shift()?.();
const letEventsIn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port1.postMessage(null);
  });

// onnxruntime's threads load the worker's file again, under this name: they must not answer requests.
if (!self.name.startsWith('em-pthread')) {
  const post = (event: WorkerEvent): void => self.postMessage(event);
  const host = new LabHost({ load, post, letEventsIn });
  self.onmessage = ({ data }: MessageEvent<Request>) => void host.handle(data);
}
