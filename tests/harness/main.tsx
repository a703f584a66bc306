/**
 * Development only: the page on made-up events. `?pace=20&fail=load&stall&device=wasm&card=0`;
 * `&lanes=full,k8,noisy,kept4,text,none,human` `&dim=256` `&tokens=250` `&old` for messages.
 */
import { batchOpener } from '../../src/app/batch-opener';
import { renderPage } from '../../src/app/render-page';
import { CHANNELS, type MessageSettings } from '../../src/lab/settings';
import { DEFAULT_GAME } from '../../src/state/game-choice';
import { createGameLibrary } from '../../src/state/game-library';
import { browserMemory } from '../../src/state/game-library-memory';
import { createLabStore } from '../../src/state/lab-store';
import { DEFAULT_LANES, fullMessage } from '../../src/state/lane-settings';
import { firstSpoken } from '../../src/state/language-context';
import { createMeasurements, type FetchText, fetchFresh } from '../../src/state/measurements';
import { createShareStore } from '../../src/state/share-store';
import { scriptedConnection } from './scripted-connection';
import { inventedCorpus } from './scripted-message';

/** `full`, `k8`, `untrained8`, `kept4`, `noisy`, or a channel. */
function readLane(name: string): MessageSettings {
  const k = Number(/\d+$/.exec(name)?.[0] ?? 8);
  const latent = fullMessage('latent');
  if (name === 'full') return latent;
  if (name === 'noisy')
    return { ...latent, perturbation: { kind: 'white-noise', strength: 1, seed: 1 } };
  if (name.startsWith('k') && !name.startsWith('kept'))
    return { ...latent, compression: 'trained', k };
  if (name.startsWith('untrained')) return { ...latent, compression: 'untrained', k };
  if (name.startsWith('kept')) return { ...latent, compression: 'kept', k };
  return fullMessage(CHANNELS.find((channel) => channel === name) ?? 'none');
}

const parameters = new URLSearchParams(location.search);
const fail = parameters.get('fail');
const dim = Number(parameters.get('dim') ?? 128);
const tokens = parameters.get('tokens');
const connection = scriptedConnection({
  pace: Number(parameters.get('pace') ?? 150),
  fail: fail === 'load' || fail === 'run' ? fail : null,
  stall: parameters.has('stall'),
  device: parameters.get('device') === 'wasm' ? 'wasm' : 'webgpu',
  message: { dim, tokens: tokens === null ? null : Number(tokens), old: parameters.has('old') },
});
const store = createLabStore(connection, {
  settings: {
    game: parameters.get('game') ?? DEFAULT_GAME,
    stepBudget: Number(parameters.get('budget') ?? 20),
    lanes: parameters.get('lanes')?.split(',').map(readLane) ?? DEFAULT_LANES,
  },
  device: 'auto',
  modelsUrl: '/models/tiny/',
  now: () => new Date().toISOString(),
});
store.getState().act.load();
const share = createShareStore(store, parameters.has('embed'));
const library = createGameLibrary({
  memory: browserMemory(),
  play: store.getState().act.openGameFile,
  now: () => Date.now(),
});
void library.getState().act.recall();
// `card=0`: a tier without measurements; else the invented ones of the fixtures.
const measured = parameters.get('card') === '0' ? '/nothing/' : '/tests/parity/fixtures/card/';
const fetchInvented: FetchText = async (url) =>
  measured !== '/nothing/' && url.includes('/corpus/')
    ? new Response(inventedCorpus(dim), { headers: { 'content-type': 'application/json' } })
    : fetchFresh(url);
void firstSpoken().then((spoken) =>
  renderPage(
    document.body,
    store,
    library,
    createMeasurements(measured, fetchInvented),
    share,
    spoken,
    batchOpener(store, connection, () => null, location.hash),
  ),
);
