import { describe, expect, it } from 'vitest';
import { conditionId } from '../../src/lab/batch-condition';
import { orderedLines } from '../../src/lab/batch-file';
import { type BatchLine, lineKey } from '../../src/lab/batch-line';
import { plannedEpisodes, runBatch } from '../../src/lab/batch-runner';
import type { BatchSettings, Shard } from '../../src/lab/batch-settings';
import { plannedGames } from '../../src/lab/batch-settings';
import { evaluateGames } from '../../src/lab/evaluation';
import { LabError } from '../../src/shared/errors';
import {
  batchSettings,
  CROSS,
  HALF,
  knowingScript,
  LATENT,
  NONE,
  TEXT,
  timeless,
} from './batch-fixtures';
import { FakeModels, type FakeScript } from './fake-models';
import { NEVER } from './scripted-runs';

const SETTINGS = batchSettings();

async function play(
  settings: BatchSettings,
  change: Partial<Parameters<typeof runBatch>[2]> = {},
  models = new FakeModels(knowingScript(settings)),
): Promise<BatchLine[]> {
  const lines: BatchLine[] = [];
  await runBatch(models, settings, {
    concurrency: 1,
    signal: NEVER,
    onLine: (line) => lines.push(line),
    ...change,
  });
  expect(models.alive).toBe(0);
  return lines;
}

