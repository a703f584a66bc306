import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHOICE_WORDS, ChoiceShader, readChoice } from '../../src/runtime/choice-shader';
import { type Choice, choiceOf, probabilityAt } from '../../src/shared/choice';
import { Rng } from '../../src/shared/rng';

const LARGEST = 3.4028234663852886e38;

let device: GPUDevice;
beforeAll(async () => {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('There is no WebGPU here.');
  device = await adapter.requestDevice();
});
afterAll(() => device?.destroy());

/** What the shader makes of logits `[rows, vocabulary]`, and the bytes of its records. */
async function choose(
  logits: Float32Array<ArrayBuffer>,
  vocabulary: number,
): Promise<{ choices: Choice[]; bytes: ArrayBuffer }> {
  const rows = logits.length / vocabulary;
  const size = rows * CHOICE_WORDS * 4;
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE } = GPUBufferUsage;
  const source = device.createBuffer({ size: logits.byteLength, usage: STORAGE | COPY_DST });
  const records = device.createBuffer({ size, usage: STORAGE | COPY_SRC });
  const staging = device.createBuffer({ size, usage: MAP_READ | COPY_DST });
  device.queue.writeBuffer(source, 0, logits);
  const shader = new ChoiceShader(device, vocabulary);
  const encoder = device.createCommandEncoder();
  shader.encode(encoder, shader.bind(source, records), rows);
  encoder.copyBufferToBuffer(records, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const bytes = staging.getMappedRange().slice(0);
  for (const buffer of [source, records, staging]) buffer.destroy();
  const choices = Array.from({ length: rows }, (_, row) =>
    readChoice(bytes, row * CHOICE_WORDS * 4),
  );
  return { choices, bytes };
}

/** A logit of a token, by the kind of row. */
const KINDS: Readonly<Record<string, (rng: Rng, token: number) => number>> = {
  random: (rng) => 3 * rng.normal(),
  'nearly flat': (rng) => 1e-3 * rng.normal(),
  sharp: (rng, token) => (token % 397 === 5 ? 40 : 0) + rng.normal(),
  'of few values': (rng) => rng.integer(3),
  'all equal': () => -1.25,
  'far apart': (rng) => 1e30 * rng.normal(),
  'at the ends of float32': (rng) => (rng.integer(100) === 0 ? LARGEST : -LARGEST),
  'mostly impossible': (rng, token) =>
    rng.integer(50) === 0 || token === 3 ? rng.normal() : Number.NEGATIVE_INFINITY,
};

describe.each([5, 1034, 50_000])('choices of a vocabulary of %i on the GPU', (vocabulary) => {
  test.each([1, 32])('%i rows: those that the CPU makes', async (rows) => {
    const rng = new Rng(`choices ${vocabulary} ${rows}`);
    const kinds = Object.entries(KINDS);
    for (let turn = 0; turn * rows < kinds.length; turn++) {
      const kindOf = (row: number) => kinds[(turn * rows + row) % kinds.length];
      const logits = new Float32Array(rows * vocabulary);
      for (let i = 0; i < logits.length; i++) {
        const [, logit] = kindOf(Math.floor(i / vocabulary)) ?? [];
        logits[i] = logit?.(rng, i % vocabulary) ?? Number.NaN;
      }
      const { choices, bytes } = await choose(logits, vocabulary);
      for (const [row, found] of choices.entries()) {
        const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
        const expected = choiceOf(own);
        const where = `${kindOf(row)?.[0]}, row ${row}`;
        // Impossible tokens, where others do not fill the list, come as the lowest float32.
        const possible = expected.logits.filter((logit) => logit > -Infinity).length;
        expect(found.tokens.slice(0, possible), where).toEqual(expected.tokens.slice(0, possible));
        expect(found.logits.slice(0, possible), where).toEqual(expected.logits.slice(0, possible));
        for (const place of found.tokens.keys()) {
          const off = Math.abs(probabilityAt(found, place) - probabilityAt(expected, place));
          expect(off, `${where}: probability`).toBeLessThan(1e-5);
        }
        for (const name of ['spread', 'entropy'] as const) {
          const off = Math.abs(found[name] - expected[name]);
          expect(off, `${where}: ${name}`).toBeLessThan(1e-5);
        }
      }
      // The very same numbers each time.
      expect((await choose(logits, vocabulary)).bytes).toEqual(bytes);
    }
  });
});
