/** The store of the Batch tab, which is made when the tab is first looked at. */
import { createContext, type ReactNode, use, useContext } from 'react';
import { useStore } from 'zustand';
import type { BatchActions, BatchState, BatchStore } from './batch-data';

/** Gives the same promise each time. */
export type OpenBatch = () => Promise<BatchStore>;

const BatchContext = createContext<OpenBatch | null>(null);

export function BatchProvider({ open, children }: { open: OpenBatch; children: ReactNode }) {
  return <BatchContext value={open}>{children}</BatchContext>;
}

/** Suspends until the store is there. */
function useBatchStore(): BatchStore {
  const open = useContext(BatchContext);
  if (open === null) throw new Error('There is no BatchProvider around this.');
  return use(open());
}

export function useBatch<T>(select: (state: BatchState) => T): T {
  return useStore(useBatchStore(), select);
}

export function useBatchActions(): BatchActions {
  return useBatchStore().getState().act;
}
