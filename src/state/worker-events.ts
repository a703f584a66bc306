/** What the worker's events do to the store: only they change the run. */
import type { WorkerEvent } from '../client/protocol';
import type { LabConnection, LabStore } from './lab-data';
import { liveSource, reduceLoading } from './loading';
import { endAsked, reduceKept } from './model-actions';
import type { PacedPlay } from './paced-play';
import { isRecorded } from './recorded-run';
import { goesOnElsewhere, hasStopped, resumedRun, withoutWorker } from './resume-run';
import { agentClock, type Goal, goalOf } from './run-revision';
import { isPlanned, plannedRun, reduceRun, withBackend } from './run-store';

/** What the store was asked for last; not on screen. */
export interface Progress {
  /** Requests are numbered; the events that still matter carry the number of the latest load or run. */
  counter: number;
  latestLoad: number;
  /** Of a game that is looked at while its run waits for the models. */
  latestLook: number;
  /** How far the agents are to play when the worker waits. */
  goal: Goal;
  /** The first game waits for its recording, so that what is on screen does not jump. */
  recordingAwaited: boolean;
}

export interface Listening {
  readonly store: LabStore;
  readonly connection: LabConnection;
  readonly paced: PacedPlay;
  readonly progress: Progress;
  /** ISO date of now. */
  readonly now: () => string;
}

/** From now on the store follows the worker. */
export function listenToWorker({ store, connection, paced, progress, now }: Listening): void {
  const acceptLoading = (event: WorkerEvent): void => {
    const { loading, run, act } = store.getState();
    const reduced = reduceLoading(loading, event);
    store.setState({ loading: reduced });
    if (event.kind !== 'ready' || progress.recordingAwaited || isRecorded(run)) return;
    // What it went on on is told by its faults.
    if (run.trace?.faults) return;
    if (run.trace !== null && !isPlanned(run)) {
      // A worker that lost its device loads again, perhaps on another, before it opens the next run.
      const source = liveSource(reduced, run.trace.settings, now());
      store.setState({ run: { ...run, trace: { ...run.trace, source } } });
    } else {
      // A lane that was added meanwhile plays as it was asked to.
      const pending = progress.goal;
      act.restart();
      progress.goal = pending;
    }
  };

  const pursueGoal = (): void => {
    const { run, act } = store.getState();
    const clock = agentClock(run.trace?.lanes ?? []);
    const to = progress.goal;
    progress.goal = null;
    if (to === null || clock === null || run.phase !== 'waiting') return;
    if (to === 'end') act.play();
    else if (clock < to) {
      act.advance();
      if (clock + 1 < to) progress.goal = to;
    }
  };

  const resume = (): void => {
    paced.stop();
    progress.counter += 1;
    const { counter: id, latestLoad: load, goal } = progress;
    const resumed = resumedRun(store.getState(), { id, load, goal });
    progress.goal = resumed.goal;
    store.setState({ run: resumed.run });
    for (const request of resumed.requests) connection.send(request);
  };

  connection.onEvent((event) => {
    if (event.kind === 'failed' && hasStopped(event.error)) {
      // Loading and run are both gone with the worker, whichever of them it speaks of.
      const { loading, run } = store.getState();
      store.setState({ loading: reduceLoading(loading, event) });
      endAsked(store, event.error);
      if (goesOnElsewhere(store.getState())) resume();
      else if (isRecorded(run) || isPlanned(run) || run.phase === 'finished') {
        store.setState({ run: withoutWorker(run) });
      } else store.setState({ run: reduceRun(run, { ...event, run: run.run }) });
      return;
    }
    if (event.kind === 'counted') {
      const { words, tokens } = event;
      store.setState({ counted: { words, tokens } });
      return;
    }
    if (event.run === progress.latestLoad) acceptLoading(event);
    reduceKept(store, event);
    if (event.kind === 'looked') {
      if (event.run !== progress.latestLook) return;
      const { settings, loading } = store.getState();
      const source = liveSource(loading, settings, now());
      store.setState({ run: plannedRun(settings, source, event) });
      return;
    }
    const { run } = store.getState();
    // Lanes that are mended play on to where the run was going.
    if (event.kind === 'failed' && event.run === run.run) {
      progress.goal = goalOf(run, progress.goal);
    }
    store.setState({ run: reduceRun(run, event) });
    const { loading } = store.getState();
    if (event.kind === 'opened' && event.run === run.run && loading.kind === 'ready') {
      store.setState({ run: withBackend(store.getState().run, loading.device.device) });
    }
    const waits = event.kind === 'opened' || event.kind === 'idle';
    if (waits && event.run === run.run) pursueGoal();
    if (event.kind === 'idle') paced.goOn();
  });
}
