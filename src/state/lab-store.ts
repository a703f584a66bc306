/**
 * Everything the page knows, one way round: settings → connection → events → trace. Actions send
 * requests; only events change the run.
 */
import { createStore } from 'zustand/vanilla';
import type { WorkerEvent } from '../client/protocol';
import { isFileGame } from '../lab/file-game-name';
import { needsModels } from '../lab/settings';
import type { LaneTrace, Trace } from '../lab/trace';
import { askAnalyses } from './analyses';
import {
  canOpen,
  firstData,
  type LabConnection,
  type LabStore,
  type LabStoreOptions,
  type LabStoreState,
  LOADING_STARTS,
  modelsOf,
  shownStep,
} from './lab-data';
import { liveSource, reduceLoading } from './loading';
import { modelActions, reduceKept } from './model-actions';
import { PacedPlay } from './paced-play';
import { isRecorded, recordedRun } from './recorded-run';
import { goesOnElsewhere, hasStopped, resumedRun, withoutWorker } from './resume-run';
import { agentClock, type Goal, goalOf, keptLanes } from './run-revision';
import {
  agentsPlay,
  EMPTY_RUN,
  isBusy,
  isPlanned,
  openRun,
  personPlays,
  plannedRun,
  reduceRun,
  takesCommand,
  withBackend,
} from './run-store';
import { viewActions } from './view-actions';

