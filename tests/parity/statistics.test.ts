import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  countPairs,
  holm,
  mcNemarExact,
  nonInferiority,
  pairedDifference,
} from '../../src/shared/paired';
import { wilson95 } from '../../src/shared/wilson';

interface Fixture {
  readonly pairs: readonly {
    readonly counts: readonly [number, number, number, number];
    readonly difference: number;
    readonly ci95: readonly [number, number];
    readonly p: number;
  }[];
  readonly holm: readonly { readonly p: number[]; readonly adjusted: number[] }[];
  readonly wilson: readonly {
    readonly successes: number;
    readonly trials: number;
    readonly ci95: readonly [number, number];
  }[];
}

const fixture = JSON.parse(
  readFileSync('tests/parity/fixtures/statistics.json', 'utf8'),
) as Fixture;

/** Against models/interlat_models/statistics.py: see write_statistics_fixture.py. */
describe('statistics of paired games agree with Python', () => {
  it.each(fixture.pairs)('difference, interval and p of $counts', ({ counts, ...expected }) => {
    const [both, firstOnly, secondOnly, neither] = counts;
    const found = pairedDifference({ both, firstOnly, secondOnly, neither });
    expect(found?.difference).toBeCloseTo(expected.difference, 12);
    expect(found?.ci95[0]).toBeCloseTo(expected.ci95[0], 10);
    expect(found?.ci95[1]).toBeCloseTo(expected.ci95[1], 10);
    expect(Math.abs((found?.p ?? 0) - expected.p)).toBeLessThan(1e-10 * Math.max(expected.p, 1e-3));
  });

  it.each(fixture.holm)('Holm of $p', ({ p, adjusted }) => {
    const found = holm(p);
    expect(found).toHaveLength(adjusted.length);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(adjusted[i] ?? 0, 12);
    });
  });

  it.each(fixture.wilson)('Wilson of $successes in $trials', ({ successes, trials, ci95 }) => {
    const found = wilson95(successes, trials);
    expect(found[0]).toBeCloseTo(ci95[0], 12);
    expect(found[1]).toBeCloseTo(ci95[1], 12);
  });
});

describe('paired counts', () => {
  it('counts games by who won them', () => {
    const [yes, no] = [true, false];
    expect(countPairs([yes, yes, no, no, yes], [yes, no, yes, no, no])).toEqual({
      both: 1,
      firstOnly: 2,
      secondOnly: 1,
      neither: 1,
    });
    expect(() => countPairs([yes], [])).toThrow(RangeError);
  });

  it('has nothing to say without games, and no doubt without discordant ones', () => {
    expect(pairedDifference({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 })).toBeNull();
    expect(mcNemarExact(0, 0)).toBe(1);
  });

  it('never calls worse what the corrected test does not show', () => {
    const ci95 = [-0.4, -0.06] as const;
    expect(nonInferiority({ games: 2000, ci95, pHolm: 0.05 }, 0.05)).toBe('not-shown');
    expect(nonInferiority({ games: 2000, ci95, pHolm: 0.049 }, 0.05)).toBe('worse');
  });

  it('judges non-inferiority on the interval, and only on enough games', () => {
    const of = (games: number, low: number, high: number, pHolm = 0.001) =>
      nonInferiority({ games, ci95: [low, high], pHolm }, 0.05);
    expect(of(1000, -0.04, 0.01)).toBe('shown');
    expect(of(1000, -0.05, 0.01)).toBe('not-shown');
    expect(of(999, -0.01, 0.01)).toBe('too-few');
    expect(of(999, -0.4, -0.06)).toBe('too-few');
    expect(of(1000, -0.4, -0.06)).toBe('worse');
    expect(of(1000, -0.4, -0.05)).toBe('not-shown');
  });
});
