import { describe, expect, it } from 'vitest';
import type { CommandProbability, LaneTrace, Trace } from '../../src/lab/trace';
import {
  type CommandView,
  commandView,
  messageDivergences,
  pairDivergences,
  summarize,
} from '../../src/state/mind-view';
import { openRun, type RunPhase, type RunState } from '../../src/state/run-store';
import { lane, message, SETTINGS, SOURCE, step } from './run-fixtures';

/** Eight commands: half as probable each as the one before, in all 0.85. */
const COMMANDS: readonly CommandProbability[] = Array.from({ length: 8 }, (_, index) => ({
  command: `command ${index}`,
  probability: (0.85 * 0.5 ** (index + 1)) / (1 - 0.5 ** 8),
}));

const SENT = { chainOfThought: null, positions: 3, bytes: 0, latents: null, dim: 2 };

function run(
  lanes: readonly LaneTrace[],
  phase: RunPhase = 'waiting',
  kind: Trace['source']['kind'] = 'live',
): RunState {
  const opened = openRun(1, SETTINGS, { ...SOURCE, kind });
  return { ...opened, phase, trace: { ...(opened.trace as Trace), lanes } };
}

const scored = (command: string, change: Partial<LaneTrace> = {}): LaneTrace =>
  lane([], { message: SENT, steps: [{ ...step(command), commands: COMMANDS }], ...change });

describe('commandView', () => {
  const view = (command: string): CommandView =>
    commandView(run([scored(command)]), 0, 1) as CommandView;

  it('shows the most probable, and in sum what is not shown', () => {
    const { rows, more, elsewhere, takenProbability } = view('command 0');
    expect(rows.map(({ command }) => command)).toEqual(COMMANDS.slice(0, 6).map((c) => c.command));
    expect(rows.map(({ taken }) => taken)).toEqual([true, false, false, false, false, false]);
    expect(more.count).toBe(2);
    const shown = rows.reduce((sum, { probability }) => sum + probability, 0);
    expect(shown + more.probability + elsewhere).toBeCloseTo(1, 12);
    expect(elsewhere).toBeCloseTo(0.15, 12);
    expect(takenProbability).toBe(COMMANDS[0]?.probability);
  });

  it('always shows the command that was taken, whatever its rank', () => {
    const { rows, more } = view(' command 7 ');
    expect(rows).toHaveLength(6);
    expect(rows.at(-1)).toMatchObject({ command: 'command 7', rank: 8, taken: true });
    expect(more.count).toBe(2);
  });

  it('knows a command that the game did not admit', () => {
    const { rows, taken, takenProbability } = view('dance');
    expect(rows.some((row) => row.taken)).toBe(false);
    expect(taken).toBe('dance');
    expect(takenProbability).toBeNull();
  });

  it('has the entropy of all, anything else included', () => {
    const uniform = Array.from({ length: 3 }, (_, i) => ({ command: `${i}`, probability: 0.25 }));
    const steps = [{ ...step('0'), commands: uniform }];
    const { entropy, effective } = commandView(
      run([lane([], { message: SENT, steps })]),
      0,
      1,
    ) as CommandView;
    expect(entropy).toBeCloseTo(Math.log(4), 12);
    expect(effective).toBeCloseTo(4, 12);
  });

  it('says why there is nothing', () => {
    const played = lane(['look'], { message: SENT });
    expect(commandView(run([played]), 0, 0)).toBe('start');
    expect(commandView(run([played]), 0, 1)).toBe('coming');
    expect(commandView(run([played], 'playing'), 0, 1)).toBe('standing');
    expect(commandView(run([played], 'waiting', 'recorded'), 0, 1)).toBe('unrecorded');
    expect(commandView(run([played]), 0, 2)).toBe('unplayed');
    expect(commandView(run([{ ...played, outcome: 'won' }]), 0, 2)).toBe('ended');
    expect(commandView(run([lane(['look'], { settings: message('human') })]), 0, 1)).toBe('person');
    const waiting = run([played]);
    const refused = [{ lane: 0, step: 1, what: 'commands' }] as const;
    const state = { ...waiting, analysis: { ...waiting.analysis, refused } };
    expect(commandView(state, 0, 1)).toBe('refused');
  });
});

describe('divergences', () => {
  it('of messages are those of lanes that have one, with what is still to come', () => {
    const other = [{ command: 'else', probability: 1 }];
    const steps = [
      { ...step('a'), commands: [{ command: 'a', probability: 1 }], mismatched: other },
      { ...step('b'), commands: COMMANDS, mismatched: COMMANDS },
      { ...step('c'), commands: COMMANDS },
    ];
    const lanes = [
      lane([], { message: SENT, steps }),
      lane(['a'], { settings: message('none'), message: { ...SENT, positions: 0 } }),
    ];
    const [found, ...rest] = messageDivergences(run(lanes));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ lanes: [0], parted: null, missing: 1 });
    expect(found?.values[0]).toBeCloseTo(Math.LN2, 12);
    expect(found?.values.slice(1)).toEqual([0, null]);
  });

  it('of pairs say where they part and what is still to come', () => {
    const lanes = [scored('a'), scored('b'), lane(['a', 'c'], { message: SENT })];
    expect(pairDivergences(run(lanes))).toEqual([
      { lanes: [0, 1], values: [0], parted: 1, missing: 0 },
      { lanes: [0, 2], values: [null], parted: null, missing: 1 },
      { lanes: [1, 2], values: [null], parted: 1, missing: 1 },
    ]);
  });
});

it('summarize takes what is known', () => {
  expect(summarize([null, 0.25, 0.5, null, 0.5])).toEqual({
    mean: 1.25 / 3,
    known: 3,
    largest: 0.5,
    at: 3,
  });
  expect(summarize([null])).toBeNull();
});
