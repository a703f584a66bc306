import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centredMean,
  cosineDistance,
  distancesByType,
  shareBelow,
  shareOfPairsNearer,
} from '../../src/plots/message-distances';

const of = (...values: number[]): Float32Array => Float32Array.from(values);

describe('the distance between messages', () => {
  it('is of their mean rows, less what all messages share', () => {
    expect(centredMean(of(1, 2, 3, 6), 2, of(1, 1))).toEqual(of(1, 3));
    expect(centredMean(of(1, 2), 2, of(1, 1, 1))).toBeNull();
    expect(centredMean(of(), 2, of(1, 1))).toBeNull();
  });

  it('is as NumPy has it', () => {
    // a, b = [1, 2, 3], [4, -5, 6]: 1 - a @ b / norm(a) / norm(b)
    expect(cosineDistance(of(1, 2, 3), of(4, -5, 6))).toBeCloseTo(0.6345130576760964, 6);
    expect(cosineDistance(of(1, 0), of(0, 1))).toBe(1);
    expect(cosineDistance(of(1, 2), of(-1, -2))).toBeCloseTo(2, 6);
    expect(cosineDistance(of(0, 0), of(0, 1))).toBeNull();
    expect(cosineDistance(of(1), of(0, 1))).toBeNull();
  });

  it('does not change with the length of a vector, nor with which comes first', () => {
    const vector = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(vector, vector, fc.integer({ min: 1, max: 9 }), (a, b, by) => {
        const there = cosineDistance(of(...a), of(...b));
        const back = cosineDistance(of(...b.map((value) => by * value)), of(...a));
        if (there === null) return back === null;
        return back !== null && Math.abs(there - back) < 1e-6;
      }),
    );
  });
});

describe('messages of other games', () => {
  it('are put together by type, without the game itself and those without a vector', () => {
    const found = distancesByType(
      of(1, 0),
      [
        { game: 'self', task: 'a', vector: of(1, 0) },
        { game: 'one', task: 'a', vector: of(0, 1) },
        { game: 'two', task: 'a', vector: of(2, 0) },
        { game: 'three', task: 'b', vector: of(-1, 0) },
        { game: 'four', task: 'c', vector: null },
      ],
      'self',
    );
    expect(found).toEqual([
      { task: 'a', distances: [0, 1], games: ['two', 'one'], median: 0.5 },
      { task: 'b', distances: [2], games: ['three'], median: 2 },
    ]);
  });

  it('are counted: pairs with ties by half, and those below', () => {
    // By hand: 1 is below 2, 3 and 4; 3 is below 4, and as 3: 4.5 of 6.
    expect(shareOfPairsNearer([1, 3], [2, 3, 4])).toBeCloseTo(0.75, 12);
    expect(shareOfPairsNearer([], [1])).toBeNull();
    expect(shareBelow([1, 2, 3, 4], 3)).toBe(0.5);
    expect(shareBelow([], 3)).toBeNull();
  });
});
