/**
 * What came with a link, and what goes out with one. A run that was shared is shown by the lab's
 * store as any other; this store remembers it, to be compared with the same run made here.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isFileGame } from '../lab/file-game-name';
import type { PlayedRun } from '../lab/replay';
import type { Trace } from '../lab/trace';
import { toErrorData } from '../shared/errors';
import type { LabStore } from './lab-data';
import { type Ignored, type ReadLink, sameSettings } from './link/link-codec';
import type { RunFault } from './link/run-codec';
import { runOfFragment } from './link/run-fragment';

/** A run that was made elsewhere. */
export interface SharedRun {
  readonly trace: Trace;
  /** The game here answers as it did there. null: it was not asked, a file brought the answers. */
  readonly agrees: boolean | null;
  readonly from: 'link' | 'file';
}

/** Why a run that was handed over is not shown. */
export type RunProblem =
  | { readonly kind: 'link'; readonly fault: RunFault }
  /** The game of the run does not open here, or the file holds no run. */
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'large' };

export interface ShareData {
  /** What the link says that was left out. */
  readonly left: Pick<ReadLink, 'ignored' | 'others'>;
  readonly problem: RunProblem | null;
  readonly shared: SharedRun | null;
  /** The shared run has been started here. */
  readonly rerun: boolean;
  /** A run in the link is being unpacked. */
  readonly opening: boolean;
  /** A shared run waits for its game's file to be dropped. */
  readonly waitsForFile: string | null;
  /** The page is a part of another one. */
  readonly embed: boolean;
  readonly dialogShown: boolean;
}

export interface ShareActions {
  showDialog(): void;
  hideDialog(): void;
  /** Shows the run of a page's fragment, if it has one. The link's step is the step shown. */
  openFragment(hash: string, step: number | null): Promise<void>;
  /** Shows the run of a file. */
  openFile(file: Pick<File, 'size' | 'text'>): Promise<void>;
  leaveOut(left: Pick<ReadLink, 'ignored' | 'others'>): void;
  dismissNotice(): void;
  runHere(): void;
  showAgain(): void;
  /** Forgets the shared run; what is shown stays. */
  dismissShared(): void;
}

export interface ShareState extends ShareData {
  readonly act: ShareActions;
}

/** Bytes of the largest file that is read. */
const LARGEST_RUN_FILE = 64_000_000;

export type ShareStore = StoreApi<ShareState>;

const NOTHING: readonly Ignored[] = [];
const NO_NOTICE = { left: { ignored: NOTHING, others: 0 }, problem: null };

interface WaitingRun {
  readonly played: PlayedRun;
  readonly check: string;
  readonly step: number | null;
}

export function createShareStore(lab: LabStore, embed: boolean): ShareStore {
  /** Until its game's file is there. */
  let waiting: WaitingRun | null = null;

  const show = (shared: SharedRun, step: number | null): void => {
    waiting = null;
    // First, so that whoever hears of the run knows where it is from.
    store.setState({ shared, rerun: false, opening: false, waitsForFile: null, problem: null });
    lab.getState().act.showTrace(shared.trace);
    if (step !== null) lab.getState().act.selectStep(step);
  };
  const refuse = (problem: RunProblem): void => store.setState({ problem, opening: false });
  const failed = (thrown: unknown): void =>
    refuse({ kind: 'error', message: toErrorData(thrown).message });
  const replay = async ({ played, check, step }: WaitingRun): Promise<void> => {
    try {
      const { replayRun, traceCheck } = await import('../lab/replay');
      const trace = replayRun(played, lab.getState().file);
      show({ trace, agrees: traceCheck(trace) === check, from: 'link' }, step);
    } catch (thrown) {
      failed(thrown);
    }
  };
  const openPacked = async (packed: string, step: number | null): Promise<void> => {
    const { decodeRun } = await import('./link/run-codec');
    const read = decodeRun(packed);
    if (read.kind === 'fault') {
      refuse({ kind: 'link', fault: read.fault });
      return;
    }
    const { played, check } = read;
    const { game } = played.settings;
    if (!isFileGame(game) || lab.getState().file?.name === game) {
      await replay({ played, check, step });
      return;
    }
    waiting = { played, check, step };
    store.setState({ opening: false, waitsForFile: game, shared: null });
    lab.getState().act.changeSettings(played.settings);
  };

  const store = createStore<ShareState>()((set, get) => ({
    ...NO_NOTICE,
    shared: null,
    rerun: false,
    opening: false,
    waitsForFile: null,
    embed,
    dialogShown: false,
    act: {
      showDialog: () => set({ dialogShown: true }),
      hideDialog: () => set({ dialogShown: false }),
      openFragment: async (hash, step) => {
        const packed = runOfFragment(hash);
        if (packed === null) return;
        set({ opening: true });
        try {
          await openPacked(packed, step);
        } catch (thrown) {
          // What opens runs could not be loaded.
          failed(thrown);
        }
      },
      openFile: async (file) => {
        if (file.size > LARGEST_RUN_FILE) {
          refuse({ kind: 'large' });
          return;
        }
        try {
          const { readRunFile } = await import('./run-files');
          show({ trace: readRunFile(await file.text()), agrees: null, from: 'file' }, null);
        } catch (thrown) {
          failed(thrown);
        }
      },
      leaveOut: (left) => set({ left }),
      dismissNotice: () => set(NO_NOTICE),
      runHere: () => {
        if (get().shared === null) return;
        set({ rerun: true });
        lab.getState().act.play();
      },
      showAgain: () => {
        const { shared } = get();
        if (shared !== null) show(shared, null);
      },
      dismissShared: () => set({ shared: null, rerun: false }),
    },
  }));

  lab.subscribe(({ settings, file, run }, before) => {
    if (waiting !== null && settings.game !== waiting.played.settings.game) {
      waiting = null;
      store.setState({ waitsForFile: null });
    }
    const came = waiting !== null && file !== before.file && file?.name === settings.game;
    if (waiting !== null && came) {
      const ready = waiting;
      waiting = null;
      // When whoever brought the file has opened its game.
      queueMicrotask(() => void replay(ready));
    }
    const { shared } = store.getState();
    if (shared === null) return;
    if (settings !== before.settings && !sameSettings(settings, shared.trace.settings)) {
      store.setState({ shared: null, rerun: false });
    } else if (run !== before.run && run.trace?.source.kind === 'live') {
      // However it was started: this is the run made here.
      store.setState({ rerun: true });
    }
  });
  return store;
}
