import { LabClient } from '../client/lab-client';
import type { RunSettings } from '../lab/settings';
import { DEFAULT_GAME } from '../state/game-choice';
import { createGameLibrary } from '../state/game-library';
import { browserMemory } from '../state/game-library-memory';
import { createLabStore } from '../state/lab-store';
import { DEFAULT_LANES } from '../state/lane-settings';
import { createMeasurements, fetchFresh } from '../state/measurements';
import { readDeviceParameter, readGameParameter, readViewParameter } from '../state/page-url';
import { fetchRecording, recordingOf } from '../state/recordings';
import { followGame } from './address';
import { renderPage } from './render-page';
import { applyStoredTheme } from './theme';

// The recording is waited for a moment: the ground has its colour before.
applyStoredTheme();

const { search } = window.location;

const modelsUrl = new URL('models/tiny/', document.baseURI).href;

const settings: RunSettings = {
  game: readGameParameter(search) ?? DEFAULT_GAME,
  stepBudget: 20,
  view: readViewParameter(search),
  lanes: DEFAULT_LANES,
};

/** The recorded run of the game that the page opens on; null where there is none to show. */
async function firstRecording() {
  const recording = recordingOf(settings);
  if (recording === null) return null;
  try {
    const folder = new URL('traces/', document.baseURI).href;
    // Its address changes with the file, so that a kept copy is the right one.
    const trace = await fetchRecording(folder, recording, (url) => fetch(url));
    return { trace, step: recording.step };
  } catch {
    // Without it the page waits for the models, as for any other game.
    return null;
  }
}

const recording = firstRecording();

// The worker lives outside React: a component that mounts twice must not start two.
const store = createLabStore(new LabClient(), {
  settings,
  device: readDeviceParameter(search),
  modelsUrl,
  now: () => new Date().toISOString(),
  recording,
});

const library = createGameLibrary({
  memory: browserMemory(),
  play: store.getState().act.openGameFile,
  now: () => Date.now(),
});

followGame(store, library);
store.getState().act.load();

/** What a recording may hold back the first paint, ms. */
const PATIENCE = 300;
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
void Promise.race([recording, patience]).then(() =>
  renderPage(document.body, store, library, createMeasurements(modelsUrl, fetchFresh)),
);
