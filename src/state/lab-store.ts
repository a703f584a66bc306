/**
 * Everything the page knows, one way round: settings → connection → events → trace. Actions send
 * requests; only events change the run.
 */
import { createStore } from 'zustand/vanilla';
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
import { liveSource } from './loading';
import { modelActions } from './model-actions';
import { PacedPlay } from './paced-play';
import { isRecorded, recordedRun } from './recorded-run';
import { type Goal, goalOf, keptLanes, personJoins } from './run-revision';
import {
  agentsPlay,
  EMPTY_RUN,
  isBusy,
  openRun,
  personPlays,
  plannedRun,
  takesCommand,
} from './run-store';
import { viewActions } from './view-actions';
import { listenToWorker, type Progress } from './worker-events';

/** A store that listens to the connection; nothing is sent before `act.load`. */
export function createLabStore(connection: LabConnection, options: LabStoreOptions): LabStore {
  const progress: Progress = {
    counter: 0,
    latestLoad: 0,
    latestLook: 0,
    goal: null,
    recordingAwaited: options.recording !== undefined,
  };
  const paced = new PacedPlay({
    connection,
    run: () => store.getState().run,
    setRun: (run) => store.setState({ run }),
    pace: () => store.getState().pace,
  });

  const store = createStore<LabStoreState>()((set, get, access) => {
    const abandon = (): void => {
      const { run } = get();
      progress.latestLook = 0;
      paced.stop();
      if (isBusy(run.phase)) connection.send({ kind: 'cancel', run: run.run });
      set({ run: EMPTY_RUN });
    };

    /** Draws the game of a run that waits for its models. */
    const look = (before: Trace | null): void => {
      if (progress.latestLoad === 0) return;
      const { loading, settings, file } = get();
      progress.counter += 1;
      progress.latestLook = progress.counter;
      if (before?.settings.game === settings.game && before.intro !== '') {
        set({ run: plannedRun(settings, liveSource(loading, settings, options.now()), before) });
      } else connection.send({ kind: 'look', run: progress.counter, settings, file });
    };

    /** Opens the run of the settings; where it needs models that are not there, when they are. */
    const open = (then: Goal, kept: readonly (LaneTrace | null)[] = []): void => {
      const { trace: before } = get().run;
      progress.recordingAwaited = false;
      abandon();
      const { loading, settings, file } = get();
      progress.goal = then;
      if (!canOpen(get())) {
        look(before);
        return;
      }
      progress.counter += 1;
      set({
        run: openRun(
          progress.counter,
          settings,
          liveSource(loading, settings, options.now()),
          before,
          kept,
        ),
        pinnedStep: null,
        latentStep: null,
        tokens: settings.lanes.map(() => null),
      });
      connection.send({ kind: 'open', run: progress.counter, settings, file, kept });
    };

    const proceed = (kind: 'play' | 'advance'): void => {
      const { run } = get();
      const asked = kind === 'play' ? 'end' : 1;
      if (run.phase === 'opening') {
        progress.goal = asked;
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
        ...modelActions(access, connection, () => progress.latestLoad),
        ...viewActions(access),
        load: () => {
          const { run, device, wished } = get();
          // A game that a person plays alone goes on, and a recorded run stays.
          const goesOn =
            progress.recordingAwaited ||
            isRecorded(run) ||
            (run.trace !== null && !needsModels(run.trace.settings.lanes));
          if (!goesOn) abandon();
          progress.counter += 1;
          progress.latestLoad = progress.counter;
          set({ loading: LOADING_STARTS, measuring: false, notMeasured: null });
          // First: it is answered before the models are there.
          if (!goesOn && !canOpen(get())) look(run.trace);
          if (device === 'recorded') {
            set({ loading: { kind: 'off' } });
            connection.send({ kind: 'unload', run: progress.latestLoad });
            return;
          }
          connection.send({
            kind: 'load',
            run: progress.latestLoad,
            device,
            wished,
            ...modelsOf(get()),
          });
          if (!goesOn && canOpen(get())) open(null);
        },
        changeSettings: (change) => {
          const { settings, file, run } = get();
          const game = change.game ?? settings.game;
          set({ settings: { ...settings, ...change }, file: isFileGame(game) ? file : null });
          const { lanes, ...rest } = change;
          if (!lanes || Object.keys(rest).length > 0) open(null);
          else if (personJoins(run, lanes)) {
            // From the start: what the others did is seen as the person gets there.
            open(null, keptLanes(run, lanes));
            set({ pinnedStep: 0 });
          } else open(goalOf(run, progress.goal), keptLanes(run, lanes));
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
          progress.recordingAwaited = false;
          progress.goal = null;
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
          progress.goal = null;
          proceed('play');
        },
        advance: () => {
          progress.goal = null;
          proceed('advance');
        },
        pause: () => {
          progress.goal = null;
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
          const { pinnedStep } = get();
          set({ run: { ...run, phase } });
          // A clock that was put back goes on with the person, where no agent moves it.
          const next = (run.trace?.lanes[lane]?.steps.length ?? 0) + 1;
          if (pinnedStep === null || agentsPlay(run)) set({ pinnedStep: null });
          else get().act.selectStep(next);
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

  listenToWorker({ store, connection, paced, progress, now: options.now });

  void options.recording?.then((recording) => {
    // Whoever chose a game meanwhile has it.
    if (!progress.recordingAwaited) return;
    const { act } = store.getState();
    if (recording !== null) act.showTrace(recording.trace, recording.step);
    else if (progress.latestLoad > 0 || canOpen(store.getState())) act.restart();
    progress.recordingAwaited = false;
  });
  return store;
}
