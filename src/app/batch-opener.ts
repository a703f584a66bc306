import type { OpenBatch } from '../state/batch-context';
import type { BatchStore } from '../state/batch-data';
import type { LabConnection, LabStore } from '../state/lab-data';

/** Makes the Batch tab's store when it is first asked for; its code is not in what is loaded first. */
export function batchOpener(lab: LabStore, connection: LabConnection, hash: string): OpenBatch {
  let opened: Promise<BatchStore> | null = null;
  const open = async (): Promise<BatchStore> => {
    const [{ createBatchStore }, { browserBatchMemory }] = await Promise.all([
      import('../state/batch-store'),
      import('../state/batch-memory'),
    ]);
    const memory = browserBatchMemory();
    return createBatchStore({ lab, connection, memory, hash, now: Date.now });
  };
  return () => {
    opened ??= open();
    return opened;
  };
}
