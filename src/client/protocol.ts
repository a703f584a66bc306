/** What the page and the worker say to each other. Every message is one of these, checked by `kind`. */
import type { AnalysisRequest, AnalysisResult } from '../lab/analysis-request';
import type { House } from '../lab/house';
import type { GameFile, RunSettings } from '../lab/settings';
import type {
  CommunicationTime,
  ContextTrace,
  LaneTrace,
  MessageTrace,
  StepTrace,
} from '../lab/trace';
import type { ErrorData } from '../shared/errors';
import type { Manifest } from '../shared/manifest';

export type DeviceChoice = 'auto' | 'webgpu' | 'wasm';

/** Why a device was chosen. */
export type DeviceReason =
  | 'wasm-asked'
  | 'webgpu-asked'
  /** There is a GPU and it passed its self-test. */
  | 'gpu-passed'
  | 'gpu-failed'
  /** The only GPU is emulated in software. */
  | 'gpu-software'
  | 'no-gpu'
  | 'no-webgpu';

export interface DeviceReport {
  readonly device: 'webgpu' | 'wasm';
  /** The adapter's vendor and architecture; empty on one thread of the CPU. */
  readonly description: string;
  readonly reason: DeviceReason;
  readonly software: boolean;
}

/** A game before its first step. */
export interface OpeningScene {
  readonly intro: string;
  readonly task: string;
  readonly admissibleCommands: readonly string[];
  readonly house: House;
}

/** `run` is a number the page counts up; the worker stamps each event with it, stale ones are dropped. */
export type Request =
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly modelsUrl: string;
      readonly device: DeviceChoice;
    }
  /**
   * Sets up a run: game, messages, lanes. Nothing is decoded before `advance` or `play`. A run
   * whose lanes are all human needs no models: it opens at once. `file`: of an imported game. `kept`:
   * by lane, what was played with the same settings before and stands; null where nothing was.
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
  | { readonly kind: 'cancel'; readonly run: number };

export type WorkerEvent =
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly loaded: number;
      readonly total: number;
      readonly file: string;
    }
  | {
      readonly kind: 'ready';
      readonly run: number;
      readonly device: DeviceReport;
      readonly manifest: Manifest;
      readonly models: Readonly<Record<string, string>>;
    }
  | ({ readonly kind: 'opened'; readonly run: number } & OpeningScene)
  | ({ readonly kind: 'looked'; readonly run: number } & OpeningScene)
  /** The sender is writing: tokens so far, for lanes that wait for a message. */
  | {
      readonly kind: 'thinking';
      readonly run: number;
      readonly lane: number;
      readonly text: string;
      readonly tokens: number;
    }
  | {
      readonly kind: 'message';
      readonly run: number;
      readonly lane: number;
      readonly message: MessageTrace;
      readonly communication: CommunicationTime;
      readonly context?: ContextTrace;
    }
  /** The command so far, while the actor writes it. */
  | {
      readonly kind: 'writing';
      readonly run: number;
      readonly lane: number;
      readonly command: string;
    }
  | {
      readonly kind: 'step';
      readonly run: number;
      readonly lane: number;
      readonly step: StepTrace;
      readonly outcome: LaneTrace['outcome'];
    }
  /** The lane ended without another step: its context is full. */
  | {
      readonly kind: 'ended';
      readonly run: number;
      readonly lane: number;
      readonly outcome: LaneTrace['outcome'];
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
  | {
      readonly kind: 'counted';
      readonly run: number;
      readonly words: string;
      readonly tokens: number;
    }
  | { readonly kind: 'failed'; readonly run: number; readonly error: ErrorData };
