/** A lane that cannot be made or played ends alone; the others go on. */
import { describe, expect, it } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import { Run } from '../../src/lab/lanes';
import type { MessageSettings } from '../../src/lab/settings';
import { decodeTrace, encodeTrace } from '../../src/lab/trace-codec';
import { LabError } from '../../src/shared/errors';
import { clockStep } from '../../src/state/run-view';
import { FakeModels } from './fake-models';
import { faulty, runtimeError } from './faulty-models';
import { Stage } from './host-stage';
import { INFORMING, laneTraces, message, NEVER, outcomes, settings } from './scripted-runs';

const WHOLE = message();
const NONE = message({ channel: 'none' });
/** The message has no such step: that is seen when it is written. */
const BAD_EDIT = message({ edits: [{ kind: 'remove', from: 5_000, to: 5_001 }] });
/** These models have no such K: that is seen when the run is opened. */
const BAD_LENGTH = message({ compression: 'trained', k: 3 });
const BAD_WORDS = message({ words: '' });
const BAD_GAME = message({ senderGame: 'no such game' });
const ABSENT_FILE = message({ senderGame: 'file/mine/0123456789abcdef' });
const NO_CORPUS = message({
  perturbation: { kind: 'cov-noise', scope: 'corpus', strength: 1, seed: 1 },
});

const alone = { failAlone: true };

describe('a run in which one lane cannot be played', () => {
  it.each([
    ['an edit', BAD_EDIT, 'bad-settings'],
    ['a K', BAD_LENGTH, 'bad-settings'],
    ['words', BAD_WORDS, 'bad-settings'],
    ['a game’s name', BAD_GAME, 'bad-game-name'],
    ['a file', ABSENT_FILE, 'missing-game-file'],
    ['statistics', NO_CORPUS, 'corpus-missing'],
  ])('goes on without it: %s', async (_, bad: MessageSettings, code) => {
    const run = await playToEnd(
      new FakeModels(INFORMING),
      settings([bad, WHOLE, NONE], 8),
      NEVER,
      alone,
    );
    const [failed] = laneTraces(run);
    expect(failed).toMatchObject({
      outcome: 'failed',
      failure: { code },
      message: null,
      communication: null,
      steps: [],
    });
    const without = await playToEnd(new FakeModels(INFORMING), settings([WHOLE, NONE], 8), NEVER);
    expect(outcomes(run).slice(1)).toEqual(outcomes(without));
    expect(clockStep(laneTraces(run))).toBe(8);
    const trace = run.trace({ kind: 'live', backend: 'wasm', models: {}, date: '' });
    expect(decodeTrace(encodeTrace(trace)).lanes[0]?.failure).toEqual(failed?.failure);
  });

  it('fails as a whole where no lane is left, and where it is not asked to go on', async () => {
    const lanes = settings([BAD_EDIT, BAD_WORDS], 4);
    await expect(playToEnd(new FakeModels(INFORMING), lanes, NEVER, alone)).rejects.toMatchObject({
      message: expect.stringContaining('no words to send'),
    });
    expect(() => new Run(new FakeModels(), settings([BAD_LENGTH, BAD_GAME]), alone)).toThrow(
      'Choose one of 8, 4, 2, 1.',
    );
    await expect(
      playToEnd(new FakeModels(INFORMING), settings([BAD_EDIT, NONE], 4), NEVER),
    ).rejects.toBeInstanceOf(LabError);
  });

  it('goes on without a lane that fails in the middle of its play', async () => {
    const models = new FakeModels(INFORMING);
    let calls = 0;
    const run = new Run(
      faulty(models, (kind) => {
        // Prompts and messages are read by then.
        if (kind === 'prefill' && ++calls === 7) throw new LabError('model-odd', 'It is odd.');
      }),
      settings([WHOLE, NONE], 6),
      alone,
    );
    while (!run.finished) await run.advance(NEVER);
    const ended = laneTraces(run).map(({ outcome }) => outcome);
    expect(ended.filter((outcome) => outcome === 'failed')).toHaveLength(1);
    const failed = laneTraces(run).find(({ outcome }) => outcome === 'failed');
    expect(failed?.steps.length).toBeGreaterThan(0);
    expect(failed?.message).not.toBeNull();
    run.dispose();
    expect(models.alive).toBe(0);
  });
});

