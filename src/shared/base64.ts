/** Numbers as base64 of little-endian float32. */
export function float32ToBase64(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    bytes.setFloat32(i * 4, value, true);
  });
  let binary = '';
  for (const byte of new Uint8Array(bytes.buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The inverse of `float32ToBase64`. Throws a RangeError where the text is not whole float32 numbers. */
export function base64ToFloat32(text: string): Float32Array {
  const view = bytesOf(text, 4, 'float32');
  return Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

/** Little-endian int16 numbers of base64. Throws a RangeError where the text is no such numbers. */
export function base64ToInt16(text: string): Float32Array {
  const view = bytesOf(text, 2, 'int16');
  return Float32Array.from({ length: view.byteLength / 2 }, (_, i) => view.getInt16(i * 2, true));
}

function bytesOf(text: string, size: number, type: string): DataView {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new RangeError('The text is not base64.');
  }
  if (binary.length % size !== 0) throw new RangeError(`The bytes are not whole ${type} numbers.`);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new DataView(bytes.buffer);
}
