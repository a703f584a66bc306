/** Development only: the page on made-up events. `?pace=20&fail=load&stall&device=wasm&card=0`. */
import { renderPage } from '../../src/app/render-page';
import { DEFAULT_GAME } from '../../src/state/game-choice';
import { createGameLibrary } from '../../src/state/game-library';
import { browserMemory } from '../../src/state/game-library-memory';
import { createLabStore } from '../../src/state/lab-store';
import { DEFAULT_LANES } from '../../src/state/lane-settings';
import { createMeasurements, fetchFresh } from '../../src/state/measurements';
import { createShareStore } from '../../src/state/share-store';
import { scriptedConnection } from './scripted-connection';

const parameters = new URLSearchParams(location.search);
const fail = parameters.get('fail');
const connection = scriptedConnection({
  pace: Number(parameters.get('pace') ?? 150),
  fail: fail === 'load' || fail === 'run' ? fail : null,
  stall: parameters.has('stall'),
  device: parameters.get('device') === 'wasm' ? 'wasm' : 'webgpu',
});
const store = createLabStore(connection, {
  settings: {
    game: parameters.get('game') ?? DEFAULT_GAME,
    stepBudget: Number(parameters.get('budget') ?? 20),
    lanes: DEFAULT_LANES,
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
renderPage(document.body, store, library, createMeasurements(measured, fetchFresh), share);
