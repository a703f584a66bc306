import type { Readable, Writable } from 'node:stream';

/** Lines as they are: only "\n" ends one, and a last line needs none. */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Writes one JSON line and waits where the reader is slow. */
export async function writeJsonLine(output: Writable, value: unknown): Promise<void> {
  if (output.write(`${JSON.stringify(value)}\n`)) return;
  await new Promise((resume) => output.once('drain', resume));
}
