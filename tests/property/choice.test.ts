import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICE_TOP, choiceOf, isNearTie, probabilityAt } from '../../src/shared/choice';
import { entropy, softmax } from '../../src/shared/softmax';

/** With many equal ones, and with those that are far apart. */
const logits = fc.array(
  fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -60, max: 60, noNaN: true }),
    fc.constantFrom(-1e30, 1e4, Number.NEGATIVE_INFINITY),
  ),
  { minLength: 1, maxLength: 200 },
);
const finite = (values: readonly number[]): boolean => values.some((value) => value > -1e300);

describe('a choice', () => {
  it('begins with the tokens that a stable sort puts first', () => {
    fc.assert(
      fc.property(logits, (values) => {
        const order = [...values.keys()].sort(
          (a, b) => Number(values[b] ?? 0) - Number(values[a] ?? 0) || a - b,
        );
        const found = choiceOf(values);
        expect(found.tokens).toEqual(order.slice(0, CHOICE_TOP));
        expect(found.logits).toEqual(found.tokens.map((token) => values[token]));
      }),
    );
  });

  it('has the probabilities and the entropy of the softmax', () => {
    fc.assert(
      fc.property(logits.filter(finite), (values) => {
        const probabilities = softmax(values);
        const found = choiceOf(values);
        for (const [place, token] of found.tokens.entries()) {
          expect(probabilityAt(found, place)).toBeCloseTo(probabilities[token] ?? Number.NaN, 10);
        }
        expect(found.entropy).toBeCloseTo(entropy(probabilities), 10);
      }),
    );
  });

  it('is a near-tie where the two largest logits are closer than 0.001', () => {
    fc.assert(
      fc.property(logits.filter(finite), (values) => {
        const [first = Number.NaN, second = Number.NaN] = values.toSorted((a, b) => b - a);
        expect(isNearTie(choiceOf(values))).toBe(first - second < 1e-3);
      }),
    );
  });
});
