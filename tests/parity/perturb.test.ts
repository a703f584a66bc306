/** The same perturbed messages as models/interlat_models/perturb.py from the same normal numbers. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CorpusStatistics } from '../../src/interlat/corpus-statistics';
import { perturb } from '../../src/interlat/perturb';
import { base64ToFloat32 } from '../../src/shared/base64';

const numbers = v.pipe(v.string(), v.transform(base64ToFloat32));
const FixtureSchema = v.object({
  dim: v.number(),
  mean: numbers,
  covariance: numbers,
  messages: v.record(v.string(), numbers),
  cases: v.array(
    v.object({
      message: v.string(),
      kind: v.picklist([
        'white-noise',
        'cov-noise',
        'cov-gauss-zero',
        'cov-gauss-mean',
        'random-rotation',
      ]),
      scope: v.picklist(['message', 'corpus']),
      strength: v.number(),
      normals: numbers,
      output: numbers,
    }),
  ),
});

const path = new URL('fixtures/perturb.json', import.meta.url);
const { dim, mean, covariance, messages, cases } = v.parse(
  FixtureSchema,
  JSON.parse(readFileSync(path, 'utf8')),
);
const corpus = new CorpusStatistics(mean, covariance);

describe('perturbations agree with Python', () => {
  it.each(cases.map((one) => [`${one.kind} ${one.scope} ${one.strength} ${one.message}`, one]))(
    '%s',
    (_name, { message, kind, scope, strength, normals, output }) => {
      const h = messages[message] as Float32Array;
      let drawn = 0;
      const normal = (): number => normals[drawn++] ?? Number.NaN;
      const statistics = scope === 'corpus' ? corpus : null;
      const found = perturb(h, dim, { kind, strength }, normal, statistics);
      expect(drawn).toBe(normals.length);
      const off = found.map((value, i) => Math.abs(value - (output[i] as number)));
      expect(found).toHaveLength(output.length);
      expect(off.every((value) => value < 1e-4)).toBe(true);
      if (strength === 0) expect(found).toEqual(h);
    },
  );
});
