/** What is shared, for everything that is drawn. Without a provider nothing is. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { ShareActions, ShareState, ShareStore } from './share-store';

const ShareContext = createContext<ShareStore | null>(null);

export function ShareProvider({ store, children }: { store: ShareStore; children: ReactNode }) {
  return <ShareContext value={store}>{children}</ShareContext>;
}

function useShareStore(): ShareStore {
  const store = useContext(ShareContext);
  if (store === null) throw new Error('There is no ShareProvider around this.');
  return store;
}

export function useShare<T>(select: (state: ShareState) => T): T {
  return useStore(useShareStore(), select);
}

export function useShareActions(): ShareActions {
  return useShareStore().getState().act;
}
