import { describe, expect, it } from 'vitest';
import { GOAL_TEMPLATES } from '../../src/alfworld/domain';
import { parseGameName } from '../../src/alfworld/game-name';
import { Rng } from '../../src/shared/rng';
import {
  placesInLens,
  pointsFor,
  rankOfTruth,
  rollRound,
  searchOf,
} from '../../src/state/mind-reading';
import { placesHolding, taskObject } from '../../src/state/task-object';
import { walk } from './house-fixtures';
import { smallHouse } from './small-house';

describe('the object of a task', () => {
  it('is read from every wording of every task', () => {
    for (const [task, templates] of Object.entries(GOAL_TEMPLATES)) {
      for (const template of templates) {
        const goal = template
          .replace('{obj}', 'mug')
          .replace('{recep}', 'shelf')
          .replace('{toggle}', 'desklamp');
        const two = task === 'pick_two_obj_and_place';
        expect(taskObject(`Your task is to: ${goal}.`)).toEqual({ object: 'mug', two });
      }
    }
    expect(taskObject('Your task is to: sing a song.')).toBeNull();
    expect(taskObject('')).toBeNull();
  });
});

describe('rolled games', () => {
  it('are unseen games that fetch one object', () => {
    const rng = new Rng('rounds');
    const names = Array.from({ length: 60 }, () => rollRound(() => rng.next()));
    for (const name of names) {
      const { split, task } = parseGameName(name);
      expect(split).toBe('unseen');
      expect(task).not.toBe('pick_two_obj_and_place');
    }
    expect(new Set(names).size).toBeGreaterThan(50);
    expect(new Set(names.map((name) => parseGameName(name).room)).size).toBe(4);
  });
});

describe('the actor’s search', () => {
  const commands = [
    'go to fridge 1',
    'open fridge 1',
    'go to countertop 1',
    'take apple 1 from countertop 1',
  ];
  const { trace } = walk(smallHouse(), commands);

  it('counts a place once its contents were seen, up to the object', () => {
    expect(searchOf(trace, 0, 'apple')).toEqual({ opened: ['fridge 1', 'countertop 1'], found: 2 });
  });

  it('ends without it where it was never seen', () => {
    expect(searchOf(trace, 0, 'statue').found).toBeNull();
    expect(searchOf(trace, 0, 'statue').opened).toContain('countertop 1');
  });

  it('knows where the object really is', () => {
    expect(placesHolding(trace.house, 'apple')).toContain('countertop 1');
    expect(placesHolding(trace.house, 'statue')).toEqual([]);
  });
});

describe('points', () => {
  it('are the same for guesses and for the actor', () => {
    expect([1, 2, 3, 4, 9].map(pointsFor)).toEqual([3, 2, 1, 0, 0]);
    expect(pointsFor(null)).toBe(0);
    expect(rankOfTruth(['a', 'b', 'c'], ['c', 'b'])).toBe(2);
    expect(rankOfTruth(['a'], ['c'])).toBeNull();
  });
});

describe('placesInLens', () => {
  it('are those of the house that a vector names, in the house’s order', () => {
    const top = [' shelf 2', ' mug 1', ' fridge 1'].map((text, token) => ({
      token,
      text,
      probability: 0.3,
    }));
    expect(placesInLens([{ top, entropy: 1 }], ['fridge 1', 'shelf 1', 'shelf 2'])).toEqual([
      'fridge 1',
      'shelf 2',
    ]);
  });
});
