import { describe, expect, it } from 'vitest';
import { keptSteps, truncatedSteps } from '../../src/interlat/compress';
import { meanRowNorm, selectRows, stackRows } from '../../src/interlat/rows';

describe('keptSteps', () => {
  it('takes the middles of equal parts', () => {
    expect(keptSteps(100, 4)).toEqual([12, 37, 62, 87]);
    expect(keptSteps(9, 1)).toEqual([4]);
    expect(keptSteps(5, 2)).toEqual([1, 3]);
  });

  it('takes every step where there are no more than K', () => {
    expect(keptSteps(3, 8)).toEqual([0, 1, 2]);
    expect(keptSteps(0, 8)).toEqual([]);
  });
});

describe('truncatedSteps', () => {
  it('takes the first share', () => {
    expect(truncatedSteps(10, 0.25)).toEqual([0, 1, 2]);
    expect(truncatedSteps(4, 1)).toEqual([0, 1, 2, 3]);
    expect(truncatedSteps(4, 0)).toEqual([]);
  });
});

describe('rows', () => {
  const matrix = Float32Array.of(3, 4, 0, 0, 6, 8);

  it('selects, stacks and measures', () => {
    expect([...selectRows(matrix, 2, [2, 0])]).toEqual([6, 8, 3, 4]);
    expect([...stackRows([matrix.subarray(0, 2), matrix.subarray(4)])]).toEqual([3, 4, 6, 8]);
    expect(meanRowNorm(matrix, 2)).toBe(5);
    expect(meanRowNorm(new Float32Array(0), 2)).toBe(0);
  });
});
