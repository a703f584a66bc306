import { describe, expect, it } from 'vitest';
import { compareLanes, differentModels } from '../../src/lab/departure';
import { type PlayedRun, replayRun, traceCheck } from '../../src/lab/replay';
import { lane, message, SETTINGS, SOURCE, step, token } from './run-fixtures';

const played = (commands: readonly string[], change: Partial<PlayedRun> = {}): PlayedRun => ({
  settings: { ...SETTINGS, lanes: [message('none')] },
  source: SOURCE,
  lanes: [
    {
      message: null,
      communication: null,
      outcome: 'running',
      steps: commands.map((command) => ({ command, tokens: [], milliseconds: 5 })),
    },
  ],
  ...change,
});

describe('a replayed run', () => {
  it('has what the game says to its commands', () => {
    const trace = replayRun(played(['look', 'fly away']));
    expect(trace.intro).toContain('Your task is to:');
    expect(trace.house.places.length).toBeGreaterThan(5);
    expect(trace.lanes[0]?.steps.map(({ admissible }) => admissible)).toEqual([true, false]);
    expect(trace.lanes[0]?.steps[1]?.observation).toBe('Nothing happens.');
    expect(trace.lanes[0]?.outcome).toBe('running');
  });

  it('is lost where its budget is spent, and never won because it says so', () => {
    const settings = { ...SETTINGS, stepBudget: 3, lanes: [message('none')] };
    const [one] = played(Array.from({ length: 9 }, () => 'look')).lanes;
    if (one === undefined) throw new Error('There is one lane.');
    const trace = replayRun(played([], { settings, lanes: [{ ...one, outcome: 'won' }] }));
    expect(trace.lanes[0]?.outcome).toBe('lost');
    expect(trace.lanes[0]?.steps).toHaveLength(3);
  });

  it('has another check where anything was answered otherwise', () => {
    const trace = replayRun(played(['look', 'inventory']));
    expect(traceCheck(replayRun(played(['look', 'inventory'])))).toBe(traceCheck(trace));
    expect(traceCheck(replayRun(played(['inventory', 'look'])))).not.toBe(traceCheck(trace));
    expect(traceCheck({ ...trace, intro: '' })).not.toBe(traceCheck(trace));
  });

  it('is refused where lanes and settings do not belong together', () => {
    expect(() => replayRun(played([], { lanes: [] }))).toThrow('other lanes');
  });

  it('of a file’s game needs the file', () => {
    const settings = { ...SETTINGS, game: 'file/x/0123456789abcdef', lanes: [message('none')] };
    expect(() => replayRun(played([], { settings }))).toThrow('Drop the file again');
  });
});

describe('where a lane departs', () => {
  const won = { outcome: 'won' } as const;

  it('is nowhere while both say the same, as far as both have got', () => {
    const there = lane(['look', 'inventory'], won);
    expect(compareLanes(there, lane(['look']))).toEqual({
      kind: 'same',
      steps: 1,
      complete: false,
    });
    expect(compareLanes(there, lane(['look', 'inventory'], won))).toEqual({
      kind: 'same',
      steps: 2,
      complete: true,
    });
  });

  it('is the first other command, at the token that differs', () => {
    const go = token({ token: 1, text: 'go to' });
    const fridge = token();
    const cabinet = token({ token: 12, text: ' cabinet 4' });
    const there = lane([], {
      steps: [step('look'), { ...step('go to fridge 1'), tokens: [go, fridge] }],
    });
    const here = lane([], {
      steps: [step('look'), { ...step('go to cabinet 4'), tokens: [go, cabinet] }],
    });
    expect(compareLanes(there, here)).toEqual({
      kind: 'departs',
      step: 2,
      there: 'go to fridge 1',
      here: 'go to cabinet 4',
      token: { there: fridge, here: cabinet },
    });
  });

  it('is where one goes on and the other has ended', () => {
    const there = lane(['look'], { outcome: 'context-full' });
    expect(compareLanes(there, lane(['look', 'inventory']))).toMatchObject({
      kind: 'departs',
      step: 2,
      there: null,
      here: 'inventory',
    });
  });

  it('is not asked of a person', () => {
    const settings = message('human');
    expect(compareLanes(lane(['look'], { settings }), lane([], { settings }))).toEqual({
      kind: 'human',
    });
  });
});

it('models differ where both name a role and neither hash begins the other', () => {
  const there = { actor: '0123', sender: 'abcd', adapter: 'ffff', old: '1' };
  expect(differentModels(there, { actor: '0123456', sender: 'abce', adapter: 'ff' })).toEqual([
    'sender',
  ]);
});
