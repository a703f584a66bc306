import type { DeviceChoice } from '../../src/client/protocol';
import { browserOrt } from '../../src/runtime/browser-ort';
import { loadOnDevice, type ModelsOnDevice } from '../../src/runtime/choose-device';
import { HttpSource } from '../../src/runtime/http-source';
import { type FileSource, ModelFiles, parseManifest } from '../../src/runtime/model-files';

/** The mini tier as Vite serves it to the tests. */
export const MINI_URL = new URL('/tests/models/mini/', location.href).href;

export async function loadMini(
  device: DeviceChoice,
  source: FileSource = new HttpSource(MINI_URL),
): Promise<ModelsOnDevice> {
  const files = new ModelFiles(parseManifest(await source.manifest()), source);
  return loadOnDevice(device, { ort: browserOrt(), files, onProgress: () => {} });
}
