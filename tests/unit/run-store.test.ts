import { describe, expect, it } from 'vitest';
import type { WorkerEvent } from '../../src/client/protocol';
import type { House } from '../../src/lab/house';
import { TRACE_VERSION } from '../../src/lab/trace';
import { EMPTY_RUN, openRun, type RunState, reduceRun } from '../../src/state/run-store';
import { SETTINGS, SOURCE, step } from './run-fixtures';

const RUN = 4;

const HOUSE: House = {
  places: [
    {
      name: 'fridge 1',
      type: 'fridge',
      location: 3,
      openable: true,
      open: false,
      contents: ['egg 1'],
    },
  ],
  start: null,
};

const OPENED: WorkerEvent = {
  kind: 'opened',
  run: RUN,
  intro: 'You are in the middle of a room.',
  task: 'put a hot potato in sinkbasin',
  admissibleCommands: ['look'],
  house: HOUSE,
};

const MESSAGE: WorkerEvent = {
  kind: 'message',
  run: RUN,
  lane: 0,
  message: { chainOfThought: null, positions: 8, bytes: 4096, latents: null, dim: 128 },
  communication: { senderPrefill: 1, generation: 2, adapter: 3, actorPrefill: 4 },
};

const opening = (): RunState => openRun(RUN, SETTINGS, SOURCE);

function after(...events: readonly WorkerEvent[]): RunState {
  return events.reduce(reduceRun, opening());
}

describe('reduceRun', () => {
  it('makes the trace of a run, event by event', () => {
    const moved = step('go to fridge 1');
    const state = after(
      OPENED,
      { kind: 'thinking', run: RUN, lane: 1, text: 'I must', tokens: 2 },
      MESSAGE,
      { kind: 'writing', run: RUN, lane: 2, command: 'go to' },
      { kind: 'step', run: RUN, lane: 0, step: moved, outcome: 'won' },
    );
    expect(state.phase).toBe('waiting');
    expect(state.trace?.house).toBe(HOUSE);
    expect(state.trace).toMatchObject({
      version: TRACE_VERSION,
      settings: SETTINGS,
      source: SOURCE,
      intro: OPENED.kind === 'opened' ? OPENED.intro : '',
      task: 'put a hot potato in sinkbasin',
      admissibleCommands: ['look'],
    });
    expect(state.trace?.lanes[0]).toMatchObject({
      message: { positions: 8 },
      communication: { adapter: 3 },
      steps: [moved],
      outcome: 'won',
    });
    expect(state.trace?.lanes[1]).toMatchObject({ message: null, steps: [], outcome: 'running' });
    expect(state.live).toEqual([
      { thinking: null, writing: null },
      { thinking: { text: 'I must', tokens: 2 }, writing: null },
      { thinking: null, writing: 'go to' },
    ]);
  });

  it('drops events of a run that was abandoned', () => {
    const state = after(OPENED);
    const late = {
      kind: 'step',
      run: RUN - 1,
      lane: 0,
      step: step('look'),
      outcome: 'running',
    } as const;
    expect(reduceRun(state, late)).toBe(state);
    expect(reduceRun(EMPTY_RUN, { ...OPENED, run: EMPTY_RUN.run })).toBe(EMPTY_RUN);
  });

  it('clears what was being written when the step, the pause or the failure comes', () => {
    const writing: WorkerEvent = { kind: 'writing', run: RUN, lane: 0, command: 'go' };
    const taken = {
      kind: 'step',
      run: RUN,
      lane: 0,
      step: step('go'),
      outcome: 'running',
    } as const;
    expect(after(OPENED, writing, taken).live[0]?.writing).toBeNull();
    expect(after(OPENED, writing, { kind: 'idle', run: RUN, finished: false })).toMatchObject({
      phase: 'waiting',
      live: [{ writing: null }, {}, {}],
    });
    const error = { code: 'device-lost', message: 'Lost.', recoverable: true };
    expect(after(OPENED, writing, { kind: 'failed', run: RUN, error })).toMatchObject({
      phase: 'failed',
      error,
      live: [{ writing: null }, {}, {}],
    });
  });

  it('is finished when the worker says so', () => {
    expect(after(OPENED, { kind: 'idle', run: RUN, finished: true }).phase).toBe('finished');
  });

  it('does not change the state it is given', () => {
    const before = after(OPENED);
    const copy = structuredClone(before);
    reduceRun(before, MESSAGE);
    reduceRun(before, { kind: 'step', run: RUN, lane: 0, step: step('look'), outcome: 'lost' });
    expect(before).toEqual(copy);
  });
});
