import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommandShares,
  commandEntropy,
  DIVERGENCE_BOUND,
  jensenShannon,
  remainder,
} from '../../src/shared/divergence';

const shares = (...probabilities: readonly number[]): CommandShares =>
  probabilities.map((probability, index) => ({ command: `command ${index}`, probability }));

/** Up to 12 commands of a sum of at most 1, what is missing being anything else. */
const distribution = fc
  .array(fc.nat(1000), { minLength: 2, maxLength: 13 })
  .map(([rest = 0, ...weights]) => {
    const sum = weights.reduce((total, weight) => total + weight, rest + 1);
    return shares(...weights.map((weight) => weight / sum));
  });

describe('jensenShannon', () => {
  // Computed with NumPy.
  it.each([
    [[0.5, 0.3, 0.2], [0.2, 0.3, 0.5], 0.06641431438228168],
    // The last outcome is what is missing to 1.
    [[0.7, 0.2, 0], [0.1, 0.1, 0.6], 0.35148486556892666],
    [[0.9, 0.09, 0.01], [0, 0, 1], 0.665096412549155],
  ] as const)('of %j and %j is as in NumPy', (p, q, expected) => {
    expect(jensenShannon(shares(...p), shares(...q))).toBeCloseTo(expected, 12);
  });

  it('reaches ln 2 where nothing is shared, also against anything else', () => {
    expect(jensenShannon(shares(1, 0), shares(0, 1))).toBeCloseTo(DIVERGENCE_BOUND, 12);
    expect(jensenShannon(shares(1), [])).toBeCloseTo(DIVERGENCE_BOUND, 12);
  });

  it('divides out a sum that rounding put above 1', () => {
    expect(jensenShannon(shares(0.5, 0.5), shares(0.5 + 1e-7, 0.5 + 1e-7))).toBe(0);
  });

  it('is symmetric, bounded, and 0 for equal distributions alone, whatever their order', () => {
    fc.assert(
      fc.property(distribution, distribution, (p, q) => {
        const divergence = jensenShannon(p, q);
        expect(divergence).toBeCloseTo(jensenShannon(q, p), 12);
        expect(divergence).toBeGreaterThanOrEqual(0);
        expect(divergence).toBeLessThanOrEqual(Math.LN2);
        expect(jensenShannon(p, [...p].reverse())).toBeCloseTo(0, 12);
        const at = (list: CommandShares, index: number): number => list[index]?.probability ?? 0;
        const apart = [...p, ...q].some((_, i) => Math.abs(at(p, i) - at(q, i)) > 1e-4);
        if (apart) expect(divergence).toBeGreaterThan(1e-10);
      }),
    );
  });
});

describe('commandEntropy', () => {
  // Computed with NumPy.
  it('counts anything else as one outcome', () => {
    expect(commandEntropy(shares(0.5, 0.3, 0.2))).toBeCloseTo(1.0296530140645737, 12);
    expect(commandEntropy(shares(0.9, 0.09))).toBeCloseTo(0.35759127073059305, 12);
    expect(commandEntropy(shares(1))).toBe(0);
    expect(commandEntropy([])).toBe(0);
  });
});

it('what is missing to 1 is never negative', () => {
  expect(remainder(shares(0.75, 0.125))).toBe(0.125);
  expect(remainder(shares(0.75, 0.2500001))).toBe(0);
});
