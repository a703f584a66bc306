import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenSpans } from '../../src/state/token-spans';

const piece = fc.stringMatching(/^ ?[ab1.]{1,3}$/);
const vocabulary = fc.array(piece, { minLength: 1, maxLength: 8 });

it('spans are the text, and hold every token once and in order', () => {
  fc.assert(
    fc.property(
      vocabulary,
      fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(9)),
      (pieces, tokens, unknown) => {
        const text = tokens.map((token) => pieces[token % pieces.length]).join('');
        const texts = new Map(
          pieces.flatMap((one, token) => (unknown.includes(token) ? [] : [[token, one] as const])),
        );
        const ids = tokens.map((token) => token % pieces.length);
        const spans = tokenSpans(text, ids, texts);
        expect(spans.map((span) => span.text).join('')).toBe(text);
        let next = 0;
        for (const { token, count } of spans) {
          expect(token).toBe(next);
          next += count;
        }
        expect(next).toBe(tokens.length);
        if (unknown.length === 0) expect(spans.every(({ count }) => count === 1)).toBe(true);
      },
    ),
  );
});

it('spans of a text that the tokens do not make are still the text', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.nat(3), { minLength: 1 }),
      vocabulary,
      (text, tokens, pieces) => {
        const spans = tokenSpans(text, tokens, new Map(pieces.map((one, token) => [token, one])));
        expect(spans.map((span) => span.text).join('')).toBe(text);
        expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(tokens.length);
      },
    ),
  );
});
