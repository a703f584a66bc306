/** Results in the Batch tab that come from files: opened in place of the page's own batch, or beside it. */
import { type BatchFile, decodeBatch } from '../lab/batch-file';
import { type BatchActions, type BatchState, isPlaying } from './batch-data';

type FileActions = Pick<BatchActions, 'openFile' | 'closeFile' | 'openBeside' | 'closeBeside'>;

/** What the page has without any batch. */
export const NO_BATCH = {
  phase: 'none',
  batch: null,
  openedFrom: null,
  aside: null,
  since: null,
  error: null,
} as const satisfies Partial<BatchState>;

export function batchFileActions(
  set: (change: Partial<BatchState>) => void,
  get: () => BatchState,
  fail: (error: unknown) => void,
): FileActions {
  const read = async (file: Pick<File, 'name' | 'text'>): Promise<BatchFile | null> => {
    try {
      return decodeBatch(await file.text());
    } catch (error) {
      fail(error);
      return null;
    }
  };
  const isBusy = (): boolean => isPlaying(get().phase);

  return {
    openFile: async (file) => {
      if (isBusy()) return;
      const batch = await read(file);
      if (batch === null || isBusy()) return;
      const { phase, batch: own, openedFrom, aside } = get();
      set({
        batch,
        form: batch.settings,
        openedFrom: file.name,
        // The page's own batch waits until the file is closed.
        aside: openedFrom === null && own !== null ? { batch: own, phase } : aside,
        phase: 'ended',
        since: null,
        error: null,
      });
    },
    closeFile: () => {
      const { openedFrom, aside } = get();
      if (openedFrom === null) return;
      set(
        aside === null
          ? NO_BATCH
          : { ...NO_BATCH, batch: aside.batch, phase: aside.phase, form: aside.batch.settings },
      );
    },
    openBeside: async (file) => {
      const batch = await read(file);
      if (batch !== null) set({ beside: { name: file.name, batch }, error: null });
    },
    closeBeside: () => set({ beside: null }),
  };
}
