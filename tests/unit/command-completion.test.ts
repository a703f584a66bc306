import { describe, expect, it } from 'vitest';
import { completions } from '../../src/state/command-completion';

const COMMANDS = [
  'go to cabinet 1',
  'go to cabinet 10',
  'go to cabinet 2',
  'go to fridge 1',
  'heat potato 2 with microwave 1',
  'inventory',
  'look',
  'move potato 2 to sinkbasin 1',
  'open fridge 1',
];

describe('completions', () => {
  it('are all commands, numbers in order, where nothing is typed', () => {
    expect(completions('', COMMANDS)).toHaveLength(COMMANDS.length);
    expect(completions(' ', COMMANDS).slice(0, 3)).toEqual([
      'go to cabinet 1',
      'go to cabinet 2',
      'go to cabinet 10',
    ]);
  });

  it.each([
    ['a beginning', 'go to f', ['go to fridge 1']],
    [
      'a whole command before the longer one',
      'go to cabinet 1',
      ['go to cabinet 1', 'go to cabinet 10'],
    ],
    [
      'a closing space, which ends a word',
      'go to cabinet 1 ',
      ['go to cabinet 1', 'go to cabinet 10'],
    ],
    ['beginnings of words', 'g fr', ['go to fridge 1']],
    ['one word in the middle', 'fridge', ['go to fridge 1', 'open fridge 1']],
    ['words in another order', 'fridge open', ['open fridge 1']],
    ['upper case and spaces', '  Open   FR', ['open fridge 1']],
    ['beginnings before words', 'i', ['inventory']],
    [
      'in order before any order',
      'potato 2',
      ['heat potato 2 with microwave 1', 'move potato 2 to sinkbasin 1'],
    ],
    ['nothing like it', 'xyzzy', []],
    ['inside a word', 'ridge', []],
  ])('find %s', (_, text, expected) => {
    expect(completions(text, COMMANDS)).toEqual(expected);
  });

  it('put a command that begins with the text first', () => {
    const commands = ['examine look 1', 'look'];
    expect(completions('look', commands)).toEqual(['look', 'examine look 1']);
    expect(completions('b a', ['a b', 'b a x', 'x b a'])).toEqual(['b a x', 'x b a', 'a b']);
  });
});
