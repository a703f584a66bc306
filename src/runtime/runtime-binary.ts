import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as onnxruntime from 'onnxruntime-web/webgpu';
import { LabError } from '../shared/errors';
import { fetchFile, readBody } from './http-source';
import type { DownloadProgress } from './model-files';

/** Size of onnxruntime's .wasm, put in by vite.config.ts: a compressed response does not tell it. */
declare const RUNTIME_BYTES: number;

type OnProgress = (progress: DownloadProgress) => void;

/**
 * Fetches onnxruntime's own .wasm, which is seven times larger than the tiny models, beside the
 * models, so that one progress bar counts every byte. Kept once it is here. Its `load` throws the
 * LabErrors of `fetchFile`, or 'model-truncated'.
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

  async load(fresh: boolean): Promise<void> {
    const { wasm } = onnxruntime.env;
    if (wasm.wasmBinary !== undefined) {
      this.#loaded = RUNTIME_BYTES;
      return;
    }
    const url = new URL(runtimeUrl, self.location.href);
    const response = await fetchFile(url, { cache: fresh ? 'reload' : 'default' });
    const file = 'onnxruntime';
    const bytes = await readBody(
      response,
      (count) => {
        this.#loaded += count;
        this.#report(file);
      },
      truncated,
    );
    if (bytes.length !== RUNTIME_BYTES) throw truncated(bytes.length);
    wasm.wasmBinary = bytes;
  }

  /** Silent until the models' size is known, so that the total never grows. */
  #report(file: string): void {
    if (this.#models === null) return;
    const { loaded, total } = this.#models;
    this.onProgress({ loaded: loaded + this.#loaded, total: total + RUNTIME_BYTES, file });
  }
}

function truncated(bytes: number): LabError {
  const message = `The model runtime ended after ${bytes} of ${RUNTIME_BYTES} bytes.`;
  return new LabError(
    'model-truncated',
    `${message} Check the connection and load the models again.`,
  );
}
