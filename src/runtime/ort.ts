import type * as onnxruntime from 'onnxruntime-web';

/** What the runtime uses of onnxruntime-web. The worker and Node bring different builds of it. */
export type Ort = Pick<typeof onnxruntime, 'InferenceSession' | 'Tensor'>;
export type Session = onnxruntime.InferenceSession;
export type Tensor = onnxruntime.Tensor;
export type SessionOptions = onnxruntime.InferenceSession.SessionOptions;
export type Outputs = onnxruntime.InferenceSession.OnnxValueMapType;
export type Fetches = Record<string, Tensor | null>;

/** A float32 output that lies in CPU memory. */
export function numbers(outputs: Outputs, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`The model gave no float32 ${name}.`);
  return data;
}
