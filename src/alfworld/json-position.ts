import type { Position } from './s-expression';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly offset: number };

/** `JSON.parse` that tells where it failed: engines word that differently, or not at all. */
export function parseJson(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, offset: faultOffset(text) };
  }
}

/** Line and column, both from 1, of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

const SPACES = /[ \t\n\r]*/y;
const PLAIN_VALUE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** End of a match at an offset, or -1. */
function matchEnd(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** End of the string that starts at an offset; where it is broken, `fault` is where. */
function stringEnd(text: string, start: number): { end: number } | { fault: number } {
  let offset = start + 1;
  while (offset < text.length) {
    if (text[offset] === '"') return { end: offset + 1 };
    if (text.charCodeAt(offset) < 0x20) return { fault: offset };
    const end = text[offset] === '\\' ? matchEnd(ESCAPE, text, offset) : offset + 1;
    if (end < 0) return { fault: offset };
    offset = end;
  }
  return { fault: offset };
}

type Expected = 'value' | 'first-item' | 'key' | 'first-key' | 'colon' | 'next';

/** Offset of the first thing that keeps a text from being JSON; its length where it ends too early. */
function faultOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    offset = matchEnd(SPACES, text, offset);
    const character = text[offset];
    if (character === undefined) return offset;
    const isString = character === '"';
    const isKey: boolean = expected === 'key' || expected === 'first-key';
    const closes =
      (character === '}' &&
        open.at(-1) === '{' &&
        (expected === 'next' || expected === 'first-key')) ||
      (character === ']' &&
        open.at(-1) === '[' &&
        (expected === 'next' || expected === 'first-item'));
    if (closes) {
      open.pop();
      expected = 'next';
      offset++;
    } else if (expected === 'colon' && character === ':') {
      expected = 'value';
      offset++;
    } else if (expected === 'next' && character === ',' && open.length > 0) {
      expected = open.at(-1) === '{' ? 'key' : 'value';
      offset++;
    } else if (isString && expected !== 'colon' && expected !== 'next') {
      const string = stringEnd(text, offset);
      if ('fault' in string) return string.fault;
      expected = isKey ? 'colon' : 'next';
      offset = string.end;
    } else if (expected === 'value' || expected === 'first-item') {
      if (character === '{' || character === '[') {
        open.push(character);
        expected = character === '{' ? 'first-key' : 'first-item';
        offset++;
        continue;
      }
      const end = matchEnd(PLAIN_VALUE, text, offset);
      if (end < 0) return offset;
      expected = 'next';
      offset = end;
    } else {
      return offset;
    }
  }
}
