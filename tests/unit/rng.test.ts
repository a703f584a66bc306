import { describe, expect, it } from 'vitest';
import { hashText, Rng, splitMix64, xoshiro128 } from '../../src/shared/rng';

const draw = (rng: Rng, count: number): number[] => Array.from({ length: count }, () => rng.next());

describe('the generators under Rng', () => {
  it('gives the reference numbers of xoshiro128** 1.1 (C, state 1 2 3 4)', () => {
    const next = xoshiro128(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('gives the reference numbers of SplitMix64 (seed 1234567)', () => {
    expect(splitMix64(1234567n, 5)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  it('hashes as FNV-1a, 64 bits', () => {
    expect(hashText('')).toBe(0xcbf29ce484222325n);
    expect(hashText('a')).toBe(0xaf63dc4c8601ec8cn);
    expect(hashText('foobar')).toBe(0x85944171f73967e8n);
  });
});

describe('Rng', () => {
  it('is the same for the same seed on every machine (numbers from an independent Python version)', () => {
    const words = draw(new Rng('interlat'), 4).map((value) => value * 2 ** 32);
    expect(words).toEqual([1914131368, 649412633, 2373766704, 3262255301]);
    expect(draw(new Rng(7), 2).map((value) => value * 2 ** 32)).toEqual([3357438005, 858155512]);
    expect(draw(new Rng(7), 5)).toEqual(draw(new Rng('7'), 5));
    expect(draw(new Rng(7), 5)).not.toEqual(draw(new Rng(8), 5));
  });

  it('forks by label, however much was drawn before', () => {
    const fresh = new Rng(3);
    const used = new Rng(3);
    draw(used, 10);
    expect(draw(used.fork('a'), 5)).toEqual(draw(fresh.fork('a'), 5));
    expect(draw(fresh.fork('a'), 5)).not.toEqual(draw(fresh.fork('b'), 5));
    expect(draw(fresh.fork('a'), 5)).not.toEqual(draw(fresh, 5));
  });

  it('draws whole numbers evenly', () => {
    const counts = [0, 0, 0, 0, 0];
    const rng = new Rng('even');
    for (let i = 0; i < 50_000; i++) {
      const value = rng.integer(5);
      counts[value] = (counts[value] ?? Number.NaN) + 1;
    }
    // Chi-square with 4 degrees of freedom: 18.5 is its 99.9th percentile.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(
      18.5,
    );
  });

  it('draws by weight and never what has none', () => {
    const rng = new Rng('weights');
    const counts = { a: 0, b: 0, c: 0 };
    for (let i = 0; i < 40_000; i++) counts[rng.weighted(['a', 'b', 'c'] as const, [3, 0, 1])]++;
    expect(counts.b).toBe(0);
    expect(counts.a / 40_000).toBeCloseTo(0.75, 2);
    expect(() => rng.weighted(['a'], [0])).toThrow(RangeError);
    expect(() => rng.pick([])).toThrow(RangeError);
  });

  it('shuffles a copy into every order', () => {
    const items = [1, 2, 3];
    const rng = new Rng('orders');
    const orders = new Set(Array.from({ length: 200 }, () => rng.shuffle(items).join('')));
    expect([...orders].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    expect(items).toEqual([1, 2, 3]);
  });

  it('draws standard normals', () => {
    const rng = new Rng('normal');
    const values = Array.from({ length: 50_000 }, () => rng.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    const beyond = values.filter((value) => Math.abs(value) > 1.959964).length / values.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.005);
  });
});
