import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { parseGameName, roomsOf } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import type { Expression } from '../../src/alfworld/problem';
import { walkthrough } from '../../src/alfworld/walkthrough';
import { smallHouse, TAKE_APPLE } from './small-house';

const fact = (predicate: string, ...args: string[]): Expression => ({
  kind: 'fact',
  predicate,
  args,
});
const not = (of: Expression): Expression => ({ kind: 'not', of });
const exists = (name: string, type: string, body: Expression): Expression => ({
  kind: 'exists',
  variables: [{ name, type }],
  body,
});

/** Whether the goal holds at the start and after the apple is taken. */
function holds(goal: Expression): [boolean, boolean] {
  const game = new Game(smallHouse({ goal }));
  const start = game.reset().won;
  let { won } = game.reset();
  for (const command of TAKE_APPLE) ({ won } = game.step(command));
  return [start, won];
}

describe('goals', () => {
  it.each(TASK_TYPES)('of %s hold with the last command of a walkthrough, not before', (task) => {
    for (const room of roomsOf(task)) {
      const generated = generateGame(parseGameName(`g1/dev/${room}/${task}/5/standard`));
      const game = new Game(generated);
      game.reset();
      const won = walkthrough(generated).map((command) => game.step(command).won);
      expect(won.at(-1)).toBe(true);
      expect(won.slice(0, -1)).not.toContain(true);
    }
  });

  it('know what is held, opened and where the agent is', () => {
    expect(holds(fact('holds', 'agent1', 'apple_bar_1'))).toEqual([false, true]);
    expect(holds(fact('holdsany', 'agent1'))).toEqual([false, true]);
    expect(holds(fact('atlocation', 'agent1', 'loc_bar_2'))).toEqual([false, true]);
    expect(holds(fact('objectatlocation', 'apple_bar_1', 'loc_bar_2'))).toEqual([true, false]);
    expect(holds(fact('opened', 'fridge_bar_1'))).toEqual([false, false]);
  });

  it('combine conditions', () => {
    const taken = fact('holds', 'agent1', 'apple_bar_1');
    const always = fact('pickupable', 'apple_bar_1');
    expect(holds(not(taken))).toEqual([true, false]);
    expect(holds({ kind: 'and', of: [taken, always] })).toEqual([false, true]);
    expect(holds({ kind: 'or', of: [taken, always] })).toEqual([true, true]);
    expect(holds({ kind: 'and', of: [] })).toEqual([true, true]);
    expect(holds({ kind: 'or', of: [] })).toEqual([false, false]);
    expect(holds({ kind: 'equal', left: 'apple_bar_1', right: 'apple_bar_1' })).toEqual([
      true,
      true,
    ]);
  });

  it('find witnesses, also where an inner variable hides an outer one', () => {
    const held = exists('?o', 'object', fact('holds', 'agent1', '?o'));
    expect(holds(held)).toEqual([false, true]);
    expect(
      holds(exists('?o', 'object', { kind: 'and', of: [held, fact('toggleable', '?o')] })),
    ).toEqual([false, true]);
    const two = exists(
      '?x',
      'object',
      exists('?y', 'object', {
        kind: 'and',
        of: [
          not({ kind: 'equal', left: '?x', right: '?y' }),
          fact('inreceptacle', '?x', 'countertop_bar_1'),
          fact('inreceptacle', '?y', 'countertop_bar_1'),
        ],
      }),
    );
    expect(holds(two)).toEqual([true, false]);
  });

  it('are refused where testing them would take too long', () => {
    let goal: Expression = fact('holdsany', 'agent1');
    for (let depth = 0; depth < 12; depth++) goal = exists(`?v${depth}`, 'receptacle', goal);
    expect(() => new Game(smallHouse({ goal }))).toThrow(/too many/);
  });
});
