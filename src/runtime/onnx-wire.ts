/// The protobuf wire format, as far as ONNX files need it: fields are read where they lie and written anew.

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

export interface WireField {
  readonly number: number;
  /** The field with its tag, to be copied as it is. */
  readonly whole: Uint8Array;
  /** Of a field of bytes: a string, a message or packed numbers; empty of other kinds. */
  readonly bytes: Uint8Array;
  /** Of a varint or the bits of a 32-bit field; 0 of other kinds. */
  readonly value: number;
}

/** The fields of a message, in their order. Throws where the bytes are none. */
export function* readFields(message: Uint8Array): Generator<WireField> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = view.getUint8(at++);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = varint();
    let bytes: Uint8Array = message.subarray(at, at);
    let value = 0;
    switch (tag & 7) {
      case VARINT:
        value = varint();
        break;
      case FIXED64:
        at += 8;
        break;
      case BYTES: {
        const length = varint();
        if (at + length > message.length) throw new Error('A field ends behind its message.');
        bytes = message.subarray(at, at + length);
        at += length;
        break;
      }
      case FIXED32:
        value = view.getUint32(at, true);
        at += 4;
        break;
      default:
        throw new Error(`There is no wire type ${tag & 7}.`);
    }
    yield { number: Math.floor(tag / 8), whole: message.subarray(start, at), bytes, value };
  }
}

/** Bytes, or bytes that are written where they go. */
export type Part = Uint8Array | WrittenPart;

export interface WrittenPart {
  readonly length: number;
  /** `target`: zeros, `length` of them. */
  writeTo(target: Uint8Array): void;
}

export function concatBytes(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) whole.set(part, at);
    else part.writeTo(whole.subarray(at, at + part.length));
    at += part.length;
  }
  return whole;
}

/** A field that is a message of these parts, or other bytes. */
export function bytesField(number: number, ...parts: readonly Part[]): Uint8Array {
  return concatBytes(fieldParts(number, parts));
}

/** The same as parts of what is around it: for what is too large to be copied once more. */
export function fieldParts(number: number, parts: readonly Part[]): Part[] {
  return [varintBytes(number * 8 + BYTES), varintBytes(lengthOf(parts)), ...parts];
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

export function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

/** A whole number from 0. */
export function numberField(number: number, value: number): Uint8Array {
  return concatBytes([varintBytes(number * 8 + VARINT), varintBytes(value)]);
}

export function readText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}
