import { describe, expect, it } from 'vitest';
import {
  clockStep,
  decidingToken,
  partings,
  placesAt,
  taskSentence,
} from '../../src/state/run-view';
import { lane, step, token } from './run-fixtures';

describe('clockStep', () => {
  it('is the slowest lane that still plays', () => {
    expect(clockStep([lane(['a', 'b']), lane(['a'])])).toBe(1);
    expect(clockStep([lane(['a'], { outcome: 'won' }), lane(['a', 'b', 'c'])])).toBe(3);
  });

  it('is the longest lane once all have ended', () => {
    const ended = [lane(['a'], { outcome: 'won' }), lane(['a', 'b'], { outcome: 'lost' })];
    expect(clockStep(ended)).toBe(2);
    expect(clockStep([])).toBe(0);
  });
});

describe('placesAt', () => {
  const receptacles = ['cabinet 1', 'cabinet 11', 'fridge 1', 'drawer 2'];
  const steps = [
    step('go to cabinet 11', 'You arrive at cabinet 11. The cabinet 11 is closed.'),
    step('go to fridge 1', 'You arrive at fridge 1. The fridge 1 is closed.'),
    step('open fridge 1', 'You open the fridge 1. The fridge 1 is open. In it, you see nothing.'),
    step('go to cabinet 1', 'Nothing happens.'),
    step('open drawer 2', 'You open the drawer 2. The drawer 2 is open. In it, you see nothing.'),
    step('close fridge 1', 'You close the fridge 1.'),
  ];
  const at = (count: number) => placesAt(receptacles, steps, count);
  const named = (count: number, mark: 'current' | 'visited' | 'opened') =>
    at(count)
      .filter((place) => place[mark])
      .map((place) => place.name);

  it('keeps the order of the receptacles, untouched before the first step', () => {
    expect(at(0).map((place) => place.name)).toEqual(receptacles);
    expect(at(0).some((place) => place.current || place.visited || place.opened)).toBe(false);
  });

  it('follows where the actor arrives', () => {
    expect(named(1, 'current')).toEqual(['cabinet 11']);
    expect(named(2, 'current')).toEqual(['fridge 1']);
    expect(named(2, 'visited')).toEqual(['cabinet 11', 'fridge 1']);
  });

  it('ignores commands that did nothing', () => {
    expect(named(4, 'current')).toEqual(['fridge 1']);
    expect(named(4, 'visited')).not.toContain('cabinet 1');
  });

  it('marks what is open now, also what opens without going there', () => {
    expect(named(3, 'opened')).toEqual(['fridge 1']);
    expect(named(5, 'opened')).toEqual(['fridge 1', 'drawer 2']);
    expect(named(5, 'visited')).toContain('drawer 2');
    expect(named(6, 'opened')).toEqual(['drawer 2']);
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
