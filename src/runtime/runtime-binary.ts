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
  /** What is to come over the network, and is counted; null before that is known. */
  #size: number | null = null;
  #models: DownloadProgress | null = null;

  constructor(private readonly onProgress: OnProgress) {}

  /** Takes the models' progress and passes on that of both. */
  readonly onModels: OnProgress = (progress) => {
    this.#models = progress;
    this.#report(progress.file);
  };

  async load(tools: DownloadTools): Promise<void> {
    const { wasm } = onnxruntime.env;
    const kept = (await tools.store.sizes()).get(RUNTIME_FILE.sha256) ?? 0;
    // What is here in whole is not counted: the bytes are those of the models then.
    const here = wasm.wasmBinary !== undefined || kept >= RUNTIME_BYTES;
    this.#size = here ? 0 : RUNTIME_BYTES;
    this.#report('onnxruntime');
    if (wasm.wasmBinary !== undefined) return;
    const url = new URL(runtimeUrl, self.location.href);
    wasm.wasmBinary = await downloadFile(url, RUNTIME_FILE, tools, (count) => {
      // A kept file that turns out to be broken comes again.
      if (count < 0) this.#size = RUNTIME_BYTES;
      this.#loaded += count;
      this.#report('onnxruntime');
    });
  }

  /** Silent until both sizes are known, so that the total does not grow. */
  #report(file: string): void {
    if (this.#models === null || this.#size === null) return;
    const { loaded, total } = this.#models;
    const runtime = this.#size === 0 ? 0 : this.#loaded;
    this.onProgress({ loaded: loaded + runtime, total: total + this.#size, file });
  }
}
