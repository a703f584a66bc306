import { describe, expect, it } from 'vitest';
import type { Request, WorkerEvent } from '../../src/client/protocol';
import { replayRun } from '../../src/lab/replay';
import type { Trace } from '../../src/lab/trace';
import { createLabStore } from '../../src/state/lab-store';
import { encodeRun } from '../../src/state/link/run-codec';
import { writeRunFile } from '../../src/state/run-files';
import { shareLink } from '../../src/state/share-link';
import { createShareStore } from '../../src/state/share-store';
import { comparedTokens } from '../../src/state/shared-run-view';
import { message, SETTINGS, SOURCE, token } from './run-fixtures';

function stage() {
  const sent: Request[] = [];
  let listen: (event: WorkerEvent) => void = () => {};
  const lab = createLabStore(
    {
      send: (request) => sent.push(request),
      onEvent: (listener) => {
        listen = listener;
        return () => {};
      },
    },
    { settings: SETTINGS, device: 'auto', modelsUrl: '/', now: () => '2026-11-25T00:00:00Z' },
  );
  const share = createShareStore(lab, false);
  return { lab, share, sent, post: (event: WorkerEvent) => listen(event) };
}

function playedTrace(): Trace {
  const lanes = ['look', 'inventory'].map((command) => ({
    message: null,
    communication: null,
    outcome: 'running' as const,
    steps: [{ command, tokens: [token()], milliseconds: 3 }],
  }));
  const settings = {
    ...SETTINGS,
    view: 'scout' as const,
    lanes: [message('latent'), message('none')],
  };
  const source = { ...SOURCE, kind: 'recorded' as const, date: '2026-11-22T23:00:00.000Z' };
  return replayRun({ settings, source, lanes });
}

describe('a run in a link', () => {
  it('is shown as it is, and nothing is asked of the worker', async () => {
    const { lab, share, sent } = stage();
    const trace = playedTrace();
    await share.getState().act.openFragment(`#run=${encodeRun(trace)}`, 0);
    expect(lab.getState().settings).toEqual(trace.settings);
    expect(lab.getState().run).toMatchObject({ phase: 'finished', error: null });
    expect(lab.getState().run.trace?.lanes[1]?.steps[0]?.command).toBe('inventory');
    expect(lab.getState().pinnedStep).toBe(0);
    expect(share.getState()).toMatchObject({ rerun: false, opening: false, problem: null });
    expect(share.getState().shared).toMatchObject({ agrees: true, from: 'link' });
    expect(sent).toEqual([]);
  });

  it('stays while the models are loaded, and is forgotten with other settings', async () => {
    const { lab, share, post } = stage();
    await share.getState().act.openFragment(`#run=${encodeRun(playedTrace())}`, null);
    const { run } = lab.getState();
    lab.getState().act.load();
    const ready = { kind: 'ready', run: 2, device: {}, manifest: {}, models: {} };
    post(ready as unknown as WorkerEvent);
    expect(lab.getState().run).toBe(run);
    expect(lab.getState().run.trace?.source.kind).toBe('recorded');
    lab.getState().act.changeSettings({ stepBudget: 50 });
    expect(share.getState().shared).toBeNull();
  });

  it('is run here from its start, and can be shown again', async () => {
    const { lab, share, sent, post } = stage();
    await share.getState().act.openFragment(`#run=${encodeRun(playedTrace())}`, null);
    lab.getState().act.load();
    post({ kind: 'ready', run: 1, device: {}, manifest: {}, models: {} } as unknown as WorkerEvent);
    share.getState().act.runHere();
    expect(sent.at(-1)).toMatchObject({ kind: 'open', settings: { game: SETTINGS.game } });
    expect(lab.getState().run.trace?.source.kind).toBe('live');
    expect(share.getState()).toMatchObject({ rerun: true });
    share.getState().act.showAgain();
    expect(lab.getState().run.trace?.source.kind).toBe('recorded');
    expect(share.getState()).toMatchObject({ rerun: false });
  });

  it('that is damaged says so and leaves the page as it is', async () => {
    const { lab, share } = stage();
    await share.getState().act.openFragment('#run=1.AAAA', null);
    expect(share.getState().problem).toEqual({ kind: 'link', fault: 'damaged' });
    expect(lab.getState().settings).toBe(SETTINGS);
  });

  it('of a game from a file waits for the file', async () => {
    const { lab, share } = stage();
    const game = 'file/x/0123456789abcdef';
    const trace = playedTrace();
    const packed = encodeRun({ ...trace, settings: { ...trace.settings, game } });
    await share.getState().act.openFragment(`#run=${packed}`, null);
    expect(share.getState()).toMatchObject({ waitsForFile: game, shared: null });
    expect(lab.getState().settings.game).toBe(game);
    lab.getState().act.changeSettings({ game: SETTINGS.game });
    expect(share.getState().waitsForFile).toBeNull();
  });
});

describe('a run in a file', () => {
  const file = (text: string, size = text.length) => ({ size, text: async () => text });

  it('is shown as it is', async () => {
    const { lab, share } = stage();
    const trace = playedTrace();
    await share.getState().act.openFile(file(writeRunFile(trace)));
    expect(lab.getState().run.trace).toEqual(trace);
    expect(share.getState().shared).toMatchObject({ agrees: null, from: 'file' });
  });

  it('is refused where it is none, or beyond the page', async () => {
    const { share } = stage();
    const trace = playedTrace();
    const long = { ...trace, settings: { ...trace.settings, stepBudget: 1e6 } };
    for (const text of ['no', '{}', writeRunFile(long), writeRunFile({ ...trace, lanes: [] })]) {
      await share.getState().act.openFile(file(text));
      expect(share.getState().problem, text.slice(0, 40)).toMatchObject({ kind: 'error' });
      expect(share.getState().shared).toBeNull();
      share.getState().act.dismissNotice();
    }
    await share.getState().act.openFile(file('', 1e9));
    expect(share.getState().problem).toEqual({ kind: 'large' });
  });
});

it('a link carries the run’s own settings, and no step without a run', () => {
  const trace = playedTrace();
  const state = {
    settings: SETTINGS,
    models: null,
    device: 'wasm',
    tab: 'message',
    pinnedStep: 1,
  } as const;
  const plain = shareLink('http://x/', { ...state, trace: null }, false);
  expect(plain).toMatch(/^http:\/\/x\/\?v=1&game=/);
  expect(plain).not.toMatch(/step=1|#/);
  const run = shareLink('http://x/', { ...state, trace }, true);
  expect(run).toMatch(
    /lane=latent&lane=none&view=scout&steps=20&step=1&device=wasm&embed=1#run=1\./,
  );
});

it('both chosen tokens have a probability in both runs, where a run lists them', () => {
  const there = token();
  const here = token({
    token: 9,
    text: ' drawer 1',
    top: [{ token: 9, text: ' drawer 1', probability: 1 }],
  });
  expect(comparedTokens(there, here)).toEqual([
    { text: ' fridge 1', there: 0.75, here: null },
    { text: ' drawer 1', there: null, here: 1 },
  ]);
});
