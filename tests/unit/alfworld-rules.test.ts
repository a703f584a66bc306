import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { inside, offered, played, said, smallHouse, TAKE_APPLE, TAKE_KNIFE } from './small-house';

describe('go to', () => {
  it('tells what is there', () => {
    expect(said(['go to countertop 1'])).toBe(
      'You arrive at countertop 1. On the countertop 1, you see a apple 1, and a knife 1.',
    );
    expect(said(['go to cabinet 1'])).toBe('You arrive at cabinet 1. The cabinet 1 is closed.');
  });

  it('is not possible to any receptacle of the same location', () => {
    expect(offered(['go to cabinet 1'], 'go')).toEqual([
      'go to cabinet 2',
      'go to fridge 1',
      'go to microwave 1',
      'go to sidetable 1',
      'go to sinkbasin 1',
    ]);
  });
});

describe('open and close', () => {
  it('tell what is inside', () => {
    expect(said(['go to cabinet 1', 'open cabinet 1'])).toBe(
      'You open the cabinet 1. The cabinet 1 is open. In it, you see a mug 1.',
    );
    expect(said(['go to cabinet 2', 'open cabinet 2'])).toContain('In it, you see nothing.');
    expect(said(['go to cabinet 1', 'open cabinet 1', 'close cabinet 1'])).toBe(
      'You close the cabinet 1.',
    );
  });

  it('are offered for openable receptacles here, each in its turn', () => {
    expect(offered(['go to countertop 1'], 'open')).toEqual(['open cabinet 1']);
    expect(offered(['go to countertop 1'], 'close')).toEqual([]);
    expect(offered(['go to countertop 1', 'open cabinet 1'], 'open')).toEqual([]);
    expect(offered(['go to countertop 1', 'open cabinet 1'], 'close')).toEqual(['close cabinet 1']);
  });
});

describe('take and move', () => {
  it('word what they do', () => {
    expect(said(TAKE_APPLE)).toBe('You pick up the apple 1 from the countertop 1.');
    expect(said([...TAKE_APPLE, 'move apple 1 to countertop 1'])).toBe(
      'You move the apple 1 to the countertop 1.',
    );
  });

  it('need an open receptacle', () => {
    expect(offered(['go to cabinet 1'], 'take')).toEqual([
      'take apple 1 from countertop 1',
      'take knife 1 from countertop 1',
    ]);
    expect(offered(['go to cabinet 1', 'open cabinet 1'], 'take')).toContain(
      'take mug 1 from cabinet 1',
    );
    expect(offered([...TAKE_APPLE, 'go to fridge 1'], 'move')).toEqual([]);
    expect(offered([...TAKE_APPLE, 'go to fridge 1', 'open fridge 1'], 'move')).toEqual([
      'move apple 1 to fridge 1',
    ]);
  });

  it('need empty hands and an object that can be picked up', () => {
    expect(offered(TAKE_APPLE, 'take')).toEqual([]);
    expect(offered(['go to sidetable 1'], 'take')).toEqual(['take spoon 1 from sidetable 1']);
  });

  it('need a receptacle that can contain the object', () => {
    expect(offered([...TAKE_APPLE, 'open cabinet 1'], 'move')).toEqual([
      'move apple 1 to countertop 1',
    ]);
  });

  it('leave the object in the other receptacle where the file has it in two', () => {
    const twice = { moreFacts: [['inreceptacle', 'apple_bar_1', 'sidetable_bar_1']] } as const;
    const { game } = played(TAKE_APPLE, twice);
    expect(game.contents('countertop 1')).toEqual(['knife 1']);
    expect(game.contents('sidetable 1')).toEqual(['apple 1', 'desklamp 1', 'spoon 1']);
  });
});

describe('clean, heat and cool', () => {
  it('work on a held object at the right receptacle, closed or not, again and again', () => {
    expect(said([...TAKE_APPLE, 'go to microwave 1', 'heat apple 1 with microwave 1'])).toBe(
      'You heat the apple 1 using the microwave 1.',
    );
    expect(said([...TAKE_APPLE, 'go to sinkbasin 1', 'clean apple 1 with sinkbasin 1'])).toBe(
      'You clean the apple 1 using the sinkbasin 1.',
    );
    const cool = 'cool apple 1 with fridge 1';
    expect(said([...TAKE_APPLE, 'go to fridge 1', cool, cool])).toBe(
      'You cool the apple 1 using the fridge 1.',
    );
  });

  it('are not offered elsewhere or for other objects', () => {
    expect(offered(['go to microwave 1'], 'heat')).toEqual([]);
    expect(offered([...TAKE_APPLE, 'go to fridge 1'], 'heat')).toEqual([]);
    expect(offered([...TAKE_KNIFE, 'go to microwave 1'], 'heat')).toEqual([]);
    expect(offered([...TAKE_KNIFE, 'go to sinkbasin 1'], 'clean')).toEqual([]);
  });

  it('make hot and cool exclude each other', () => {
    const hot = [...TAKE_APPLE, 'go to microwave 1', 'heat apple 1 with microwave 1'];
    const { game } = played(hot);
    expect([game.has('apple 1', 'hot'), game.has('apple 1', 'cool')]).toEqual([true, false]);
    const { game: cooled } = played([...hot, 'go to fridge 1', 'cool apple 1 with fridge 1']);
    expect([cooled.has('apple 1', 'hot'), cooled.has('apple 1', 'cool')]).toEqual([false, true]);
  });
});

describe('use and slice', () => {
  it('turn on what is here, every time, and never off', () => {
    const use = 'use desklamp 1';
    const { game, turn } = played(['go to sidetable 1', use, use]);
    expect(turn.observation).toBe('You turn on the desklamp 1.');
    expect(game.has('desklamp 1', 'toggled')).toBe(true);
    expect(offered(['go to fridge 1'], 'use')).toEqual([]);
  });

  it('slice what is at the location with a held knife', () => {
    expect(offered(['go to countertop 1'], 'slice')).toEqual([]);
    expect(offered([...TAKE_KNIFE, 'go to fridge 1'], 'slice')).toEqual([]);
    const slice = 'slice apple 1 with knife 1';
    expect(said([...TAKE_KNIFE, slice, slice])).toBe('You sliced the apple 1 with the knife 1.');
  });
});

describe('winning', () => {
  const win = [...TAKE_APPLE, 'go to fridge 1', 'open fridge 1', 'move apple 1 to fridge 1'];

  it('is lost again with the goal, and comes back', () => {
    const { game, turn } = played(win);
    expect([turn.won, turn.score]).toEqual([true, 1]);
    expect(game.step('close fridge 1').won).toBe(true);
    game.step('open fridge 1');
    const taken = game.step('take apple 1 from fridge 1');
    expect([taken.won, taken.score]).toEqual([false, 0]);
    expect(game.step('move apple 1 to fridge 1').won).toBe(true);
  });

  it('may be so from the start', () => {
    const goal = inside('apple_bar_1', 'countertop_bar_1');
    expect(new Game(smallHouse({ goal })).reset().won).toBe(true);
  });

  it('ends with a reset', () => {
    const { game } = played(win);
    expect(game.reset()).toEqual(new Game(smallHouse()).reset());
  });
});
