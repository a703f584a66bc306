import { describe, expect, it } from 'vitest';
import { checkRefusal } from '../mutations/outcome';

describe('what a refusal must be', () => {
  it.each([
    'This is not a playable game file (pddl_problem, line 2, column 1): it has no ":goal" section.',
    'This game cannot be played here (grammar, line 1, column 9): "a. b? \\" c" is odd; choose another game.',
    'This is not a playable game file (game.tw-pddl): it has 5.0 MB; files of up to 5 MB are read.',
  ])('%s', (message) => {
    expect(() => checkRefusal(message)).not.toThrow();
  });

  it.each([
    ['no place', 'This is not a playable game file (game.tw-pddl): it is empty.', /where/],
    ['two sentences', 'It (x, line 1, column 1): is odd. Choose another.', /no sentence/],
    ['no full stop', 'It (x, line 1, column 1): is odd', /no sentence/],
    ['two lines', 'It (x, line 1, column 1): is\nodd.', /no sentence/],
  ])('not one of %s', (_name, message, fault) => {
    expect(() => checkRefusal(message)).toThrow(fault);
  });
});
