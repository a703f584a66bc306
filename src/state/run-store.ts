/**
 * A run as it grows: the worker's events, one after the other, become the trace that every panel
 * draws. Pure: same events, same state.
 */
import type { DeviceReport, OpeningScene, WorkerEvent } from '../client/protocol';
import type { AnalysisResult } from '../lab/analysis-request';
import { EMPTY_HOUSE } from '../lab/house';
import type { RunSettings } from '../lab/settings';
import { type LaneTrace, type StepTrace, TRACE_VERSION, type Trace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import { type AnalysisState, endAnalysis, NO_ANALYSIS, progressOf } from './analyses';
import { mended } from './faults';
import { clockStep } from './run-view';

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
  readonly analysis: AnalysisState;
}

export const EMPTY_RUN: RunState = {
  run: 0,
  phase: 'empty',
  trace: null,
  live: [],
  error: null,
  analysis: NO_ANALYSIS,
};

/** A lane where nothing is being written. */
export const QUIET: LiveLane = { thinking: null, writing: null };

const UNKNOWN_GAME = { intro: '', task: '', house: EMPTY_HOUSE, admissibleCommands: [] };

/**
 * A run that was asked for and that the worker has not opened yet. Of the game that was on screen
 * `before`, what is always the same stays there. `kept`: by lane, what stands.
 */
export function openRun(
  run: number,
  settings: RunSettings,
  source: Trace['source'],
  before: Trace | null = null,
  kept: readonly (LaneTrace | null)[] = [],
): RunState {
  const known = before?.settings.game === settings.game ? before : UNKNOWN_GAME;
  const { intro, task, house, admissibleCommands } = known;
  return {
    ...EMPTY_RUN,
    run,
    phase: 'opening',
    live: settings.lanes.map(() => QUIET),
    trace: {
      version: TRACE_VERSION,
      settings,
      source,
      intro,
      task,
      house,
      admissibleCommands,
      lanes: settings.lanes.map(
        (lane, index) =>
          kept[index] ?? {
            settings: lane,
            message: null,
            communication: null,
            steps: [],
            outcome: 'running',
          },
      ),
    },
  };
}

/**
 * A run that waits for its models, and of which the game is known: on screen, and nothing to play yet.
 */
export function plannedRun(
  settings: RunSettings,
  source: Trace['source'],
  { intro, task, house, admissibleCommands }: OpeningScene,
): RunState {
  const { trace, live } = openRun(EMPTY_RUN.run, settings, source);
  return {
    ...EMPTY_RUN,
    live,
    trace: trace && { ...trace, intro, task, house, admissibleCommands },
  };
}

/** Only the game is on screen: the run itself has not been asked for. */
export function isPlanned({ phase, trace }: RunState): boolean {
  return phase === 'empty' && trace !== null;
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

/** The trace with an answer in its place; `step` counts from 1. */
function answer(lane: LaneTrace, step: number, result: AnalysisResult): Partial<LaneTrace> {
  if (result.what === 'importance')
    return { importance: { step, divergences: result.divergences } };
  const { what, commands } = result;
  return {
    steps: lane.steps.map((old, index) =>
      index === step - 1 ? { ...old, [what]: commands } : old,
    ),
  };
}

/** The run with where its latest fault let it go on. */
export function withBackend(run: RunState, backend: DeviceReport['device']): RunState {
  const { trace } = run;
  if (!trace?.faults) return run;
  return { ...run, trace: { ...trace, faults: mended(trace.faults, backend) } };
}

function idlePhase(state: RunState, finished: boolean): RunState {
  return { ...state, phase: finished ? 'finished' : 'waiting', live: state.live.map(() => QUIET) };
}

/** The run after one more event. Events of another run, and of the loading, change nothing. */
export function reduceRun(state: RunState, event: WorkerEvent): RunState {
  if (event.run !== state.run || state.trace === null) return state;
  switch (event.kind) {
    case 'progress':
    case 'kept-tiers':
    case 'checked-models':
    case 'probed':
    case 'measured':
    case 'not-measured':
    case 'measuring-speed':
    case 'speed':
    case 'no-speed':
    case 'ready':
    case 'batch-line':
    case 'batch-ended':
    case 'batch-failed':
    case 'looked':
    case 'counted':
      return state;
    case 'opened': {
      const { intro, task, admissibleCommands, house } = event;
      const trace = { ...state.trace, intro, task, admissibleCommands, house };
      const ended = trace.lanes.every((lane) => lane.outcome !== 'running');
      return { ...state, phase: ended ? 'finished' : 'waiting', trace };
    }
    case 'thinking': {
      const { text, tokens } = event;
      return patchLane(state, event.lane, { thinking: { text, tokens }, writing: null });
    }
    case 'message': {
      const { message, communication, context } = event;
      const read = context && { context };
      return patchLane(state, event.lane, QUIET, () => ({ message, communication, ...read }));
    }
    case 'writing':
      return patchLane(state, event.lane, { thinking: null, writing: event.command });
    case 'step':
      return patchLane(state, event.lane, QUIET, ({ steps }) => ({
        steps: [...steps, event.step],
        outcome: event.outcome,
      }));
    case 'faulted': {
      const step = clockStep(state.trace.lanes);
      const fault = { step, what: event.what, backend: null };
      const faults = [...(state.trace.faults ?? []), fault];
      const live = state.live.map(() => QUIET);
      return { ...state, live, trace: { ...state.trace, faults } };
    }
    case 'recovered':
      return withBackend(state, event.backend);
    case 'ended':
      return patchLane(state, event.lane, QUIET, () => {
        const { outcome, failure } = event;
        return { outcome, ...(failure && { failure }) };
      });
    case 'idle':
      return idlePhase(state, event.finished);
    case 'analysing':
      return { ...state, analysis: progressOf(state.analysis, event) };
    case 'analysed': {
      const { lane, step, result } = event;
      const ended = { ...state, analysis: endAnalysis(state.analysis, event, result !== null) };
      if (result === null) return ended;
      const live = ended.live[lane] ?? QUIET;
      return patchLane(ended, lane, live, (trace) => answer(trace, step, result));
    }
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
