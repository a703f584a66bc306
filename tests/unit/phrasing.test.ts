import { describe, expect, it } from 'vitest';
import { phrase } from '../../src/shared/phrasing';
import { Rng } from '../../src/shared/rng';

describe('phrase', () => {
  it('picks every option, nested ones too, and puts values in', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      seen.add(phrase('{a|b {c|d}|} $x.', { x: 'mug 1' }, new Rng(seed)));
    }
    expect([...seen].sort()).toEqual([' mug 1.', 'a mug 1.', 'b c mug 1.', 'b d mug 1.']);
  });

  it('does not read a value as a template', () => {
    expect(phrase('$x', { x: '{a|b} $y' }, new Rng(1))).toBe('{a|b} $y');
  });

  it.each([
    ['{a|b', 'Missing }'],
    ['a}', 'Unexpected }'],
    ['$unknown', 'No value for $unknown'],
  ])('refuses %s', (template, message) => {
    expect(() => phrase(template, {}, new Rng(1))).toThrow(message);
  });
});
