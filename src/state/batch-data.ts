/** What the Batch tab knows and can do: the shape of its store, and the form it begins with. */
import type { StoreApi } from 'zustand/vanilla';
import { TASK_TYPES } from '../alfworld/domain';
import type { BatchFile } from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import type { BatchMachine } from '../lab/batch-machine';
import { presetConditions } from '../lab/batch-presets';
import { type BatchSettings, plannedCount } from '../lab/batch-settings';
import { DEFAULT_VIEW } from '../lab/sender-views';
import type { ErrorData } from '../shared/errors';
import type { BatchGame } from './batch-games';
import type { BatchMemory } from './batch-memory';
import type { BatchConnection } from './batch-pool';
import type { FoundFiles } from './game-library-files';
import type { LibraryEntry } from './game-library-import';
import type { LabStore, Loading } from './lab-data';
import type { Said } from './said';

/**
 * `none`: there is no batch. `stopping`: games in flight end. `paused`: it can go on. `ended`: complete,
 * stopped for good, or a result from a file.
 */
export type BatchPhase = 'none' | 'running' | 'stopping' | 'paused' | 'ended';

/** Games are in flight. */
export const isPlaying = (phase: BatchPhase): boolean =>
  phase === 'running' || phase === 'stopping';

export interface BesideBatch {
  readonly name: string;
  readonly batch: BatchFile;
}

export interface BatchData {
  /** What the form shows: the next batch. */
  readonly form: BatchSettings;
  /** Games in flight, in each worker. */
  readonly concurrency: number;
  /** Workers that play a batch on WASM; on a GPU one does. */
  readonly workers: number;
  readonly phase: BatchPhase;
  readonly batch: BatchFile | null;
  /** Of a result that was opened: the file's name. */
  readonly openedFrom: string | null;
  /** The page's own batch while an opened result stands in its place. */
  readonly aside: { readonly batch: BatchFile; readonly phase: BatchPhase } | null;
  /** Where its rate is counted from: `Date.now` then and episodes then. */
  readonly since: { readonly at: number; readonly done: number } | null;
  /** When the last line came. */
  readonly lastAt: number;
  readonly error: ErrorData | null;
  readonly beside: BesideBatch | null;
  /** Whether this browser keeps what is played. */
  readonly kept: boolean;
  /** Imported games that are here, whether the form has chosen them or not. */
  readonly games: readonly BatchGame[];
  /** How many of the files that were given have been read; null where none is. */
  readonly reading: number | null;
  /** Why some of those that were given last are not played. */
  readonly refused: readonly Said[];
  /** What else was among them. */
  readonly notices: readonly Said[];
}

export interface BatchActions {
  change(change: Partial<BatchSettings>): void;
  /** Games of the generator, as they were last asked for, or the imported ones that are here. */
  chooseSource(kind: BatchSettings['games']['kind']): void;
  /** By their names, in place of those chosen before. */
  chooseGames(names: readonly string[]): void;
  /** Reads games of the library, which are chosen then. One call at a time. */
  giveEntries(entries: readonly LibraryEntry[]): Promise<void>;
  /** The same of files that were picked or dropped. */
  giveFiles(found: FoundFiles | Promise<FoundFiles>): Promise<void>;
  measureBreadth(on: boolean): void;
  changeConcurrency(concurrency: number): void;
  changeWorkers(workers: number): void;
  /** Starts the batch of the form, in place of the one that is there. */
  start(): void;
  pause(): void;
  /**
   * Plays what is left of a batch that is paused or ended. An opened result becomes the page's own, in
   * place of the one that was kept.
   */
  resume(): void;
  /** Plays the episodes that failed once more, and what is left. */
  replayFailed(): void;
  /** Ends a batch: its results stay, provisional. */
  stop(): void;
  /** Forgets the page's own batch, here and in this browser's storage; closes an opened file. */
  discard(): void;
  openFile(file: Pick<File, 'name' | 'text'>): Promise<void>;
  /** Takes an opened result away: what was there before it is back. */
  closeFile(): void;
  /** Another result to compare with. */
  openBeside(file: Pick<File, 'name' | 'text'>): Promise<void>;
  closeBeside(): void;
  dismissError(): void;
  /** Plays one episode in the lanes. */
  watch(line: BatchLine): void;
}

export interface BatchState extends BatchData {
  readonly act: BatchActions;
}

export type BatchStore = StoreApi<BatchState>;

export interface BatchStoreOptions {
  readonly lab: LabStore;
  readonly connection: BatchConnection;
  readonly memory: BatchMemory;
  /** Of the page's address. */
  readonly hash: string;
  /** Of the processor. */
  readonly cores: number;
  /** What plays, with so many games in flight in each of so many workers; absent: it is not told. */
  readonly machine?: (concurrency: number, workers: number) => BatchMachine;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Enough for a look; few enough to end in a minute. */
const FIRST_GAMES = 50;

const LENGTHS = [64, 32, 16, 8, 4, 2, 1];

export const MOST_WORKERS = 16;

/** One core stays free for the page; more than a few workers are for who asks for them. */
export function firstWorkers(cores: number): number {
  return Math.max(1, Math.min(cores - 1, 4));
}

/** Trained lengths of the models, or those that all tiers so far have. */
export function lengthsOf(loading: Loading): readonly number[] {
  return loading.kind === 'ready' ? loading.manifest.compressions : LENGTHS;
}

export function firstForm(): BatchSettings {
  return {
    games: {
      kind: 'splits',
      splits: ['dev'],
      taskTypes: TASK_TYPES,
      games: FIRST_GAMES,
      firstSeed: 0,
    },
    stepBudget: 20,
    sampling: null,
    conditions: presetConditions('latent-beside-words', DEFAULT_VIEW, LENGTHS),
    // About 2 ms of a processor an episode with the tiny tier: too little to be noticed.
    breadth: true,
  };
}

/** Episodes that settings ask for. */
export function plannedEpisodesOf(settings: BatchSettings): number {
  return plannedCount(settings) * settings.conditions.length;
}
