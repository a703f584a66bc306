/** Packed numbers in JSON, checked and unpacked at once. */
import * as v from 'valibot';
import { base64ToFloat32 } from './base64';

/** A text that `read` understands; it may throw. `what` completes “Not base64 of …”. */
export const packed = (what: string, read: (text: string) => Float32Array) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value);
      } catch {
        addIssue({ message: `Not base64 of ${what}` });
        return NEVER;
      }
    }),
  );

/** Base64 of little-endian float32. */
export const Float32Base64 = packed('float32 numbers', base64ToFloat32);
