import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as onnxruntime from 'onnxruntime-web';
import { LabError } from '../../shared/errors';
import type { ModelFile } from '../../shared/manifest';
import { wasmBackend } from '../backend';
import { type Bytes, checkFile } from '../checked-file';
import { type LoadedModels, loadModels } from '../load-models';
import { type FileSource, ModelFiles, parseManifest } from '../model-files';

/** A tier in a folder on this machine. */
class FolderSource implements FileSource {
  constructor(private readonly folder: string) {}

  manifest(): Promise<string> {
    return this.text('manifest.json');
  }

  async text(path: string): Promise<string> {
    return new TextDecoder().decode(await this.open(path));
  }

  async read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes> {
    const bytes = await this.open(file.path);
    await checkFile(file, bytes);
    onBytes(bytes.length);
    return bytes;
  }

  private async open(path: string): Promise<Bytes> {
    try {
      return new Uint8Array(await readFile(resolve(this.folder, path)));
    } catch {
      const message = `${resolve(this.folder, path)} cannot be read.`;
      throw new LabError('model-missing', `${message} Check the folder of the models.`);
    }
  }
}

/**
 * The models of a folder with a manifest.json, on the same WASM as in the browser. Throws the
 * LabErrors of `ModelFiles.load` and `loadModels`.
 */
export async function loadNodeModels(folder: string): Promise<LoadedModels> {
  // More threads gain nothing for models this small (findings.md).
  onnxruntime.env.wasm.numThreads = 1;
  onnxruntime.env.logLevel = 'error';
  const source = new FolderSource(folder);
  const files = new ModelFiles(parseManifest(await source.manifest()), source);
  await files.load(files.neededFor('wasm'));
  return loadModels(files, wasmBackend(onnxruntime));
}
