import { describe, expect, it, vi } from 'vitest';
import { createMeasurements, type FetchText } from '../../src/state/measurements';
import { cardText } from './card-fixtures';

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
    expect(card).toMatchObject({ kind: 'failed', message: expect.stringContaining('at backend') });
    expect(ablations).toEqual({ kind: 'failed', message: 'ablations.json is not JSON.' });
    expect(curves).toEqual({ kind: 'failed', message: 'curves.json: the server answered 503.' });
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
    expect(lost.getState().card).toEqual({
      kind: 'failed',
      message: 'card.json could not be fetched. Check the connection.',
    });
  });
});