describe('the host', () => {
  const last = (stage: Stage) => stage.events.at(-1);
  const ends = (stage: Stage) =>
    stage.events.flatMap((event) =>
      event.kind === 'ended' ? [`${event.lane} ${event.outcome} ${event.failure?.code}`] : [],
    );

  it('tells the lane’s error and plays the others to their end', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [WHOLE, BAD_EDIT, NONE]);
    await stage.say({ kind: 'play', run: 2 });
    expect(ends(stage)).toEqual(['1 failed bad-settings']);
    expect(stage.kinds(2)).not.toContain('failed');
    expect(last(stage)).toEqual({ kind: 'idle', run: 2, finished: true });
    expect(stage.models.alive).toBe(0);
  });

  it('tells before it says that the run is open which lanes the models cannot play', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [BAD_LENGTH, NONE]);
    expect(stage.kinds(2)).toEqual(['ended', 'opened']);
    await stage.say({ kind: 'advance', run: 2 });
    expect(last(stage)).toEqual({ kind: 'idle', run: 2, finished: false });
  });

  it('fails where no lane is left, and opens the next run', async () => {
    const stage = new Stage();
    await stage.load();
    await stage.open(2, [BAD_EDIT]);
    await stage.say({ kind: 'play', run: 2 });
    expect(last(stage)).toMatchObject({ kind: 'failed', error: { code: 'bad-settings' } });
    await stage.open(3);
    await stage.say({ kind: 'play', run: 3 });
    expect(last(stage)).toEqual({ kind: 'idle', run: 3, finished: true });
  });

  it('ends a lane whose message the runtime fails on twice, and the others go on', async () => {
    const play = async (lanes: readonly MessageSettings[], fails: boolean) => {
      const stage = new Stage();
      stage.wrap = (models) =>
        faulty(models, (kind) => {
          if (fails && kind === 'adapter') throw runtimeError();
        });
      await stage.load();
      await stage.open(2, [...lanes]);
      await stage.say({ kind: 'play', run: 2 });
      return stage;
    };
    const stage = await play([message({ channel: 'text' }), WHOLE, NONE], true);
    expect(ends(stage)).toEqual(['1 failed internal']);
    expect(stage.kinds(2).filter((kind) => kind === 'faulted')).toHaveLength(2);
    expect(stage.kinds(2)).not.toContain('failed');
    expect(last(stage)).toEqual({ kind: 'idle', run: 2, finished: true });
    const steps = stage.events.filter((event) => event.kind === 'step');
    const undisturbed = await play([message({ channel: 'text' }), NONE], false);
    expect(steps.map(({ step }) => step.command)).toEqual(
      undisturbed.events.flatMap((event) => (event.kind === 'step' ? [event.step.command] : [])),
    );
    expect(stage.models.alive).toBe(0);
  });

  it('keeps a failed lane as it is where the run goes on in another worker', async () => {
    const stage = new Stage();
    await stage.load();
    const failure = { code: 'internal', message: 'It failed.' };
    const ended = {
      settings: WHOLE,
      message: null,
      communication: null,
      steps: [],
      outcome: 'failed' as const,
      failure,
    };
    const kept = [ended, null];
    await stage.say({
      kind: 'open',
      run: 2,
      settings: settings([WHOLE, NONE], 3),
      file: null,
      kept,
    });
    await stage.say({ kind: 'play', run: 2 });
    expect(ends(stage)).toEqual([]);
    expect(last(stage)).toEqual({ kind: 'idle', run: 2, finished: true });
  });
});
