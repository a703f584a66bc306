import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as onnxruntime from 'onnxruntime-web/webgpu';
import { type DownloadTools, downloadFile } from './download-file';
import type { DownloadProgress } from './model-files';

/** Of onnxruntime's .wasm, put in by vite.config.ts: a compressed response does not tell its size. */
declare const RUNTIME_BYTES: number;
declare const RUNTIME_SHA256: string;

/** onnxruntime's .wasm as a file to download. */
export const RUNTIME_FILE = {
  path: 'The model runtime',
  bytes: RUNTIME_BYTES,
  sha256: RUNTIME_SHA256,
};

type OnProgress = (progress: DownloadProgress) => void;

/**
 * Fetches onnxruntime's own .wasm, which is seven times larger than the tiny models, beside the
 * models, so that one progress bar counts every byte. Kept once it is here. Its `load` throws the
 * LabErrors of `downloadFile`.
 */
export class RuntimeBinary {
  #loaded = 0;
  #models: DownloadProgress | null = null;

  constructor(private readonly onProgress: OnProgress) {}

  /** Takes the models' progress and passes on that of both. */
  readonly onModels: OnProgress = (progress) => {
    this.#models = progress;
    this.#report(progress.file);
  };

  async load(tools: DownloadTools): Promise<void> {
    const { wasm } = onnxruntime.env;
    if (wasm.wasmBinary !== undefined) {
      this.#loaded = RUNTIME_BYTES;
      return;
    }
    const url = new URL(runtimeUrl, self.location.href);
    wasm.wasmBinary = await downloadFile(url, RUNTIME_FILE, tools, (count) => {
      this.#loaded += count;
      this.#report('onnxruntime');
    });
  }

  /** Silent until the models' size is known, so that the total never grows. */
  #report(file: string): void {
    if (this.#models === null) return;
    const { loaded, total } = this.#models;
    this.onProgress({ loaded: loaded + this.#loaded, total: total + RUNTIME_BYTES, file });
  }
}
