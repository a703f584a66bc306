/** What the page and the worker say to each other. Every message is one of these, checked by `kind`. */
import type { AnalysisRequest, AnalysisResult } from '../lab/analysis-request';
import type { BatchLine } from '../lab/batch-line';
import type { BatchSettings, Shard } from '../lab/batch-settings';
import type { House } from '../lab/house';
import type { LaneEvent } from '../lab/lane';
import type { GameFile, RunSettings } from '../lab/settings';
import type { PlacedSpeed } from '../lab/speed-report';
import type { FaultKind, LaneTrace } from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import type { StoreRequest } from './store-request';

/** Where models run. `webgpu` computes in 32 bits. */
export const RUN_DEVICES = ['webgpu-f16', 'webgpu', 'wasm'] as const;
export type RunDevice = (typeof RUN_DEVICES)[number];

/** `recorded`: nothing is downloaded. */
export const DEVICE_CHOICES = ['auto', ...RUN_DEVICES, 'recorded'] as const;
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** Why a device cannot be had. */
export type Refusal =
  | { readonly kind: 'no-webgpu' | 'no-gpu' | 'no-f16' | 'no-f16-files' | 'self-test' }
  /** A limit of the GPU is too small; bytes. */
  | {
      readonly kind: 'limit';
      readonly name: string;
      readonly needs: number;
      readonly has: number;
    };

export interface DeviceOption {
  readonly device: RunDevice;
  /** null where it can be had. */
  readonly refusal: Refusal | null;
  /** The self-test passed only without them. */
  readonly withoutSubgroups: boolean;
  readonly software: boolean;
  /** Median of one step of the actor, after warm-up; null where it was not measured. */
  readonly millisecondsPerStep: number | null;
}

/** What is known of the devices before any models are there. `gpu`: null where there is none. */
export interface FoundDevices {
  readonly options: readonly DeviceOption[];
  readonly gpu: string | null;
}

/** Why a device was chosen. */
export type DeviceReason =
  | 'wasm-asked'
  | 'webgpu-asked'
  /** The GPU was lost several times since the models were asked for. */
  | 'gpu-lost'
  /** There is a GPU and it passed its self-test. */
  | 'gpu-passed'
  | 'gpu-failed'
  /** The only GPU is emulated in software. */
  | 'gpu-software'
  /** A limit of the GPU is too small: `options` says which. */
  | 'gpu-small'
  /** What was wished for cannot be had. */
  | 'no-f16'
  | 'no-f16-files'
  | 'no-gpu'
  | 'no-webgpu';

export interface DeviceReport {
  readonly device: 'webgpu' | 'wasm';
  /** The adapter's vendor and architecture; empty on one thread of the CPU. */
  readonly description: string;
  readonly reason: DeviceReason;
  readonly software: boolean;
  /** All devices, this one too. */
  readonly options: readonly DeviceOption[];
  /** The GPU, where there is one, used or not. */
  readonly gpu: string | null;
  /** A wish that could not be met. */
  readonly unmet: RunDevice | null;
}

/** How the models' download goes. */
export interface LoadProgress {
  /** Bytes that are here, those of earlier visits too. */
  readonly loaded: number;
  readonly total: number;
  readonly file: string;
  readonly phase: 'running' | 'paused' | 'retrying';
  /** Over the network, in the last seconds; null before anything came. */
  readonly bytesPerSecond: number | null;
}

/** Whether the files stay for the next visit: if not, since the storage is full or there is none. */
export type Keeping = 'kept' | 'full' | 'unavailable';

/** A tier of which files are kept in this browser. */
export interface KeptTier {
  /** The URL of its folder, `folder:` and a name, or `runtime` for onnxruntime itself. */
  readonly address: string;
  readonly title: string;
  /** Bytes that are here; files shared by tiers count for each. */
  readonly bytes: number;
}

/** A file of a folder that was picked on disk. */
export interface FolderFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly file: Blob;
}

/** A game before its first step. */
export interface OpeningScene {
  readonly intro: string;
  readonly task: string;
  readonly admissibleCommands: readonly string[];
  readonly house: House;
}

/** `run` is a number the page counts up; the worker stamps each event with it, stale ones are dropped. */
export type Request = LabRequest | StoreRequest;

