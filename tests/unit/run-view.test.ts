import { describe, expect, it } from 'vitest';
import { clockStep, decidingToken, partings, taskSentence } from '../../src/state/run-view';
import { lane, message, token } from './run-fixtures';

describe('clockStep', () => {
  it('is the slowest lane that still plays', () => {
    expect(clockStep([lane(['a', 'b']), lane(['a'])])).toBe(1);
    expect(clockStep([lane(['a'], { outcome: 'won' }), lane(['a', 'b', 'c'])])).toBe(3);
  });

  it('waits for no person: the agents’ clock goes on, then the longest lane', () => {
    const person = (commands: string[]) => lane(commands, { settings: message('human') });
    expect(clockStep([person([]), lane(['a', 'b'])])).toBe(2);
    expect(clockStep([person(['a', 'b', 'c']), lane(['a'])])).toBe(1);
    expect(clockStep([person(['a']), lane(['a', 'b'], { outcome: 'won' })])).toBe(2);
    expect(clockStep([person(['a', 'b'])])).toBe(2);
  });

  it('is the longest lane once all have ended', () => {
    const ended = [lane(['a'], { outcome: 'won' }), lane(['a', 'b'], { outcome: 'lost' })];
    expect(clockStep(ended)).toBe(2);
    expect(clockStep([])).toBe(0);
  });
});

describe('partings', () => {
  it('finds none where all write the same, or where a lane has only ended sooner', () => {
    expect(partings([lane(['a', 'b']), lane(['a', 'b']), lane(['a'])], 2)).toEqual([]);
  });

  it('names the lane that leaves the others', () => {
    const lanes = [lane(['a', 'b']), lane(['a', 'b']), lane(['a', 'x'])];
    expect(partings(lanes, 2)).toEqual([{ lane: 2, step: 2, from: [0, 1] }]);
  });

  it('names all where no branch is largest, and later partings of the rest', () => {
    const lanes = [lane(['a', 'b']), lane(['a', 'c']), lane(['x', 'c'])];
    expect(partings(lanes, 2)).toEqual([
      { lane: 2, step: 1, from: [0, 1] },
      { lane: 0, step: 2, from: [1] },
      { lane: 1, step: 2, from: [0] },
    ]);
  });

  it('looks at no step beyond the clock', () => {
    expect(partings([lane(['a', 'b']), lane(['a', 'x'])], 1)).toEqual([]);
  });
});

describe('decidingToken', () => {
  const write = (...tokens: readonly [number: number, entropy: number][]) =>
    tokens.map(([id, entropy]) => token({ token: id, entropy }));

  it('is where the commands first differ, however certain', () => {
    expect(decidingToken([write([1, 0.9], [2, 0]), write([1, 0.9], [3, 0]), []])).toBe(1);
  });

  it('is else the least certain of all lanes', () => {
    expect(decidingToken([write([1, 0.1], [2, 0.2]), write([1, 0.5], [2, 0.2])])).toBe(0);
    expect(decidingToken([])).toBe(0);
  });
});

describe('taskSentence', () => {
  it('is a sentence, with or without the engine’s opening words', () => {
    const sentence = 'Put a hot potato in sinkbasin.';
    expect(taskSentence('Your task is to: put a hot potato in sinkbasin.')).toBe(sentence);
    expect(taskSentence('put a hot potato in sinkbasin')).toBe(sentence);
    expect(taskSentence('')).toBe('');
  });
});
