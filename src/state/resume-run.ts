/** A run whose worker ended: it goes on in a new one from what the page holds of it. */
import type { Request } from '../client/protocol';
import { needsModels } from '../lab/settings';
import type { FaultTrace, Trace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import { endAnalysis } from './analyses';
import { type LabData, modelsOf } from './lab-data';
import { type Goal, goalOf } from './run-revision';
import { EMPTY_RUN, isBusy, openRun, type RunState } from './run-store';
import { clockStep } from './run-view';

/** So many workers may end at one step of a run; after that it fails. */
const MOST_ENDED = 2;

/** The worker ended, or the client ends it: see LabClient. */
export function hasStopped({ code, recoverable }: ErrorData): boolean {
  return !recoverable || code === 'worker-stopped';
}

function endedAt({ faults = [] }: Trace, step: number): number {
  return faults.filter((fault) => fault.what === 'worker-stopped' && fault.step === step).length;
}

/** Whether a run that was made here goes on where its worker has ended. */
export function goesOnElsewhere({ run, loading }: LabData): boolean {
  const { trace, phase } = run;
  if (trace?.source.kind !== 'live' || !(isBusy(phase) || phase === 'waiting')) return false;
  if (needsModels(trace.settings.lanes) && loading.kind !== 'ready') return false;
  return endedAt(trace, clockStep(trace.lanes)) < MOST_ENDED;
}

/**
 * The run as it is opened in a new worker, what that is asked for, and how far the agents then play by
 * themselves. The second time at one step the models go to WASM. `load`: the latest one's number.
 */
export function resumedRun(
  data: LabData,
  { id, load, goal }: { readonly id: number; readonly load: number; readonly goal: Goal },
): { readonly run: RunState; readonly goal: Goal; readonly requests: readonly Request[] } {
  const { run, settings, file } = data;
  const { trace, phase } = run;
  if (trace === null) return { run: EMPTY_RUN, goal: null, requests: [] };
  const step = clockStep(trace.lanes);
  const fault: FaultTrace = { step, what: 'worker-stopped', backend: null };
  const faults = [...(trace.faults ?? []), fault];
  const opened = openRun(id, settings, trace.source, trace, trace.lanes);
  const onWasm = { kind: 'load', run: load, device: 'wasm', ...modelsOf(data) } as const;
  return {
    run: { ...opened, trace: { ...trace, faults } },
    goal: phase === 'waiting' ? null : goalOf(run, goal),
    requests: [
      ...(endedAt(trace, step) > 0 ? [onWasm] : []),
      { kind: 'open', run: id, settings, file, kept: trace.lanes },
    ],
  };
}

/** A run that stays as it is without its worker: what was asked of it gets no answer. */
export function withoutWorker(run: RunState): RunState {
  const { asked } = run.analysis;
  return asked === null ? run : { ...run, analysis: endAnalysis(run.analysis, asked, false) };
}
