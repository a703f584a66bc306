/** What the page knows and can do: the shape of its store. */

import type { StoreApi } from 'zustand/vanilla';
import type {
  DeviceChoice,
  DeviceReport,
  FolderFile,
  FoundDevices,
  Keeping,
  KeptTier,
  LoadProgress,
  Request,
  WorkerEvent,
} from '../client/protocol';
import type { BatchOutcome } from '../lab/batch-line';
import {
  type GameFile,
  type MessageSettings,
  needsModels,
  type RunSettings,
} from '../lab/settings';
import type { Trace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import type { Manifest } from '../shared/manifest';

import type { LatentChoice } from './latent-view';
import type { Pace } from './paced-play';

import { EMPTY_RUN, type RunState } from './run-store';
import { clockStep } from './run-view';
import type { SpeedState } from './speed-state';

/** What the store needs of the worker's client. */
export interface LabConnection {
  send(request: Request): void;
  /** Returns a function that ends the subscription. */
  onEvent(listener: (event: WorkerEvent) => void): () => void;
}

export type Loading =
  | ({ readonly kind: 'loading' } & Omit<LoadProgress, 'file'>)
  | {
      readonly kind: 'ready';
      readonly device: DeviceReport;
      readonly manifest: Manifest;
      readonly models: Readonly<Record<string, string>>;
      readonly keeping: Keeping;
    }
  /** Only recorded runs are wanted. */
  | { readonly kind: 'off' }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export const LOADING_STARTS: Loading = {
  kind: 'loading',
  loaded: 0,
  total: 0,
  phase: 'running',
  bytesPerSecond: null,
};

/** A folder of models that was picked on disk. */
export interface PickedFolder {
  /** `folder:` and its name. */
  readonly address: string;
  readonly files: readonly FolderFile[];
}

export interface ChosenModels {
  readonly address: string;
  readonly folder: PickedFolder | null;
  /** Why they cannot be loaded; null while that is looked at. */
  readonly error: ErrorData | null;
}

export const INSPECTOR_TABS = [
  'message',
  'mind',
  'breadth',
  'latency',
  'surgery',
  'batch',
  'training',
  'models',
  'device',
] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

export interface LabData {
  readonly settings: RunSettings;
  /** Of the game, where it is an imported one. */
  readonly file: GameFile | null;
  /** Which device to load the models on. */
  readonly device: DeviceChoice;
  /** It comes from a link or an earlier visit, and was not ordered now. */
  readonly wished: boolean;
  /** It comes from a link; absent: it does not. */
  readonly linked?: boolean;
  /** Another device is being timed. */
  readonly measuring: boolean;
  /** Why that failed; absent or null: it did not. */
  readonly notMeasured?: ErrorData | null;
  readonly loading: Loading;
  /** Absent: none. */
  readonly speed?: SpeedState;
  /** Folder of the model tier: a URL that ends in a slash, or `folder:` and a name. */
  readonly modelsUrl: string;
  /** Of the tier that comes with the page. */
  readonly ownModelsUrl: string;
  /** Where the tier was picked on disk in this visit. */
  readonly folder: PickedFolder | null;
  /** Other models that were asked for: their manifest is read first; absent or null: none. */
  readonly choosing?: ChosenModels | null;
  /** The models were chosen by the person, and are to be remembered once they are there. */
  readonly unkept?: boolean;
  /** The devices as they were found before the models were there; absent: not known yet. */
  readonly found?: FoundDevices;
  /** What is kept in this browser; null before it was asked. */
  readonly keptTiers: { readonly tiers: readonly KeptTier[]; readonly total: number } | null;
  /** Whether the browser promised not to evict what is kept; null where it was not asked. */
  readonly persisted: boolean | null;
  /** Whether the page’s own files are kept for use without a network. */
  readonly offline: 'preparing' | 'ready' | 'unsupported' | 'failed';
  /** Goes over to a new version of the page, where one waits. */
  readonly useUpdate: (() => void) | null;
  readonly run: RunState;
  /** From step to step while the agents play, at least, ms. */
  readonly pace: Pace;
  /** The step all panels show; null follows the run. */
  readonly pinnedStep: number | null;
  /** Per lane, the token of the step's command whose alternatives are shown; null: the deciding one. */
  readonly tokens: readonly (number | null)[];
  readonly tab: InspectorTab;
  /** The latent step looked at; null: see `shownLatentStep`. */
  readonly latentStep: LatentChoice | null;
  /** How many tokens the words counted last are to the sender. */
  readonly counted: { readonly words: string; readonly tokens: number } | null;
  /** The receptacle pointed at: marked in every lane. */
  readonly pointedPlace: string | null;
  /** The maps also show what no agent has seen. */
  readonly truthShown: boolean;
  /** How an episode ended in a batch, while these very settings of it are on the page. */
  readonly fromBatch?: {
    readonly settings: RunSettings;
    readonly outcome: BatchOutcome;
    readonly steps: number;
  };
}

export interface ModelActions {
  /** Interrupts the download of the models; `resumeLoad` goes on where it was. */
  pauseLoad(): void;
  resumeLoad(): void;
  /**
   * Loads another tier, from now on: a URL with a closing slash, or `folder:` and a name. What is loaded
   * stays until its manifest was read.
   */
  chooseModels(address: string): void;
  pickFolder(folder: PickedFolder): void;
  /** Asks what is kept in this browser. */
  listTiers(): void;
  forgetTier(address: string): void;
  /** Asks which devices there are. */
  probeDevices(): void;
  /** Times the device that the models are not on. */
  measureDevices(): void;
  /** Benchmarks the models that are loaded. */
  measureSpeed(): void;
  stopSpeed(): void;
}

export interface ViewActions {
  selectStep(step: number): void;
  selectToken(lane: number, token: number): void;
  selectTab(tab: InspectorTab): void;
  /** Asks for the leave-one-out importance of a lane's latent steps at a step; null: no longer. */
  measureImportance(wanted: { readonly lane: number; readonly step: number } | null): void;
  selectLatentStep(latentStep: LatentChoice | null): void;
  pointAt(place: string | null): void;
  showTruth(truthShown: boolean): void;
}

export interface LabActions extends ModelActions, ViewActions {
  load(): void;
  /** Loads the models again, on this device, now and in later visits. */
  chooseDevice(device: DeviceChoice): void;
  /**
   * Opens the run again; where only lanes change, those that stay and have ended are kept, and the
   * others play up to where the run stood. A generated game's name drops the file of an imported one.
   */
  changeSettings(change: Partial<RunSettings>): void;
  /** Opens the run with an imported game. */
  openGameFile(file: GameFile): void;
  changeLane(lane: number, settings: MessageSettings): void;
  /** Shows a run made earlier or elsewhere, at a step or at its end; Run and Step play its game live. */
  showTrace(trace: Trace, step?: number): void;
  changePace(pace: Pace): void;
  play(): void;
  pause(): void;
  advance(): void;
  restart(): void;
  /** What a person plays next in a human lane; ignored where that lane cannot take it. */
  sendCommand(lane: number, command: string): void;
  /** Has the worker count the sender's tokens of these words, if the models are there. */
  countTokens(words: string): void;
}

export interface LabStoreState extends LabData {
  readonly act: LabActions;
}

export type LabStore = StoreApi<LabStoreState>;

export interface LabStoreOptions {
  readonly settings: RunSettings;
  readonly device: DeviceChoice;
  /** A link asks for the device, not an earlier choice. */
  readonly linked?: boolean;
  /** Folder of the page's own model tier, ends in a slash. */
  readonly modelsUrl: string;
  /** Of the tier to load, where the person chose another. */
  readonly chosenModels?: string | null;
  /** ISO date of now. */
  readonly now: () => string;
  /** Shown first, unless a person is quicker; null where it could not be had. */
  readonly recording?: Promise<{ readonly trace: Trace; readonly step: number } | null>;
}

/** Before anything was asked of the worker. */
export function firstData(options: LabStoreOptions): LabData {
  return {
    settings: options.settings,
    file: null,
    device: options.device,
    wished: options.device !== 'auto',
    linked: options.linked ?? false,
    measuring: false,
    loading: LOADING_STARTS,
    modelsUrl: options.chosenModels ?? options.modelsUrl,
    ownModelsUrl: options.modelsUrl,
    folder: null,
    keptTiers: null,
    persisted: null,
    offline: 'preparing',
    useUpdate: null,
    run: EMPTY_RUN,
    pace: 0,
    pinnedStep: null,
    tokens: options.settings.lanes.map(() => null),
    tab: 'message',
    latentStep: null,
    counted: null,
    pointedPlace: null,
    truthShown: false,
  };
}

/** Which models a load is of. */
export function modelsOf({ modelsUrl, folder }: LabData) {
  const picked = folder?.address === modelsUrl ? { folder: folder.files } : {};
  return { modelsUrl, ...picked };
}

/** The step shown: the pinned one, else the one that all lanes have reached. */
export function shownStep(state: LabData): number {
  return state.pinnedStep ?? clockStep(state.run.trace?.lanes ?? []);
}

/** Whether the lanes chosen need models. */
export function hasAgents({ settings }: LabData): boolean {
  return needsModels(settings.lanes);
}

/** Whether a person plays one of the lanes chosen. */
export function hasPeople({ settings }: LabData): boolean {
  return settings.lanes.some(({ channel }) => channel === 'human');
}

/** Whether the run can be opened now: with its models, or without any. */
export function canOpen(state: LabData): boolean {
  return state.loading.kind === 'ready' || !hasAgents(state);
}