describe('runBatch', () => {
  it('plays every game in every condition, game by game', async () => {
    const lines = await play(SETTINGS);
    const games = plannedGames(SETTINGS);
    expect(lines.map(lineKey)).toEqual(
      games.flatMap(({ name }) =>
        SETTINGS.conditions.map((one) => lineKey({ condition: conditionId(one), game: name })),
      ),
    );
    expect(plannedEpisodes(SETTINGS)).toBe(lines.length);
    const outcomes = new Set(lines.map(({ condition, outcome }) => `${condition} ${outcome}`));
    expect(outcomes).toEqual(new Set(['scout/none lost', 'scout/text won', 'scout/latent won']));
  });

  it('plays as one game after the other does', async () => {
    const [game] = plannedGames(SETTINGS);
    if (!game) throw new Error('No game.');
    const models = new FakeModels(knowingScript(SETTINGS));
    const source = { kind: 'live', backend: 'fake', models: {}, date: '' } as const;
    const options = { stepBudget: SETTINGS.stepBudget, signal: NEVER, source };
    const [alone] = await evaluateGames(models, [game], TEXT, options);
    const [, inBatch] = await play(SETTINGS);
    const { communicationMs, ...rest } = alone ?? {};
    expect(inBatch).toMatchObject(rest);
    const parts = Object.values(inBatch?.times?.communication ?? {});
    expect(parts).toHaveLength(4);
    expect(communicationMs).toBeGreaterThan(0);
  });

  it('reads exploration from the trace', async () => {
    const [none, text] = await play(SETTINGS);
    // `look` and `jump` in turns: two commands that are new, the rest repeats.
    expect(none).toMatchObject({ receptacles: 0, repeated: 10, inadmissible: 6, steps: 12 });
    expect(text?.receptacles).toBeGreaterThan(1);
    expect(text).toMatchObject({ inadmissible: 0, failure: null, split: 'dev' });
  });

  it.each([1, 3, 8])('gives the same lines with %i games in flight', async (concurrency) => {
    const alone = await play(SETTINGS);
    const together = await play(SETTINGS, { concurrency });
    expect(orderedLines(SETTINGS, together).map(timeless)).toEqual(alone.map(timeless));
  });

  it('generates a message once for all conditions that send it or a part of it', async () => {
    const conditions = [TEXT, LATENT, HALF].map((message) => ({ view: 'scout', message }) as const);
    const settings = batchSettings({ conditions });
    const models = new FakeModels(knowingScript(settings));
    await play(settings, {}, models);
    expect(models.started.sender).toBe(4);
    const both = batchSettings({
      conditions: (['scout', 'planner'] as const).map((view) => ({ view, message: TEXT })),
    });
    const of2 = new FakeModels(knowingScript(both));
    await play(both, {}, of2);
    expect(of2.started.sender).toBe(8);
  });

  it('takes another game’s message from where that was written for its own game', async () => {
    const conditions = [LATENT, CROSS].map((message) => ({ view: 'scout', message }) as const);
    const games = { ...SETTINGS.games, games: 64 } as BatchSettings['games'];
    const settings = batchSettings({ conditions, games, stepBudget: 1 });
    const models = new FakeModels(knowingScript(settings));
    await play(settings, {}, models);
    // Each of a block of 64 is sent twice, and written once.
    expect(models.started.sender).toBe(64);
  });

  it('counts a failed episode and goes on', async () => {
    const script = knowingScript(SETTINGS);
    const failing: FakeScript = {
      ...script,
      command: (view) => {
        if (view.words === '') throw new LabError('broken', 'It broke.');
        return script.command?.(view) ?? 'look';
      },
    };
    const lines = await play(SETTINGS, {}, new FakeModels(failing));
    expect(lines).toHaveLength(12);
    const failed = lines.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(4);
    expect(failed[0]).toMatchObject({
      condition: 'scout/none',
      failure: { code: 'broken', message: 'It broke.' },
      steps: 0,
    });
  });

  it('goes on where it was stopped', async () => {
    const abort = new AbortController();
    const before: BatchLine[] = [];
    const stopped = play(SETTINGS, {
      concurrency: 2,
      signal: abort.signal,
      onLine: (line) => {
        before.push(line);
        if (before.length === 5) abort.abort();
      },
    });
    await expect(stopped).rejects.toThrow('abort');
    // An episode that had made its last step counts.
    expect(before.length - 5).toBeLessThanOrEqual(1);
    const after = await play(SETTINGS, { done: new Set(before.map(lineKey)) });
    expect(after).toHaveLength(12 - before.length);
    const all = orderedLines(SETTINGS, [...before, ...after]).map(timeless);
    expect(all).toEqual((await play(SETTINGS)).map(timeless));
  });

  it('stops at the next decoder step and frees what it holds', async () => {
    const abort = new AbortController();
    let steps = 0;
    const models = new FakeModels({
      ...knowingScript(SETTINGS),
      onCall: () => {
        if (++steps === 9) abort.abort(new Error('enough'));
      },
    });
    await expect(play(SETTINGS, { signal: abort.signal, concurrency: 3 }, models)).rejects.toThrow(
      'enough',
    );
    expect(models.alive).toBe(0);
    expect(steps).toBeLessThan(13);
  });

  it('lets events in once for all games in flight', async () => {
    let turns = 0;
    let steps = 0;
    const script = { ...knowingScript(SETTINGS), onCall: () => steps++ };
    await play(
      SETTINGS,
      {
        concurrency: 4,
        letEventsIn: async () => {
          turns++;
        },
      },
      new FakeModels(script),
    );
    // Without sharing there are as many turns as decoder steps.
    expect(turns).toBeLessThan(0.7 * steps);
  });

  it('refuses settings that cannot be played before it plays', async () => {
    const settings = batchSettings({ conditions: [] });
    await expect(play(settings)).rejects.toMatchObject({ code: 'bad-settings' });
  });

  it('plays one shard', async () => {
    const of = 3;
    const shard = (index: number): Shard => ({ index, of });
    const parts = await Promise.all(
      [0, 1, 2].map((index) => play(SETTINGS, { shard: shard(index) })),
    );
    expect(parts.map(({ length }) => length)).toEqual([3, 3, 6]);
    const all = orderedLines(SETTINGS, parts.flat()).map(timeless);
    expect(all).toEqual((await play(SETTINGS)).map(timeless));
  });

  it('knows the rank of the truth where the sender has several reports', async () => {
    const conditions = [NONE, TEXT].map((message) => ({ view: 'uncertain', message }) as const);
    const lines = await play(batchSettings({ conditions }));
    for (const { truthRank } of lines) expect([0, 1, 2]).toContain(truthRank);
    const [certain] = await play(SETTINGS);
    expect(certain).toMatchObject({ truthRank: null, secondToCandidate: null });
  });
});
