// The same subpath as @huggingface/transformers imports: the page then has one copy of the runtime.
import * as onnxruntime from 'onnxruntime-web/webgpu';
import type { Ort } from './ort';

/** onnxruntime-web, set up for the worker. */
export function browserOrt(): Ort {
  const { env } = onnxruntime;
  // Importing @huggingface/transformers points this at a CDN; without it our own .wasm is used.
  delete env.wasm.wasmPaths;
  // Threads need cross-origin isolation and gain nothing for models this small (findings.md).
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  return onnxruntime;
}
