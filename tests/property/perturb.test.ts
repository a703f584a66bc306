import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CorpusStatistics } from '../../src/interlat/corpus-statistics';
import { type LatentPerturbation, perturb } from '../../src/interlat/perturb';
import { Rng } from '../../src/shared/rng';

const value = fc.float({ min: -30, max: 30, noNaN: true });

/** A message, a corpus scope or none, and a perturbation of some of its steps. */
const cases = fc
  .record({ dim: fc.integer({ min: 1, max: 6 }), steps: fc.integer({ min: 2, max: 9 }) })
  .chain(({ dim, steps }) =>
    fc.record({
      dim: fc.constant(dim),
      steps: fc.constant(steps),
      message: fc.array(value, { minLength: dim * steps, maxLength: dim * steps }),
      roots: fc.option(fc.array(value, { minLength: dim * dim, maxLength: dim * dim })),
      kind: fc.constantFrom<LatentPerturbation['kind']>(
        'white-noise',
        'cov-noise',
        'cov-gauss-zero',
        'cov-gauss-mean',
        'random-rotation',
      ),
      strength: fc.double({ min: 0, max: 1, noNaN: true }),
      chosen: fc.uniqueArray(fc.nat(steps - 1)),
      seed: fc.nat(),
    }),
  );

it('a perturbation keeps the shape, stays finite, and changes only the chosen steps', () => {
  fc.assert(
    fc.property(cases, ({ dim, steps, message, roots, kind, strength, chosen, seed }) => {
      const h = Float32Array.from(message);
      const rng = new Rng(seed);
      // A Aᵀ is a covariance, whatever A is.
      const covariance =
        roots &&
        Array.from({ length: dim * dim }, (_, i) => {
          const [a, b] = [Math.floor(i / dim), i % dim];
          return Array.from(
            { length: dim },
            (_, k) => (roots[a * dim + k] ?? 0) * (roots[b * dim + k] ?? 0),
          ).reduce((sum, part) => sum + part, 0);
        });
      const corpus = covariance && new CorpusStatistics(new Array<number>(dim).fill(1), covariance);
      const found = perturb(h, dim, { kind, strength, steps: chosen }, () => rng.normal(), corpus);
      expect(found).toHaveLength(h.length);
      expect(found.every(Number.isFinite)).toBe(true);
      for (let step = 0; step < steps; step++) {
        if (chosen.includes(step) && strength > 0) continue;
        expect(found.subarray(step * dim, (step + 1) * dim)).toEqual(
          h.subarray(step * dim, (step + 1) * dim),
        );
      }
    }),
  );
});
