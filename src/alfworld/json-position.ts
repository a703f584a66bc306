import type { Position } from './file-faults';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  /** What is wrong, as the end of a sentence about the text, and where. */
  | { readonly ok: false; readonly problem: string; readonly offset: number };

/** Deeper nesting than any game has; engines differ in how much they bear. */
const MAX_DEPTH = 64;

/** `JSON.parse` that tells where it failed: engines word that differently, or not at all. */
export function parseJson(text: string): ParsedJson {
  const deep = deepOffset(text);
  if (deep !== null) return { ok: false, problem: 'nests too deep', offset: deep };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, problem: 'is not valid JSON', offset: scan(text).fault ?? text.length };
  }
}

/** Where brackets outside of strings nest deeper than allowed, in JSON or whatever it is. */
function deepOffset(text: string): number | null {
  const interesting = /["[\]{}]/g;
  let depth = 0;
  for (let match = interesting.exec(text); match; match = interesting.exec(text)) {
    const [sign] = match;
    if (sign === '"') interesting.lastIndex = closingQuote(text, match.index) + 1;
    else if (sign === ']' || sign === '}') depth--;
    else if (++depth > MAX_DEPTH) return match.index;
  }
  return null;
}

/** Offset of the quotation mark that ends a string; the text's length where none does. */
function closingQuote(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

/** Where the value of a key of the outermost object stands; null where there is no such key. */
export function valueOffset(json: string, key: string): number | null {
  return scan(json).values.get(key) ?? null;
}

/** Line and column, both from 1, of an offset. */
export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
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

interface Scan {
  /** Offset of the first thing that keeps a text from being JSON; its length where it ends too early. */
  readonly fault: number | null;
  /** Offsets of the values of the outermost object, by key; the last of a doubled key, as it counts. */
  readonly values: ReadonlyMap<string, number>;
}

function scan(text: string): Scan {
  const values = new Map<string, number>();
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let key: string | null = null;
  let offset = 0;
  for (;;) {
    offset = matchEnd(SPACES, text, offset);
    const character = text[offset];
    if (character === undefined) {
      return { fault: open.length === 0 && expected === 'next' ? null : offset, values };
    }
    const isString = character === '"';
    const isKey: boolean = expected === 'key' || expected === 'first-key';
    if (expected === 'value' && key !== null && open.length === 1) values.set(key, offset);
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
      if ('fault' in string) return { fault: string.fault, values };
      if (isKey && open.length === 1) key = JSON.parse(text.slice(offset, string.end));
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
      if (end < 0) return { fault: offset, values };
      expected = 'next';
      offset = end;
    } else {
      return { fault: offset, values };
    }
  }
}
