import { LabClient } from '../client/lab-client';
import { ownTierUrl } from '../shared/own-tiers';
import { storedDevice } from '../state/device-choice';
import { createGameLibrary } from '../state/game-library';
import { browserMemory } from '../state/game-library-memory';
import { createLabStore } from '../state/lab-store';
import { firstSpoken } from '../state/language-context';
import { readLink } from '../state/link/link-codec';
import { createMeasurements, fetchFresh } from '../state/measurements';
import { storedModels } from '../state/model-choice';
import { fetchRecording, recordingOf } from '../state/recordings';
import { createShareStore } from '../state/share-store';
import { followAddress } from './address';
import { afterFirstPaint } from './after-first-paint';
import { batchOpener } from './batch-opener';
import { keepForOffline } from './offline';
import { renderPage } from './render-page';
import { applyStoredTheme } from './theme';

// The recording is waited for a moment: the ground has its colour before.
applyStoredTheme();

const { state: link, ignored, others } = readLink(window.location.search);

const modelsUrl = new URL('models/tiny/', document.baseURI).href;

/** The recorded run of the game that the page opens on; null where there is none to show. */
async function firstRecording() {
  const recording = recordingOf(link.settings);
  if (recording === null) return null;
  try {
    const folder = new URL('traces/', document.baseURI).href;
    // Its address changes with the file, so that a kept copy is the right one.
    const trace = await fetchRecording(folder, recording, (url) => fetch(url));
    // A link may ask for other lanes.
    const asked = JSON.stringify(link.settings.lanes) === JSON.stringify(trace.settings.lanes);
    return asked ? { trace, step: recording.step } : null;
  } catch {
    // Without it the page waits for the models, as for any other game.
    return null;
  }
}

const recording = firstRecording();

// The worker lives outside React: a component that mounts twice must not start two.
const client = new LabClient();
const store = createLabStore(client, {
  settings: link.settings,
  // A link says what was used where it was made; else what the person chose here.
  device: link.device === 'auto' ? (storedDevice() ?? 'auto') : link.device,
  // Where it is what was chosen here, too, the address only repeats it.
  linked: link.device !== 'auto' && link.device !== storedDevice(),
  modelsUrl,
  chosenModels: link.models === null ? storedModels() : ownTierUrl(modelsUrl, link.models),
  now: () => new Date().toISOString(),
  recording,
});

const library = createGameLibrary({
  memory: browserMemory(),
  play: store.getState().act.openGameFile,
  now: () => Date.now(),
});

// Of the address as it was given: what follows it rewrites it.
const openBatch = batchOpener(store, client, () => client.another(), window.location.hash);

const share = createShareStore(store, link.embed);
share.getState().act.leaveOut({ ignored, others });
void share.getState().act.openFragment(window.location.hash, link.step);
if (window.location.hash.startsWith('#batch=')) store.getState().act.selectTab('batch');
else if (link.tab !== null) store.getState().act.selectTab(link.tab);
followAddress(store, library, share);
/** What a recording may hold back the first paint, ms. */
const PATIENCE = 300;
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
void Promise.all([firstSpoken(), Promise.race([recording, patience])]).then(([spoken]) => {
  const measurements = createMeasurements(modelsUrl, fetchFresh);
  renderPage(document.body, store, library, measurements, share, spoken, openBatch);
  afterFirstPaint(() => {
    store.getState().act.load();
    if (!link.embed) keepForOffline(store);
  });
});
