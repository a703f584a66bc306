import type { OpenBatch } from '../state/batch-context';
import type { BatchStore } from '../state/batch-data';
import type { Helper } from '../state/batch-pool';
import type { LabConnection, LabStore } from '../state/lab-data';

/**
 * Makes the Batch tab's store when it is first asked for; its code is not in what is loaded first.
 * `another`: one worker more for a batch, see `BatchPool`.
 */
export function batchOpener(
  lab: LabStore,
  main: LabConnection,
  another: () => Helper | null,
  hash: string,
): OpenBatch {
  let opened: Promise<BatchStore> | null = null;
  const open = async (): Promise<BatchStore> => {
    const [{ createBatchStore }, { browserBatchMemory }, { BatchPool }, { browserMachine }] =
      await Promise.all([
        import('../state/batch-store'),
        import('../state/batch-memory'),
        import('../state/batch-pool'),
        import('../state/browser-machine'),
      ]);
    const memory = browserBatchMemory();
    const connection = new BatchPool(main, another);
    const cores = navigator.hardwareConcurrency;
    const machine = (concurrency: number, workers: number) =>
      browserMachine(navigator, concurrency, workers);
    return createBatchStore({ lab, connection, memory, hash, cores, machine, now: Date.now });
  };
  return () => {
    if (opened === null) {
      opened = open();
      // Whoever waits hears of it first, from this very promise; the next one asks anew.
      opened.catch(() => setTimeout(() => (opened = null), 500));
    }
    return opened;
  };
}
