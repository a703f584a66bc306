/**
 * Everything the page knows, one way round: settings → connection → events → trace. Actions send
 * requests; only events change the run.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeviceChoice, DeviceReport, Request, WorkerEvent } from '../client/protocol';
import type { MessageSettings, RunSettings } from '../lab/settings';
import type { Trace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { EMPTY_RUN, isBusy, openRun, type RunState, reduceRun } from './run-store';
import { clockStep } from './run-view';

/** What the store needs of the worker's client. */
export interface LabConnection {
  send(request: Request): void;
  /** Returns a function that ends the subscription. */
  onEvent(listener: (event: WorkerEvent) => void): () => void;
}

export type Loading =
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number }
  | {
      readonly kind: 'ready';
      readonly device: DeviceReport;
      readonly manifest: Manifest;
      readonly models: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export const INSPECTOR_TABS = ['message', 'next-token'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

export interface LabData {
  readonly settings: RunSettings;
  /** Which device to load the models on. */
  readonly device: DeviceChoice;
  readonly loading: Loading;
  readonly run: RunState;
  /** The step all panels show; null follows the run. */
  readonly pinnedStep: number | null;
  /** Per lane, the token of the step's command whose alternatives are shown; null: the deciding one. */
  readonly tokens: readonly (number | null)[];
  readonly tab: InspectorTab;
  /** The receptacle pointed at: marked in every lane. */
  readonly pointedPlace: string | null;
}

export interface LabActions {
  load(): void;
  /** Loads the models again, on this device. */
  chooseDevice(device: DeviceChoice): void;
  changeSettings(change: Partial<RunSettings>): void;
  changeLane(lane: number, settings: MessageSettings): void;
  play(): void;
  pause(): void;
  advance(): void;
  restart(): void;
  selectStep(step: number): void;
  selectToken(lane: number, token: number): void;
  selectTab(tab: InspectorTab): void;
  pointAt(place: string | null): void;
}

export interface LabStoreState extends LabData {
  readonly act: LabActions;
}

export type LabStore = StoreApi<LabStoreState>;

export interface LabStoreOptions {
  readonly settings: RunSettings;
  readonly device: DeviceChoice;
  /** Folder of the model tier, ends in a slash. */
  readonly modelsUrl: string;
  /** ISO date of now. */
  readonly now: () => string;
}

/** The step shown: the pinned one, else the one that all lanes have reached. */
export function shownStep(state: LabData): number {
  return state.pinnedStep ?? clockStep(state.run.trace?.lanes ?? []);
}

function liveSource(loading: Loading, date: string): Trace['source'] {
  const ready = loading.kind === 'ready' ? loading : null;
  return {
    kind: 'live',
    backend: ready?.device.device ?? '',
    models: ready?.models ?? {},
    date,
  };
}

function reduceLoading(loading: Loading, event: WorkerEvent): Loading {
  if (event.kind === 'ready') {
    const { device, manifest, models } = event;
    return { kind: 'ready', device, manifest, models };
  }
  if (loading.kind !== 'loading') return loading;
  if (event.kind === 'progress') {
    return { kind: 'loading', loaded: event.loaded, total: event.total };
  }
  return event.kind === 'failed' ? { kind: 'failed', error: event.error } : loading;
}

/** A store that listens to the connection; nothing is sent before `act.load`. */
export function createLabStore(connection: LabConnection, options: LabStoreOptions): LabStore {
  // Requests carry the number of the latest load or run; so do the events that still matter.
  let counter = 0;
  // What to ask for once the run is open.
  let afterOpening: 'play' | 'advance' | null = null;

  const store = createStore<LabStoreState>()((set, get) => {
    const open = (then: 'play' | 'advance' | null): void => {
      const { loading, settings, run } = get();
      if (loading.kind !== 'ready') return;
      if (isBusy(run.phase)) connection.send({ kind: 'cancel', run: run.run });
      counter += 1;
      afterOpening = then;
      set({
        run: openRun(counter, settings, liveSource(loading, options.now())),
        pinnedStep: null,
        tokens: settings.lanes.map(() => null),
      });
      connection.send({ kind: 'open', run: counter, settings });
    };

    const proceed = (kind: 'play' | 'advance'): void => {
      const { run } = get();
      if (run.phase === 'opening') {
        afterOpening = kind;
      } else if (run.phase === 'waiting') {
        set({
          run: { ...run, phase: kind === 'play' ? 'playing' : 'stepping' },
          pinnedStep: null,
        });
        connection.send({ kind, run: run.run });
      } else if (run.phase === 'finished' || run.phase === 'failed') {
        open(kind);
      }
    };

    return {
      settings: options.settings,
      device: options.device,
      loading: { kind: 'loading', loaded: 0, total: 0 },
      run: EMPTY_RUN,
      pinnedStep: null,
      tokens: options.settings.lanes.map(() => null),
      tab: 'message',
      pointedPlace: null,
      act: {
        load: () => {
          counter += 1;
          set({ loading: { kind: 'loading', loaded: 0, total: 0 }, run: EMPTY_RUN });
          const { modelsUrl } = options;
          connection.send({ kind: 'load', run: counter, modelsUrl, device: get().device });
        },
        chooseDevice: (device) => {
          set({ device });
          get().act.load();
        },
        changeSettings: (change) => {
          set({ settings: { ...get().settings, ...change } });
          open(null);
        },
        changeLane: (lane, settings) => {
          const lanes = get().settings.lanes.map((old, i) => (i === lane ? settings : old));
          get().act.changeSettings({ lanes });
        },
        play: () => proceed('play'),
        advance: () => proceed('advance'),
        pause: () => {
          const { run } = get();
          if (run.phase !== 'playing') return;
          set({ run: { ...run, phase: 'pausing' } });
          connection.send({ kind: 'pause', run: run.run });
        },
        restart: () => open(null),
        selectStep: (step) => {
          const last = clockStep(get().run.trace?.lanes ?? []);
          set({ pinnedStep: step >= last ? null : Math.max(0, step) });
        },
        selectToken: (lane, token) => {
          set({ tokens: get().tokens.map((old, i) => (i === lane ? token : old)) });
        },
        selectTab: (tab) => set({ tab }),
        pointAt: (pointedPlace) => set({ pointedPlace }),
      },
    };
  });

  const acceptReload = (event: WorkerEvent): void => {
    const { loading, run } = store.getState();
    const reloaded = reduceLoading(loading, event);
    const source = liveSource(reloaded, options.now());
    const trace = run.trace && { ...run.trace, source };
    store.setState({ loading: reloaded, run: { ...run, trace } });
  };

  connection.onEvent((event) => {
    const { loading, run, act } = store.getState();
    if (event.run !== counter) {
      // A worker that lost its device loads again before it opens the next run: perhaps on another.
      if (event.kind === 'ready' && loading.kind === 'ready') acceptReload(event);
      return;
    }
    store.setState({ loading: reduceLoading(loading, event), run: reduceRun(run, event) });
    if (event.kind === 'ready') act.restart();
    if (event.kind === 'opened' && afterOpening !== null) {
      const next = afterOpening;
      afterOpening = null;
      act[next]();
    }
  });
  return store;
}
