/** The React binding of the store: a context, so that tests and recordings bring their own. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { LabActions, LabStore, LabStoreState } from './lab-data';

const LabContext = createContext<LabStore | null>(null);

export function LabProvider({ store, children }: { store: LabStore; children: ReactNode }) {
  return <LabContext value={store}>{children}</LabContext>;
}

/** The store itself, for what happens outside of drawing. */
export function useLabStore(): LabStore {
  const store = useContext(LabContext);
  if (store === null) throw new Error('LabProvider is missing.');
  return store;
}

/** Part of the state; renders again when that part changes. Select what exists, do not build. */
export function useLab<T>(select: (state: LabStoreState) => T): T {
  return useStore(useLabStore(), select);
}

export function useActions(): LabActions {
  return useLabStore().getState().act;
}
