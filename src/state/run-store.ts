/**
 * A run as it grows: the worker's events, one after the other, become the trace that every panel
 * draws. Pure: same events, same state.
 */
import type { WorkerEvent } from '../client/protocol';
import { EMPTY_HOUSE } from '../lab/house';
import type { RunSettings } from '../lab/settings';
import { type LaneTrace, type StepTrace, TRACE_VERSION, type Trace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';

/** What the worker is doing for this run. `waiting`: it waits for Run or Step. */
export type RunPhase =
  | 'empty'
  | 'opening'
  | 'waiting'
  | 'stepping'
  | 'playing'
  | 'pausing'
  | 'finished'
  | 'failed';

/** What a lane shows that is not in the trace yet. */
export interface LiveLane {
  /** The sender is writing: its CoT so far. */
  readonly thinking: { readonly text: string; readonly tokens: number } | null;
  /** The actor is writing: its command so far. */
  readonly writing: string | null;
}

export interface RunState {
  /** Events stamped with another number belong to a run that was abandoned. */
  readonly run: number;
  readonly phase: RunPhase;
  readonly trace: Trace | null;
  readonly live: readonly LiveLane[];
  readonly error: ErrorData | null;
}

export const EMPTY_RUN: RunState = {
  run: 0,
  phase: 'empty',
  trace: null,
  live: [],
  error: null,
};

/** A lane where nothing is being written. */
export const QUIET: LiveLane = { thinking: null, writing: null };

/** A run that was asked for and that the worker has not opened yet. */
export function openRun(run: number, settings: RunSettings, source: Trace['source']): RunState {
  return {
    ...EMPTY_RUN,
    run,
    phase: 'opening',
    live: settings.lanes.map(() => QUIET),
    trace: {
      version: TRACE_VERSION,
      settings,
      source,
      intro: '',
      task: '',
      house: EMPTY_HOUSE,
      admissibleCommands: [],
      lanes: settings.lanes.map((lane) => ({
        settings: lane,
        message: null,
        communication: null,
        steps: [],
        outcome: 'running',
      })),
    },
  };
}

/** A run that was made elsewhere: there is nothing to wait for. */
export function shownRun(run: number, trace: Trace): RunState {
  return { run, phase: 'finished', trace, live: trace.lanes.map(() => QUIET), error: null };
}

/** Whether the run shown was made elsewhere. */
export function isRecorded({ trace }: RunState): boolean {
  return trace?.source.kind === 'recorded';
}

function patchLane(
  state: RunState,
  lane: number,
  live: LiveLane,
  change: (trace: LaneTrace) => Partial<LaneTrace> = () => ({}),
): RunState {
  const { trace } = state;
  if (trace === null) return state;
  return {
    ...state,
    live: state.live.map((old, index) => (index === lane ? live : old)),
    trace: {
      ...trace,
      lanes: trace.lanes.map((old, index) => (index === lane ? { ...old, ...change(old) } : old)),
    },
  };
}

function idlePhase(state: RunState, finished: boolean): RunState {
  return { ...state, phase: finished ? 'finished' : 'waiting', live: state.live.map(() => QUIET) };
}

/** The run after one more event. Events of another run, and of the loading, change nothing. */
export function reduceRun(state: RunState, event: WorkerEvent): RunState {
  if (event.run !== state.run || state.trace === null) return state;
  switch (event.kind) {
    case 'progress':
    case 'ready':
      return state;
    case 'opened': {
      const { intro, task, admissibleCommands, house } = event;
      const trace = { ...state.trace, intro, task, admissibleCommands, house };
      return { ...state, phase: 'waiting', trace };
    }
    case 'thinking': {
      const { text, tokens } = event;
      return patchLane(state, event.lane, { thinking: { text, tokens }, writing: null });
    }
    case 'message': {
      const { message, communication } = event;
      return patchLane(state, event.lane, QUIET, () => ({ message, communication }));
    }
    case 'writing':
      return patchLane(state, event.lane, { thinking: null, writing: event.command });
    case 'step':
      return patchLane(state, event.lane, QUIET, ({ steps }) => ({
        steps: [...steps, event.step],
        outcome: event.outcome,
      }));
    case 'ended':
      return patchLane(state, event.lane, QUIET, () => ({ outcome: event.outcome }));
    case 'idle':
      return idlePhase(state, event.finished);
    case 'failed':
      return { ...idlePhase(state, false), phase: 'failed', error: event.error };
  }
}

/** The worker is at work for this run. */
export function isBusy(phase: RunPhase): boolean {
  return phase === 'opening' || phase === 'stepping' || phase === 'playing' || phase === 'pausing';
}

/** Whether an agent has steps left to play. */
export function agentsPlay({ trace }: RunState): boolean {
  return (trace?.lanes ?? []).some(
    ({ settings, outcome }) => settings.channel !== 'human' && outcome === 'running',
  );
}

/** Whether a person has steps left to play. */
export function personPlays({ trace }: RunState): boolean {
  return (trace?.lanes ?? []).some(
    ({ settings, outcome }) => settings.channel === 'human' && outcome === 'running',
  );
}

/** Whether a person can send a command in this lane now: also while the agents are at work. */
export function takesCommand({ trace, phase }: RunState, lane: number): boolean {
  const played = trace?.lanes[lane];
  const open =
    phase === 'waiting' || phase === 'stepping' || phase === 'playing' || phase === 'pausing';
  return open && played?.settings.channel === 'human' && played.outcome === 'running';
}

/** The engine's answer to a command it does not know. */
export function isInvalid(step: StepTrace): boolean {
  return step.observation === 'Nothing happens.';
}
