import type { DeviceChoice } from '../../src/client/protocol';
import { browserOrt } from '../../src/runtime/browser-ort';
import {
  type DeviceLoading,
  loadOnDevice,
  type ModelsOnDevice,
} from '../../src/runtime/choose-device';
import { FileStore } from '../../src/runtime/file-store';
import { HttpSource } from '../../src/runtime/http-source';
import { type FileSource, ModelFiles, parseManifest } from '../../src/runtime/model-files';
import { Transfer } from '../../src/runtime/transfer';
import { MemoryKeyValues } from '../unit/memory-key-values';

/** The mini tier as Vite serves it to the tests. */
export const MINI_URL = new URL('/tests/models/mini/', location.href).href;

/** A tier on this server. Nothing is kept, and waits take no time. */
export function httpSource(url: string): HttpSource {
  const transfer = new Transfer({ now: () => performance.now(), sleep: async () => {} });
  return new HttpSource(url, {
    store: new FileStore(new MemoryKeyValues()),
    transfer,
    fresh: false,
  });
}

export async function loadMini(
  device: DeviceChoice,
  source: FileSource = httpSource(MINI_URL),
  more: Partial<DeviceLoading> = {},
): Promise<ModelsOnDevice> {
  return loadOnDevice(device, { ...(await miniLoading(source)), ...more });
}

export async function miniLoading(source: FileSource): Promise<DeviceLoading> {
  const files = new ModelFiles(parseManifest(await source.manifest()), source);
  return { ort: browserOrt(), files, onProgress: () => {} };
}
