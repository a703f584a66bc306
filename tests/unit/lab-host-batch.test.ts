import { describe, expect, it } from 'vitest';
import type { LabRequest } from '../../src/client/protocol';
import { lineKey } from '../../src/lab/batch-line';
import { batchSettings, knowingScript } from './batch-fixtures';
import { Stage } from './host-stage';

const BATCH = 1_000_000;
const SETTINGS = batchSettings({
  games: { ...batchSettings().games, games: 2 } as ReturnType<typeof batchSettings>['games'],
});

const batch = (change: Partial<Extract<LabRequest, { kind: 'batch' }>> = {}): LabRequest => ({
  kind: 'batch',
  run: BATCH,
  settings: SETTINGS,
  done: [],
  files: [],
  concurrency: 2,
  ...change,
});

/** What was played, without its times. */
const lines = (stage: Stage, run: number): unknown[] =>
  stage.events
    .flatMap((event) => (event.kind === 'batch-line' && event.run === run ? [event.line] : []))
    .map(({ times: _, ...line }) => line)
    .sort((one, other) => (lineKey(one) < lineKey(other) ? -1 : 1));

async function loaded(): Promise<Stage> {
  const stage = new Stage(knowingScript(SETTINGS));
  await stage.load();
  return stage;
}

describe('a batch in the worker', () => {
  it('posts a line an episode, then that it is complete', async () => {
    const stage = await loaded();
    await stage.say(batch());
    const kinds = stage.kinds(BATCH);
    expect(kinds.filter((kind) => kind === 'batch-line')).toHaveLength(6);
    expect(stage.events.at(-1)).toEqual({ kind: 'batch-ended', run: BATCH, complete: true });
    expect(stage.models.alive).toBe(0);
  });

  it('stops when asked to, and goes on with what is left', async () => {
    const stage = await loaded();
    let lines = 0;
    stage.between = () => {
      lines = stage.kinds(BATCH).filter((kind) => kind === 'batch-line').length;
      if (lines === 2) void stage.say({ kind: 'stop-batch', run: BATCH });
    };
    await stage.say(batch());
    expect(stage.events.at(-1)).toEqual({ kind: 'batch-ended', run: BATCH, complete: false });
    expect(stage.models.alive).toBe(0);
    stage.between = () => {};
    const done = stage.events.flatMap((event) =>
      event.kind === 'batch-line' ? [lineKey(event.line)] : [],
    );
    await stage.say(batch({ run: BATCH + 1, done }));
    const kinds = stage.kinds(BATCH + 1);
    expect(kinds).toHaveLength(6 - done.length + 1);
    expect(kinds.at(-1)).toBe('batch-ended');
  });

  it('waits while a run decodes, and goes on after it', async () => {
    const stage = await loaded();
    await stage.open(2);
    let asked: Promise<void> | undefined;
    let linesBefore = -1;
    const lines = (): number => stage.kinds(BATCH).filter((kind) => kind === 'batch-line').length;
    stage.between = () => {
      if (lines() === 1 && !asked) {
        linesBefore = lines();
        asked = stage.say({ kind: 'play', run: 2 }).then(() => {
          // A game in flight may have been behind its last decoder step.
          expect(lines() - linesBefore).toBeLessThanOrEqual(2);
        });
      }
    };
    await stage.say(batch());
    await asked;
    expect(stage.events).toContainEqual({ kind: 'idle', run: 2, finished: true });
    expect(lines()).toBe(6);
  });

  it('ends when other models are loaded, before the old ones are released', async () => {
    const stage = await loaded();
    let reload: Promise<void> | undefined;
    let aliveAtRelease = -1;
    stage.between = () => {
      reload ??= stage.load(7);
    };
    const ended = stage.say(batch());
    await ended;
    await reload;
    aliveAtRelease = stage.models.alive;
    expect(stage.kinds(7)).toContain('ready');
    expect(stage.released).toBe(1);
    expect(aliveAtRelease).toBe(0);
    expect(stage.events).toContainEqual({ kind: 'batch-ended', run: BATCH, complete: false });
  });

  it('plays the games in flight again when the device is lost', async () => {
    const stage = await loaded();
    await stage.say(batch());
    const undisturbed = lines(stage, BATCH);
    let turns = 0;
    stage.between = () => {
      turns += 1;
      if (turns === 40) stage.lose('unplugged');
    };
    await stage.say(batch({ run: BATCH + 1 }));
    expect(stage.loads).toHaveLength(2);
    expect(stage.events.at(-1)).toMatchObject({ kind: 'batch-ended', complete: true });
    expect(lines(stage, BATCH + 1)).toEqual(undisturbed);
    expect(undisturbed).toHaveLength(6);
  });

  it('refuses settings that these models cannot play, and a batch without models', async () => {
    const stage = await loaded();
    await stage.say(batch({ settings: batchSettings({ conditions: [] }) }));
    expect(stage.events.at(-1)).toMatchObject({ error: { code: 'bad-settings' } });
    const empty = new Stage();
    await empty.say(batch());
    expect(empty.events.at(-1)).toMatchObject({
      kind: 'batch-failed',
      error: { code: 'models-missing' },
    });
  });

  it('gives way to another batch', async () => {
    const stage = await loaded();
    let second: Promise<void> | undefined;
    stage.between = () => {
      second ??= stage.say(batch({ run: BATCH + 1 }));
    };
    await stage.say(batch());
    await second;
    expect(stage.kinds(BATCH).at(-1)).toBe('batch-ended');
    expect(stage.events.at(-1)).toEqual({ kind: 'batch-ended', run: BATCH + 1, complete: true });
    expect(stage.events.some((event) => event.kind === 'failed')).toBe(false);
  });
});
