import { describe, expect, it } from 'vitest';
import { base64ToFloat32, float32ToBase64 } from '../../src/shared/base64';
import { choiceOf, isNearTie } from '../../src/shared/choice';
import { entropy, largestIndex, softmax, topIndices } from '../../src/shared/softmax';
import { wilson95 } from '../../src/shared/wilson';

describe('softmax and entropy', () => {
  it('agree with values computed in Python', () => {
    const [a, b, c] = softmax([1, 2, 0.5], 2);
    expect(a).toBeCloseTo(0.2917559637288497, 14);
    expect(b).toBeCloseTo(0.48102426325336956, 14);
    expect(c).toBeCloseTo(0.22721977301778054, 14);
    expect(entropy(softmax([1, 2, 0.5], 2))).toBeCloseTo(1.0481303784221605, 13);
    expect(choiceOf([0.5, 1, 0.25]).entropy).toBeCloseTo(1.0481303784221605, 13);
  });

  it('stand large and infinite logits', () => {
    expect([...softmax([1000, 1000, Number.NEGATIVE_INFINITY])]).toEqual([0.5, 0.5, 0]);
    expect(entropy([1, 0, 0])).toBe(0);
    expect(choiceOf([1000, Number.NEGATIVE_INFINITY, 0]).entropy).toBe(0);
    expect(choiceOf([1000, 1000]).entropy).toBeCloseTo(Math.LN2, 15);
  });
});

describe('topIndices', () => {
  it('orders by size, the first of equals first', () => {
    expect(topIndices([1, 5, 5, 7, 0], 3)).toEqual([3, 1, 2]);
    expect(topIndices([2, 1], 5)).toEqual([0, 1]);
    expect(topIndices([], 2)).toEqual([]);
    expect(largestIndex([1, 5, 5, 0])).toBe(1);
  });
});

describe('isNearTie', () => {
  it('is about the top two alone, closer than 0.001', () => {
    expect(isNearTie(choiceOf([0, 3, 2.9995]))).toBe(true);
    expect(isNearTie(choiceOf([2.9995, 2.9994, 4]))).toBe(false);
    expect(isNearTie(choiceOf([1]))).toBe(false);
  });
});

describe('wilson95', () => {
  // The first four: Newcombe 1998, table I, method 3. The rest: roots of the score equation found
  // by bisection in Python.
  it.each([
    [81, 263, 0.2553, 0.3662, 4],
    [15, 148, 0.0624, 0.1605, 4],
    [0, 20, 0, 0.1611, 4],
    [1, 29, 0.0061, 0.1718, 4],
    [29, 29, 0.8830302015, 1, 9],
    [190, 200, 0.9104218519, 0.9726173544, 9],
    [3, 7, 0.1582198553, 0.7495416355, 9],
    [400, 1000, 0.3700747812, 0.4306905705, 9],
  ])('of %i in %i', (successes, trials, low, high, digits) => {
    const interval = wilson95(successes, trials);
    expect(interval[0]).toBeCloseTo(low, digits);
    expect(interval[1]).toBeCloseTo(high, digits);
  });

  it('knows nothing without trials', () => {
    expect(wilson95(0, 0)).toEqual([0, 1]);
  });
});

describe('float32 as base64', () => {
  it('is what Python writes for little-endian float32', () => {
    expect(float32ToBase64(Float32Array.of(1.5, -2.25))).toBe('AADAPwAAEMA=');
    expect([...base64ToFloat32('AADAPwAAEMA=')]).toEqual([1.5, -2.25]);
  });

  it('refuses what is not base64 or not whole numbers', () => {
    expect(() => base64ToFloat32('***')).toThrow('not base64');
    expect(() => base64ToFloat32('AADA')).toThrow('not whole float32 numbers');
  });
});
