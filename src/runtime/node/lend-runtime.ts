import * as onnxruntime from 'onnxruntime-web';

/**
 * Gives transformers.js, which is to be imported afterwards, the runtime of `loadNodeModels`. Where it sees Node it
 * would take onnxruntime-node, and else the build for WebGPU, which Node compiles well only after
 * thousands of steps. Returns what to call once it is imported: its addresses are a content delivery network's.
 */
export function lendRuntime(): () => void {
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: onnxruntime });
  Object.defineProperty(process, 'release', { value: { name: 'peer' } });
  return () => {
    Object.assign(onnxruntime.env.wasm, { wasmPaths: undefined, numThreads: 1 });
    onnxruntime.env.logLevel = 'error';
  };
}
