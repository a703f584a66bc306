import type * as onnxruntime from 'onnxruntime-web';

/** What the runtime uses of onnxruntime-web. The worker and Node bring different builds of it. */
export type Ort = Pick<typeof onnxruntime, 'InferenceSession' | 'Tensor'>;
export type Session = onnxruntime.InferenceSession;
export type Tensor = onnxruntime.Tensor;
export type SessionOptions = onnxruntime.InferenceSession.SessionOptions;
export type Feeds = onnxruntime.InferenceSession.FeedsType;
export type Outputs = onnxruntime.InferenceSession.OnnxValueMapType;
export type Fetches = Record<string, Tensor | null>;
