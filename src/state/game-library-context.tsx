/** The React binding of the library. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { GameLibrary, GameLibraryActions, GameLibraryState } from './game-library';

const LibraryContext = createContext<GameLibrary | null>(null);

export function GameLibraryProvider(props: { library: GameLibrary; children: ReactNode }) {
  return <LibraryContext value={props.library}>{props.children}</LibraryContext>;
}

function useLibraryStore(): GameLibrary {
  const library = useContext(LibraryContext);
  if (library === null) throw new Error('GameLibraryProvider is missing.');
  return library;
}

/** Part of the library; renders again when that part changes. Select what exists, do not build. */
export function useLibrary<T>(select: (state: GameLibraryState) => T): T {
  return useStore(useLibraryStore(), select);
}

export function useLibraryActions(): GameLibraryActions {
  return useLibraryStore().getState().act;
}