/** A store that listens to the connection; nothing is sent before `act.load`. */
export function createLabStore(connection: LabConnection, options: LabStoreOptions): LabStore {
  // Requests are numbered; the events that still matter carry the number of the latest load or run.
  let counter = 0;
  let latestLoad = 0;
  // How far the agents are to play when the worker waits.
  let goal: Goal = null;
  // A game that is looked at while its run waits for the models.
  let latestLook = 0;
  // The first game waits for its recording, so that what is on screen does not jump.
  let recordingAwaited = options.recording !== undefined;
  const paced = new PacedPlay({
    connection,
    run: () => store.getState().run,
    setRun: (run) => store.setState({ run }),
    pace: () => store.getState().pace,
  });

  const store = createStore<LabStoreState>()((set, get, access) => {
    const abandon = (): void => {
      const { run } = get();
      latestLook = 0;
      paced.stop();
      if (isBusy(run.phase)) connection.send({ kind: 'cancel', run: run.run });
      set({ run: EMPTY_RUN });
    };

    /** Draws the game of a run that waits for its models. */
    const look = (before: Trace | null): void => {
      if (latestLoad === 0) return;
      const { loading, settings, file } = get();
      counter += 1;
      latestLook = counter;
      if (before?.settings.game === settings.game && before.intro !== '') {
        set({ run: plannedRun(settings, liveSource(loading, settings, options.now()), before) });
      } else connection.send({ kind: 'look', run: counter, settings, file });
    };

    /** Opens the run of the settings; where it needs models that are not there, when they are. */
    const open = (then: Goal, kept: readonly (LaneTrace | null)[] = []): void => {
      const { trace: before } = get().run;
      recordingAwaited = false;
      abandon();
      const { loading, settings, file } = get();
      goal = then;
      if (!canOpen(get())) {
        look(before);
        return;
      }
      counter += 1;
      set({
        run: openRun(counter, settings, liveSource(loading, settings, options.now()), before, kept),
        pinnedStep: null,
        latentStep: null,
        tokens: settings.lanes.map(() => null),
      });
      connection.send({ kind: 'open', run: counter, settings, file, kept });
    };

    const proceed = (kind: 'play' | 'advance'): void => {
      const { run } = get();
      const asked = kind === 'play' ? 'end' : 1;
      if (run.phase === 'opening') {
        goal = asked;
      } else if (run.phase === 'waiting' && agentsPlay(run)) {
        set({
          run: { ...run, phase: kind === 'play' ? 'playing' : 'stepping' },
          pinnedStep: null,
        });
        if (kind === 'play' && get().pace > 0 && !personPlays(run)) paced.start();
        else connection.send({ kind, run: run.run });
      } else if ((run.phase === 'finished' || run.phase === 'failed') && canOpen(get())) {
        open(asked);
      }
    };

    return {
      ...firstData(options),
      act: {
        ...modelActions(access, connection, () => latestLoad),
        ...viewActions(access),
        load: () => {
          const { run, device, wished } = get();
          // A game that a person plays alone goes on, and a recorded run stays.
          const goesOn =
            recordingAwaited ||
            isRecorded(run) ||
            (run.trace !== null && !needsModels(run.trace.settings.lanes));
          if (!goesOn) abandon();
          counter += 1;
          latestLoad = counter;
          set({ loading: LOADING_STARTS, measuring: false });
          // First: it is answered before the models are there.
          if (!goesOn && !canOpen(get())) look(run.trace);
          if (device === 'recorded') {
            set({ loading: { kind: 'off' } });
            connection.send({ kind: 'unload', run: latestLoad });
            return;
          }
          connection.send({ kind: 'load', run: latestLoad, device, wished, ...modelsOf(get()) });
          if (!goesOn && canOpen(get())) open(null);
        },
        changeSettings: (change) => {
          const { settings, file, run } = get();
          const game = change.game ?? settings.game;
          set({ settings: { ...settings, ...change }, file: isFileGame(game) ? file : null });
          const { lanes, ...rest } = change;
          if (lanes && Object.keys(rest).length === 0)
            open(goalOf(run, goal), keptLanes(run, lanes));
          else open(null);
        },
        openGameFile: (file) => {
          set({ settings: { ...get().settings, game: file.name }, file });
          open(null);
        },
        changeLane: (lane, settings) => {
          const lanes = get().settings.lanes.map((old, i) => (i === lane ? settings : old));
          get().act.changeSettings({ lanes });
        },
        showTrace: (trace, step) => {
          recordingAwaited = false;
          goal = null;
          abandon();
          const { settings } = trace;
          const { file } = get();
          set({
            settings,
            file: file?.name === settings.game ? file : null,
            run: recordedRun(trace),
            pinnedStep: null,
            tokens: settings.lanes.map(() => null),
          });
          if (step !== undefined) get().act.selectStep(step);
        },
        changePace: (pace) => {
          set({ pace });
          if (pace > 0 && !personPlays(get().run)) paced.takeOver();
        },
        play: () => {
          goal = null;
          proceed('play');
        },
        advance: () => {
          goal = null;
          proceed('advance');
        },
        pause: () => {
          goal = null;
          const { run } = get();
          if (run.phase !== 'playing' || paced.pause()) return;
          set({ run: { ...run, phase: 'pausing' } });
          connection.send({ kind: 'pause', run: run.run });
        },
        restart: () => open(null),
        sendCommand: (lane, command) => {
          const { run } = get();
          if (!takesCommand(run, lane)) return;
          const phase = run.phase === 'waiting' && agentsPlay(run) ? 'stepping' : run.phase;
          set({ run: { ...run, phase }, pinnedStep: null });
          connection.send({ kind: 'command', run: run.run, lane, command });
        },
        countTokens: (words) => {
          const { loading, run } = get();
          if (loading.kind === 'ready') connection.send({ kind: 'count', run: run.run, words });
        },
      },
    };
  });

  askAnalyses(store, connection, shownStep);

  const acceptLoading = (event: WorkerEvent): void => {
    const { loading, run, act } = store.getState();
    const reduced = reduceLoading(loading, event);
    store.setState({ loading: reduced });
    if (event.kind !== 'ready' || recordingAwaited || isRecorded(run)) return;
    // What it went on on is told by its faults.
    if (run.trace?.faults) return;
    if (run.trace !== null && !isPlanned(run)) {
      // A worker that lost its device loads again, perhaps on another, before it opens the next run.
      const source = liveSource(reduced, run.trace.settings, options.now());
      store.setState({ run: { ...run, trace: { ...run.trace, source } } });
    } else {
      // A lane that was added meanwhile plays as it was asked to.
      const pending = goal;
      act.restart();
      goal = pending;
    }
  };

  const pursueGoal = (): void => {
    const { run, act } = store.getState();
    const clock = agentClock(run.trace?.lanes ?? []);
    const to = goal;
    goal = null;
    if (to === null || clock === null || run.phase !== 'waiting') return;
    if (to === 'end') act.play();
    else if (clock < to) {
      act.advance();
      if (clock + 1 < to) goal = to;
    }
  };

  const resume = (): void => {
    paced.stop();
    counter += 1;
    const resumed = resumedRun(store.getState(), { id: counter, load: latestLoad, goal });
    goal = resumed.goal;
    store.setState({ run: resumed.run });
    for (const request of resumed.requests) connection.send(request);
  };

  connection.onEvent((event) => {
    if (event.kind === 'failed' && hasStopped(event.error)) {
      // Loading and run are both gone with the worker, whichever of them it speaks of.
      const { loading, run } = store.getState();
      store.setState({ loading: reduceLoading(loading, event) });
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
    if (event.run === latestLoad) acceptLoading(event);
    reduceKept(store, event);
    if (event.kind === 'looked') {
      const { settings, loading } = store.getState();
      const source = liveSource(loading, settings, options.now());
      if (event.run === latestLook) store.setState({ run: plannedRun(settings, source, event) });
      return;
    }
    const { run } = store.getState();
    // Lanes that are mended play on to where the run was going.
    if (event.kind === 'failed' && event.run === run.run) goal = goalOf(run, goal);
    store.setState({ run: reduceRun(run, event) });
    const { loading } = store.getState();
    if (event.kind === 'opened' && event.run === run.run && loading.kind === 'ready') {
      store.setState({ run: withBackend(store.getState().run, loading.device.device) });
    }
    const waits = event.kind === 'opened' || event.kind === 'idle';
    if (waits && event.run === run.run) pursueGoal();
    if (event.kind === 'idle') paced.goOn();
  });

  void options.recording?.then((recording) => {
    // Whoever chose a game meanwhile has it.
    if (!recordingAwaited) return;
    const { act } = store.getState();
    if (recording !== null) act.showTrace(recording.trace, recording.step);
    else if (latestLoad > 0 || canOpen(store.getState())) act.restart();
    recordingAwaited = false;
  });
  return store;
}
