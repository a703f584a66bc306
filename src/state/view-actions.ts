/** What a person looks at in a run. */
import type { StoreApi } from 'zustand/vanilla';
import { wantImportance } from './analyses';
import type { LabStoreState, ViewActions } from './lab-data';
import { clockStep } from './run-view';

export function viewActions({
  getState: get,
  setState: set,
}: Pick<StoreApi<LabStoreState>, 'getState' | 'setState'>): ViewActions {
  return {
    selectStep: (step) => {
      const last = clockStep(get().run.trace?.lanes ?? []);
      set({ pinnedStep: step >= last ? null : Math.max(0, step) });
    },
    selectToken: (lane, token) => {
      set({ tokens: get().tokens.map((old, i) => (i === lane ? token : old)) });
    },
    selectTab: (tab) => set({ tab }),
    measureImportance: (wanted) => set({ run: wantImportance(get().run, wanted) }),
    selectLatentStep: (latentStep) => set({ latentStep }),
    pointAt: (pointedPlace) => set({ pointedPlace }),
    showTruth: (truthShown) => set({ truthShown }),
  };
}
