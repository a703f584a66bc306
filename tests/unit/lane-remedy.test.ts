import { describe, expect, it } from 'vitest';
import type { MessageSettings } from '../../src/lab/settings';
import { lastLane, remedyOf } from '../../src/state/lane-remedy';
import { EMPTY_RUN } from '../../src/state/run-store';
import { opened } from './fake-worker';
import { lane, message, SETTINGS, SOURCE, step } from './run-fixtures';

const TRAINED = [8, 4, 2, 1];
const latent = (change: Partial<MessageSettings>): MessageSettings => message('latent', change);
const refused = { code: 'bad-settings' };

describe('what is offered for a lane that failed', () => {
  it.each([
    ['undo', latent({ edits: [{ kind: 'remove', from: 900, to: 901 }] }), refused, latent({})],
    ['undo', latent({ words: '' }), refused, latent({})],
    ['undo', latent({ senderGame: 'x' }), { code: 'bad-game-name' }, latent({})],
    [
      'length',
      latent({ compression: 'trained', k: 3 }),
      refused,
      latent({ compression: 'trained', k: 4 }),
    ],
    ['full', latent({ compression: 'kept', k: 0 }), refused, latent({ k: 0 })],
    ['again', latent({}), { code: 'internal' }, latent({})],
    ['again', latent({ words: 'go' }), { code: 'model-unreachable' }, latent({ words: 'go' })],
  ] as const)('%s', (kind, settings, failure, mended) => {
    const remedy = remedyOf(settings, failure, TRAINED);
    expect(remedy).toEqual({ kind, settings: mended });
    // The store plays a lane again whose settings are another object.
    expect(remedy.settings).not.toBe(settings);
  });

  it('is the message’s own statistics where there are no others', () => {
    const noise = { kind: 'cov-noise', scope: 'corpus', strength: 1, seed: 2 } as const;
    const remedy = remedyOf(latent({ perturbation: noise }), { code: 'corpus-missing' }, TRAINED);
    expect(remedy.kind).toBe('own-statistics');
    expect(remedy.settings.perturbation).toEqual({ ...noise, scope: 'message' });
  });
});

describe('a failed lane in the store', () => {
  const failure = { code: 'internal', message: 'It failed.' };

  it('has its error, leaves the clock to the others and is played again with its remedy', () => {
    const { worker, store, act } = opened();
    act.play();
    worker.say({ kind: 'ended', lane: 0, outcome: 'failed', failure });
    for (const other of [1, 2]) worker.step(other, 'look');
    expect(store.getState().run.trace?.lanes[0]).toMatchObject({ outcome: 'failed', failure });
    for (const other of [1, 2]) {
      worker.say({ kind: 'step', lane: other, step: step('look'), outcome: 'lost' });
    }
    worker.say({ kind: 'idle', finished: true });
    const lanes = store.getState().run.trace?.lanes ?? [];
    expect(store.getState().run.phase).toBe('finished');
    act.changeLane(0, remedyOf(message('latent'), failure, TRAINED).settings);
    expect(worker.last).toMatchObject({ kind: 'open', kept: [null, lanes[1], lanes[2]] });
    worker.open();
    expect(worker.last?.kind).toBe('play');
  });

  it('before the run is open leaves the others to play', () => {
    const { worker, store, act } = opened();
    act.changeLane(2, message('none'));
    worker.say({ kind: 'ended', lane: 0, outcome: 'failed', failure });
    worker.open();
    expect(store.getState().run.phase).toBe('waiting');
    expect(store.getState().run.trace?.lanes.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'running',
      'running',
    ]);
  });

  it('is mended last where the run failed with it', () => {
    const failed = lane([], { outcome: 'failed', failure });
    const trace = {
      version: 2,
      settings: SETTINGS,
      source: SOURCE,
      intro: '',
      task: '',
      house: { places: [], start: null },
      admissibleCommands: [],
    } as const;
    const run = (lanes: readonly ReturnType<typeof lane>[]) =>
      lastLane({ ...EMPTY_RUN, phase: 'failed', trace: { ...trace, lanes } });
    expect(run([failed, lane([])])).toBe(1);
    expect(run([lane([])])).toBe(0);
    expect(run([lane([]), lane([])])).toBeNull();
    expect(lastLane({ ...EMPTY_RUN, trace: { ...trace, lanes: [lane([])] } })).toBeNull();
  });
});
