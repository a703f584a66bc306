/** A run whose worker ended: it goes on in a new one from what the page holds of it. */
import { needsModels } from '../lab/settings';
import type { FaultTrace, Trace } from '../lab/trace';
import { endAnalysis } from './analyses';
import { agentClock, type Goal, goalOf } from './run-revision';
import { isBusy, openRun, type RunState } from './run-store';

/** So many workers may end at one step of a run; after that it fails. */
const MOST_ENDED = 2;

function endedAt({ faults = [] }: Trace, step: number): number {
  return faults.filter((fault) => fault.what === 'worker-stopped' && fault.step === step).length;
}

/** Whether a run that was made here goes on where its worker has ended. */
export function goesOnElsewhere({ trace, phase }: RunState): boolean {
  if (trace === null || trace.source.kind !== 'live') return false;
  if (!(isBusy(phase) || phase === 'waiting') || !needsModels(trace.settings.lanes)) return false;
  const clock = agentClock(trace.lanes);
  return clock !== null && endedAt(trace, clock) < MOST_ENDED;
}

/** The run as it is opened in a new worker, and how far its agents then play by themselves. */
export function resumedRun(
  run: RunState & { readonly trace: Trace },
  id: number,
  pending: Goal,
): { readonly run: RunState; readonly goal: Goal; readonly onWasm: boolean } {
  const { trace, phase } = run;
  const step = agentClock(trace.lanes) ?? 0;
  const fault: FaultTrace = { step, what: 'worker-stopped', backend: null };
  const opened = openRun(id, trace.settings, trace.source, trace, trace.lanes);
  const faults = [...(trace.faults ?? []), fault];
  return {
    run: { ...opened, trace: { ...trace, faults } },
    goal: phase === 'waiting' ? null : goalOf(run, pending),
    onWasm: endedAt(trace, step) > 0,
  };
}

/** A run that stays as it is without its worker: what was asked of it gets no answer. */
export function withoutWorker(run: RunState): RunState {
  const { asked } = run.analysis;
  return asked === null ? run : { ...run, analysis: endAnalysis(run.analysis, asked, false) };
}
