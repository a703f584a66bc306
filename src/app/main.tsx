import { LabClient } from '../client/lab-client';
import { DEFAULT_GAME } from '../state/game-choice';
import { createLabStore } from '../state/lab-store';
import { DEFAULT_LANES } from '../state/lane-settings';
import { readDeviceParameter, readGameParameter, withChoices } from '../state/page-url';
import { renderPage } from './render-page';

const { search } = window.location;

// The worker lives outside React: a component that mounts twice must not start two.
const store = createLabStore(new LabClient(), {
  settings: {
    game: readGameParameter(search) ?? DEFAULT_GAME,
    stepBudget: 20,
    lanes: DEFAULT_LANES,
  },
  device: readDeviceParameter(search),
  modelsUrl: new URL('models/tiny/', document.baseURI).href,
  now: () => new Date().toISOString(),
});

store.subscribe(({ settings: { game }, device }, before) => {
  if (game === before.settings.game && device === before.device) return;
  history.replaceState(null, '', withChoices(window.location.search, game, device));
});

store.getState().act.load();
renderPage(document.body, store);
