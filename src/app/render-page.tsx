import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { BatchProvider, type OpenBatch } from '../state/batch-context';
import type { GameLibrary } from '../state/game-library';
import { GameLibraryProvider } from '../state/game-library-context';
import { LabProvider } from '../state/lab-context';
import type { LabStore } from '../state/lab-data';
import { LanguageProvider, type Spoken } from '../state/language-context';
import type { Measurements } from '../state/measurements';
import { MeasurementsProvider } from '../state/measurements-context';
import { ShareProvider } from '../state/share-context';
import type { ShareStore } from '../state/share-store';
import { App } from './app';
import './styles/index.css';
import { applyStoredTheme, printInLight } from './theme';

/** Draws the page of these stores into the element's `#root`. */
export function renderPage(
  body: HTMLElement,
  store: LabStore,
  library: GameLibrary,
  measurements: Measurements,
  share: ShareStore,
  spoken: Spoken,
  batch: OpenBatch,
): void {
  applyStoredTheme();
  printInLight();
  const root = body.querySelector('#root');
  if (root === null) throw new Error('The page has no #root.');
  const page = (
    <StrictMode>
      <LabProvider store={store}>
        <GameLibraryProvider library={library}>
          <MeasurementsProvider measurements={measurements}>
            <LanguageProvider first={spoken}>
              <ShareProvider store={share}>
                <BatchProvider open={batch}>
                  <App />
                </BatchProvider>
              </ShareProvider>
            </LanguageProvider>
          </MeasurementsProvider>
        </GameLibraryProvider>
      </LabProvider>
    </StrictMode>
  );
  // In pieces, so that nothing waits for the whole of it.
  startTransition(() => createRoot(root).render(page));
}