export type LabRequest =
  /** `modelsUrl`: or `folder:` and a name, with the folder's files when it is picked. */
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly modelsUrl: string;
      readonly device: DeviceChoice;
      readonly folder?: readonly FolderFile[];
      /** The device is a wish, of a link or an earlier visit: where it cannot be had, another is taken. */
      readonly wished?: boolean;
    }
  /** Gives the models up: only recorded runs are wanted. */
  | { readonly kind: 'unload'; readonly run: number }
  /** Times the other device, in its turn. Answered with 'measured' or 'not-measured'. */
  | { readonly kind: 'measure-devices'; readonly run: number }
  /** Benchmarks the models that are loaded, in its turn. Answered with 'speed' or 'no-speed'. */
  | { readonly kind: 'measure-speed'; readonly run: number }
  /** Gives the benchmark up, also one that waits for its turn. */
  | { readonly kind: 'stop-speed'; readonly run: number }
  /** Interrupts the download; what has come is kept. */
  | { readonly kind: 'pause-load'; readonly run: number }
  | { readonly kind: 'resume-load'; readonly run: number }
  /**
   * Sets up a run: game, messages, lanes. Nothing is decoded before `advance` or `play`. A run
   * whose lanes are all human needs no models: it opens at once. `file`: of an imported game. `kept`:
   * by lane, what was played with the same settings before and stands; null where nothing was. An agent
   * that has not ended goes on from there.
   */
  | {
      readonly kind: 'open';
      readonly run: number;
      readonly settings: RunSettings;
      readonly file: GameFile | null;
      readonly kept?: readonly (LaneTrace | null)[];
    }
  /**
   * Asks for a game as it is before its first step, which needs no models and touches no run. Answered by
   * `looked`; not at all where the game does not open: the run's `open` says why.
   */
  | {
      readonly kind: 'look';
      readonly run: number;
      readonly settings: RunSettings;
      readonly file: GameFile | null;
    }
  /** Every agent that has not ended plays one step. */
  | { readonly kind: 'advance'; readonly run: number }
  /** Steps until all agents ended or `pause`. */
  | { readonly kind: 'play'; readonly run: number }
  | { readonly kind: 'pause'; readonly run: number }
  /**
   * What a person typed in a human lane: played at once. Where the run is not playing, every agent
   * plays one step after it.
   */
  | {
      readonly kind: 'command';
      readonly run: number;
      readonly lane: number;
      readonly command: string;
    }
  /**
   * Asks about the actor of a lane. One question at a time: a later one, and agents that move, end
   * it without an answer. What was found of an importance is kept for the next time it is asked.
   */
  | ({ readonly kind: 'analyse'; readonly run: number } & AnalysisRequest)
  /** Ends the question in progress without an answer. */
  | { readonly kind: 'stop-analysis'; readonly run: number }
  /** Asks how many tokens these words are to the sender; answered at once, whatever else is done. */
  | { readonly kind: 'count'; readonly run: number; readonly words: string }
  /** Abandons the run at the next decoder step. */
  | { readonly kind: 'cancel'; readonly run: number }
  /**
   * Plays what is left of a batch, several games at once, whenever no run decodes. `run` numbers the
   * batch; another batch takes the place of one in progress. `done`: keys (`lineKey`) of episodes that
   * are not played again. `files`: the imported games that the settings name. `shard`: the part of the
   * games that is played; absent: all.
   */
  | {
      readonly kind: 'batch';
      readonly run: number;
      readonly settings: BatchSettings;
      readonly done: readonly string[];
      readonly files: readonly BatchGameFile[];
      readonly concurrency: number;
      readonly shard?: Shard;
    }
  /** Stops the batch at the next decoder step; episodes in flight are given up. */
  | { readonly kind: 'stop-batch'; readonly run: number };

export interface BatchGameFile {
  readonly file: GameFile;
  readonly taskType: string;
}

/** Of the worker, to its client alone: it holds this lock for as long as it lives. */
export interface AliveEvent {
  readonly kind: 'alive';
  readonly lock: string;
}

export type WorkerEvent =
  | ({ readonly kind: 'progress'; readonly run: number } & LoadProgress)
  | { readonly kind: 'measured'; readonly run: number; readonly device: DeviceReport }
  /** What was asked for could not be timed; what is loaded is as it was. */
  | { readonly kind: 'not-measured'; readonly run: number; readonly error: ErrorData }
  | {
      readonly kind: 'measuring-speed';
      readonly run: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'speed'; readonly run: number; readonly speed: PlacedSpeed }
  /** `error` null: it was stopped, or other work was asked for. */
  | { readonly kind: 'no-speed'; readonly run: number; readonly error: ErrorData | null }
  /** `error` null: they can be loaded. */
  | {
      readonly kind: 'checked-models';
      readonly run: number;
      readonly address: string;
      readonly error: ErrorData | null;
    }
  | ({ readonly kind: 'probed'; readonly run: number } & FoundDevices)
  | {
      readonly kind: 'kept-tiers';
      readonly run: number;
      readonly tiers: readonly KeptTier[];
      /** Of all of them, in bytes. */
      readonly total: number;
    }
  | {
      readonly kind: 'ready';
      readonly run: number;
      readonly device: DeviceReport;
      readonly manifest: Manifest;
      readonly models: Readonly<Record<string, string>>;
      readonly keeping: Keeping;
    }
  | ({ readonly kind: 'opened'; readonly run: number } & OpeningScene)
  | ({ readonly kind: 'looked'; readonly run: number } & OpeningScene)
  /** What happens in the lanes. */
  | (LaneEvent & { readonly run: number })
  /** The models were lost; they are loaded again, and the run goes on from its transcript. */
  | { readonly kind: 'faulted'; readonly run: number; readonly what: FaultKind }
  /** They are there again. */
  | {
      readonly kind: 'recovered';
      readonly run: number;
      readonly backend: DeviceReport['device'];
    }
  /** The worker waits: paused, or the one step is done, or no agent plays. `finished`: all lanes ended. */
  | { readonly kind: 'idle'; readonly run: number; readonly finished: boolean }
  /** Of an importance, how many latent steps have been left out. */
  | ({
      readonly kind: 'analysing';
      readonly run: number;
      readonly done: number;
      readonly total: number;
    } & AnalysisRequest)
  /** `result`: null where the question has no answer. */
  | ({
      readonly kind: 'analysed';
      readonly run: number;
      readonly result: AnalysisResult | null;
    } & AnalysisRequest)
  /** An episode of the batch has ended. */
  | { readonly kind: 'batch-line'; readonly run: number; readonly line: BatchLine }
  /** `complete`: everything was played; else it was stopped. */
  | { readonly kind: 'batch-ended'; readonly run: number; readonly complete: boolean }
  /** The batch cannot go on; what it has played stands. */
  | { readonly kind: 'batch-failed'; readonly run: number; readonly error: ErrorData }
  | {
      readonly kind: 'counted';
      readonly run: number;
      readonly words: string;
      readonly tokens: number;
    }
  | { readonly kind: 'failed'; readonly run: number; readonly error: ErrorData };
