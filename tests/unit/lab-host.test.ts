import { describe, expect, it } from 'vitest';
import { LabError } from '../../src/shared/errors';
import { Stage } from './host-stage';
import { message } from './scripted-runs';

describe('the worker’s host', () => {
  it('loads, opens, steps and plays, with an answer to each', async () => {
    const stage = new Stage();
    await stage.load();
    expect(stage.kinds(1)).toEqual(['progress', 'ready']);
    await stage.open(2);
    expect(stage.kinds(2)).toEqual(['opened']);
    await stage.say({ kind: 'advance', run: 2 });
    expect(stage.kinds(2).filter((kind) => kind === 'step')).toHaveLength(1);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.kinds(2).filter((kind) => kind === 'step')).toHaveLength(3);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
    await stage.say({ kind: 'advance', run: 2 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
  });

  it('pauses a playing run after the step in progress', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2);
    stage.between = () => void stage.say({ kind: 'pause', run: 2 });
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.kinds(2).filter((kind) => kind === 'step')).toHaveLength(1);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: false });
  });

  it('falls silent at the next decoder step when cancelled, and frees the contexts', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [message({ channel: 'text' })]);
    let steps = 0;
    stage.between = () => {
      if (++steps === 10) void stage.say({ kind: 'cancel', run: 2 });
    };
    await stage.say({ kind: 'play', run: 2 });
    expect(steps).toBe(10);
    expect(stage.models.alive).toBe(0);
    expect(new Set(stage.kinds(2))).toEqual(new Set(['opened', 'thinking']));
  });

  it('gives a run up for the next one', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2);
    let opened: Promise<void> | undefined;
    stage.between = () => {
      opened ??= stage.open(3);
    };
    await stage.say({ kind: 'play', run: 2 });
    await opened;
    expect(stage.kinds(2)).toEqual(['opened']);
    await stage.say({ kind: 'play', run: 3 });
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 3, finished: true });
    expect(stage.models.alive).toBe(0);
  });

  it('opens only the latest of several runs asked for at once', async () => {
    const stage = new Stage();
    await stage.load();
    await Promise.all([stage.open(2), stage.open(3), stage.open(4)]);
    expect([2, 3, 4].map((run) => stage.kinds(run))).toEqual([[], [], ['opened']]);
  });

  it('says so when nothing was loaded', async () => {
    const stage = new Stage();
    await stage.open(2);
    expect(stage.events).toMatchObject([{ kind: 'failed', error: { code: 'models-missing' } }]);
  });

  it('reports a failed load; the next goes past the caches', async () => {
    const stage = new Stage();
    stage.failure = new LabError('model-truncated', 'It ended early.');
    await stage.load(1);
    expect(stage.events.at(-1)).toMatchObject({ run: 1, error: { code: 'model-truncated' } });
    stage.failure = null;
    await stage.load(2);
    await stage.load(3);
    expect(stage.loads).toEqual([false, true, false]);
    expect(stage.kinds(2)).toEqual(['progress', 'ready']);
  });

  it('releases the models that others replace', async () => {
    const stage = new Stage();
    await stage.load(1);
    await stage.load(2);
    expect(stage.released).toBe(1);
  });

  it('loads again where the GPU is lost between two requests, and the run goes on', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2);
    stage.lose('driver reset');
    await Promise.resolve();
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.kinds(2).filter((kind) => kind === 'step')).toHaveLength(3);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 2, finished: true });
    await stage.open(3);
    expect(stage.loads).toHaveLength(2);
    expect(stage.kinds(3)).toEqual(['opened']);
  });

  it('reports a fault of the program as not recoverable and goes on with the next run', async () => {
    const stage = new Stage({
      onCall: () => {
        throw new Error('broken');
      },
    });
    await stage.load();
    await stage.open(2);
    await stage.say({ kind: 'play', run: 2 });
    expect(stage.events.at(-1)).toMatchObject({
      run: 2,
      error: { code: 'internal', message: 'broken', recoverable: false },
    });
    await stage.open(3);
    expect(stage.kinds(3)).toEqual(['opened']);
  });

  it('counts the tokens of words at once, also while agents play; not without models', async () => {
    let asked = false;
    const stage = new Stage();
    await stage.say({ kind: 'count', run: 2, words: 'look' });
    expect(stage.events).toEqual([]);
    await stage.load();
    await stage.open(2);
    stage.between = () => {
      if (!asked) void stage.say({ kind: 'count', run: 2, words: 'look at it' });
      asked = true;
    };
    await stage.say({ kind: 'play', run: 2 });
    const tokens = stage.models.senderTokenizer.encode('look at it').length;
    const kinds = stage.kinds(2);
    expect(stage.events).toContainEqual({ kind: 'counted', run: 2, words: 'look at it', tokens });
    expect(kinds.indexOf('counted')).toBeLessThan(kinds.indexOf('idle'));
  });
});
