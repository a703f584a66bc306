/** The guided tour: which stop is shown, and whether it was seen. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const TOUR_STOPS = [
  'task',
  'view',
  'lanes',
  'parting',
  'message',
  'disturbance',
  'actor',
  'measured',
] as const;
export type TourStopName = (typeof TOUR_STOPS)[number];

export interface TourState {
  /** null: the tour is closed. */
  readonly at: TourStopName | null;
  readonly seen: boolean;
  start(): void;
  /** To the next or the one before of the stops that `there` has; past either end nothing happens. */
  move(by: 1 | -1, there: (stop: TourStopName) => boolean): void;
  close(): void;
}

export type Tour = StoreApi<TourState>;

/** Where it is remembered that the tour was seen. */
export interface TourMemory {
  read(): boolean;
  keep(): void;
}

const KEY = 'interlat-lab-tour-seen';

export const browserTourMemory: TourMemory = {
  read: () => {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return false;
    }
  },
  keep: () => {
    try {
      localStorage.setItem(KEY, '1');
    } catch {
      // Private windows may refuse storage: the tour is then new the next time.
    }
  },
};

export function createTour(memory: TourMemory): Tour {
  return createStore<TourState>()((set, get) => ({
    at: null,
    seen: memory.read(),
    start: () => {
      memory.keep();
      set({ at: TOUR_STOPS[0], seen: true });
    },
    move: (by, there) => {
      const { at } = get();
      if (at === null) return;
      let index = TOUR_STOPS.indexOf(at) + by;
      for (;;) {
        const stop = TOUR_STOPS[index];
        if (stop === undefined) return;
        if (there(stop)) return set({ at: stop });
        index += by;
      }
    },
    close: () => set({ at: null }),
  }));
}
