import { LabClient } from '../client/lab-client';
import { createGameLibrary } from '../state/game-library';
import { browserMemory } from '../state/game-library-memory';
import { createLabStore } from '../state/lab-store';
import { readLink } from '../state/link/link-codec';
import { createMeasurements, fetchFresh } from '../state/measurements';
import { createShareStore } from '../state/share-store';
import { followAddress } from './address';
import { renderPage } from './render-page';

const { state: link, ignored, others } = readLink(window.location.search);

const modelsUrl = new URL('models/tiny/', document.baseURI).href;

// The worker lives outside React: a component that mounts twice must not start two.
const store = createLabStore(new LabClient(), {
  settings: link.settings,
  device: link.device,
  modelsUrl,
  now: () => new Date().toISOString(),
});

const library = createGameLibrary({
  memory: browserMemory(),
  play: store.getState().act.openGameFile,
  now: () => Date.now(),
});

const share = createShareStore(store, link.embed);
share.getState().act.leaveOut({ ignored, others });
void share.getState().act.openFragment(window.location.hash, link.step);
if (link.tab !== null) store.getState().act.selectTab(link.tab);
followAddress(store, library, share);
store.getState().act.load();
renderPage(document.body, store, library, createMeasurements(modelsUrl, fetchFresh), share);
