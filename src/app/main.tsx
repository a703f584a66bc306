import { LabClient } from '../client/lab-client';
import { DEFAULT_GAME } from '../state/game-choice';
import { createGameLibrary } from '../state/game-library';
import { browserMemory } from '../state/game-library-memory';
import { createLabStore } from '../state/lab-store';
import { DEFAULT_LANES } from '../state/lane-settings';
import { createMeasurements, fetchFresh } from '../state/measurements';
import { readDeviceParameter, readGameParameter, readViewParameter } from '../state/page-url';
import { followGame } from './address';
import { renderPage } from './render-page';

const { search } = window.location;

const modelsUrl = new URL('models/tiny/', document.baseURI).href;

// The worker lives outside React: a component that mounts twice must not start two.
const store = createLabStore(new LabClient(), {
  settings: {
    game: readGameParameter(search) ?? DEFAULT_GAME,
    stepBudget: 20,
    view: readViewParameter(search),
    lanes: DEFAULT_LANES,
  },
  device: readDeviceParameter(search),
  modelsUrl,
  now: () => new Date().toISOString(),
});

const library = createGameLibrary({
  memory: browserMemory(),
  play: store.getState().act.openGameFile,
  now: () => Date.now(),
});

followGame(store, library);
store.getState().act.load();
renderPage(document.body, store, library, createMeasurements(modelsUrl, fetchFresh));
