import { describe, expect, it, vi } from 'vitest';
import { float32ToBase64 } from '../../src/shared/base64';
import { createMeasurements, type FetchText, type Measured } from '../../src/state/measurements';
import { ENGLISH } from '../../src/words/english/english';
import { cardText } from './card-fixtures';

/** Why a file is not there, in English. */
const fault = (measured: Measured<unknown> | undefined): string =>
  measured?.kind === 'failed' ? measured.said(ENGLISH) : '';

type Answer = { status?: number; type?: string; text?: string };

/** Answers by file; a file that is not named is not there. */
function serve(files: Record<string, Answer>): FetchText {
  return async (url) => {
    const {
      status = 200,
      type = 'application/json',
      text = '',
    } = files[url.split('/').at(-1) ?? ''] ?? { status: 404 };
    return {
      ok: status < 400,
      status,
      headers: new Headers({ 'content-type': type }),
      text: async () => text,
    };
  };
}

async function loaded(fetchText: FetchText) {
  const measurements = createMeasurements('models/tiny/', fetchText);
  measurements.getState().load();
  await vi.waitFor(() => {
    const { card, ablations, curves } = measurements.getState();
    expect([card, ablations, curves].map(({ kind }) => kind)).not.toContain('loading');
  });
  return measurements;
}

describe('measurements', () => {
  it('are asked for once, where something shows them', async () => {
    const fetchText = vi.fn(
      serve({
        'card.json': { text: cardText('card') },
        'curves.json': { text: cardText('curves') },
      }),
    );
    const measurements = await loaded(fetchText);
    measurements.getState().load();
    expect(fetchText.mock.calls.flat()).toEqual(
      ['card', 'ablations', 'curves'].map((name) => `models/tiny/${name}.json`),
    );
    expect(measurements.getState().card.kind).toBe('present');
    expect(measurements.getState().ablations).toEqual({ kind: 'absent' });
  });

  it('say what is wrong with a file, and are read again when asked', async () => {
    const files: Record<string, Answer> = {
      'card.json': { text: '{"models": {}}' },
      'ablations.json': { text: 'not JSON' },
      'curves.json': { status: 503 },
    };
    const measurements = await loaded((url) => serve(files)(url));
    const { card, ablations, curves, load } = measurements.getState();
    expect(fault(card)).toContain('at backend');
    expect(fault(ablations)).toBe('ablations.json is not JSON.');
    expect(fault(curves)).toBe('curves.json: the server answered 503.');
    files['curves.json'] = { text: cardText('curves') };
    load();
    await vi.waitFor(() => expect(measurements.getState().curves.kind).toBe('present'));
  });

  it('take a start page for no file, and a lost connection for what it is', async () => {
    const page = await loaded(async () => ({
      ...(await serve({})('')),
      ...{ ok: true, status: 200, headers: new Headers({ 'content-type': 'text/html' }) },
    }));
    expect(page.getState().card).toEqual({ kind: 'absent' });
    const lost = await loaded(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(fault(lost.getState().card)).toBe(
      'card.json could not be fetched. Check the connection.',
    );
  });

  describe('the map of a view’s messages', () => {
    const thoughts = {
      messages: 2,
      rows: 9,
      mean: float32ToBase64(Float32Array.of(0.5, 0.25)),
      covariance: 'passed over',
    };
    const corpus = {
      models: { 'sender.onnx': 'abc' },
      thoughts,
      map: {
        components: float32ToBase64(Float32Array.of(1, 0, 0, 1)),
        explained: [0.4, 0.2],
        messages: [{ game: 'g', taskType: 'look_at_obj_in_light', mean: [1, 2], rows: [1, 2] }],
      },
    };

    async function read(text: string) {
      const fetchText = vi.fn(serve({ 'scout.json': { text } }));
      const measurements = createMeasurements('models/tiny/', fetchText);
      measurements.getState().loadCorpus('scout');
      measurements.getState().loadCorpus('planner');
      await vi.waitFor(() => {
        const kinds = Object.values(measurements.getState().corpora).map(({ kind }) => kind);
        expect(kinds).not.toContain('loading');
      });
      measurements.getState().loadCorpus('planner');
      return { fetchText, corpora: measurements.getState().corpora };
    }

    it('is read once a view', async () => {
      const { fetchText, corpora } = await read(JSON.stringify(corpus));
      expect(fetchText.mock.calls.flat()).toEqual([
        'models/tiny/corpus/scout.json',
        'models/tiny/corpus/planner.json',
      ]);
      expect(corpora.planner).toEqual({ kind: 'absent' });
      expect(corpora.scout).toMatchObject({
        kind: 'present',
        data: {
          models: ['abc'],
          mean: Float32Array.of(0.5, 0.25),
          games: [{ task: 'look_at_obj_in_light', mean: [1, 2] }],
        },
      });
    });

    it('says where a file is not as expected', async () => {
      const { corpora } = await read(
        JSON.stringify({ ...corpus, thoughts: { ...thoughts, mean: corpus.map.components } }),
      );
      expect(fault(corpora.scout)).toContain('2 × dim');
      const spoilt = await read(
        JSON.stringify({ ...corpus, thoughts: { ...thoughts, mean: '!' } }),
      );
      expect(fault(spoilt.corpora.scout)).toContain('at thoughts.mean: Not base64');
    });
  });
});
