import { describe, expect, it } from 'vitest';
import { RecentMap, writtenOnce } from '../../src/lab/sender-work';
import { Stage } from './host-stage';
import { message, settings } from './scripted-runs';

const noise = (seed: number) =>
  message({ perturbation: { kind: 'white-noise', strength: 1, seed } });

async function played(
  stage: Stage,
  run: number,
  lanes: Parameters<typeof settings>[0],
  change = {},
) {
  const whole = { ...settings(lanes, 3), ...change };
  await stage.say({ kind: 'open', run, settings: whole, file: null });
  await stage.say({ kind: 'play', run });
}

describe('what the sender has written', () => {
  it('is not written again for another message about the same game', async () => {
    const stage = new Stage();
    await stage.load();
    await played(stage, 2, [message({ channel: 'text' }), message({ compression: 'trained' })]);
    const { calls } = stage.models;
    const before = { ...calls };
    expect(before.sender).toBeGreaterThan(0);
    await played(stage, 3, [noise(1), message({ compression: 'trained' })]);
    expect(calls.sender).toBe(before.sender);
    expect(calls['sender-compressed']).toBe(before['sender-compressed']);
    expect(calls.actor).toBeGreaterThan(before.actor);
    const [first, second] = [2, 3].map((run) =>
      stage.events.find((event) => event.kind === 'message' && event.run === run),
    );
    expect(first?.kind === 'message' && first.message.chainOfThought).toEqual(
      second?.kind === 'message' && second.message.chainOfThought,
    );
  });

  it('is written again for another view, another draw, or other models', async () => {
    const stage = new Stage();
    await stage.load();
    const calls = () => stage.models.calls.sender;
    const lanes = [message({ channel: 'text' })];
    const counts = [];
    const sampling = { temperature: 1, topP: 1, seed: 1 };
    for (const change of [
      {},
      { view: 'planner' },
      { sampling },
      { sampling: { ...sampling, seed: 2 } },
      {},
    ]) {
      const before = calls();
      await played(stage, 10 + counts.length, lanes, change);
      counts.push(calls() > before);
    }
    expect(counts).toEqual([true, true, true, true, false]);
    await stage.load(20);
    const before = calls();
    await played(stage, 21, lanes);
    expect(calls()).toBeGreaterThan(before);
  });
});

describe('writtenOnce', () => {
  it('writes once for all who ask at the same time; who waited for one that failed writes itself', async () => {
    const kept = new RecentMap<number>(8);
    const writing = new Map<string, Promise<void>>();
    let calls = 0;
    const write = (fails: boolean) => async () => {
      calls++;
      await Promise.resolve();
      if (fails) throw new Error('given up');
      return 7;
    };
    const ask = (fails = false) => writtenOnce(kept, writing, 'a', write(fails));
    expect(await Promise.allSettled([ask(true), ask(), ask()])).toMatchObject([
      { status: 'rejected', reason: { message: 'given up' } },
      { status: 'fulfilled', value: 7 },
      { status: 'fulfilled', value: 7 },
    ]);
    expect(calls).toBe(2);
    expect(await ask()).toBe(7);
    expect(calls).toBe(2);
    expect(writing.size).toBe(0);
  });
});

describe('a lane that is kept', () => {
  it('is not played again, and the run ends with it', async () => {
    const stage = new Stage();
    await stage.load();
    const lanes = [message({ channel: 'text' }), message({ channel: 'none' })];
    await played(stage, 2, lanes);
    const steps = stage.events.flatMap((event) =>
      event.kind === 'step' && event.lane === 1 ? [event] : [],
    );
    const none = {
      settings: lanes[1] ?? message(),
      message: null,
      communication: null,
      steps: steps.map(({ step }) => step),
      outcome: steps.at(-1)?.outcome ?? ('running' as const),
    };
    expect(none.outcome).toBe('lost');
    await stage.say({
      kind: 'open',
      run: 3,
      settings: settings(lanes, 3),
      file: null,
      kept: [null, none],
    });
    await stage.say({ kind: 'play', run: 3 });
    const again = stage.events.filter(({ run, kind }) => run === 3 && kind === 'step');
    expect(again.map((event) => 'lane' in event && event.lane)).toEqual([0, 0, 0]);
    expect(stage.events.at(-1)).toEqual({ kind: 'idle', run: 3, finished: true });
  });

  it('goes on for a person from the last command', async () => {
    const stage = new Stage();
    const lanes = [message({ channel: 'human' })];
    const open = { kind: 'open', settings: settings(lanes), file: null } as const;
    await stage.say({ ...open, run: 1 });
    await stage.say({ kind: 'command', run: 1, lane: 0, command: 'go to fridge 1' });
    const [first] = stage.events.flatMap((event) => (event.kind === 'step' ? [event.step] : []));
    const kept = {
      settings: lanes[0] ?? message(),
      message: null,
      communication: null,
      steps: first ? [first] : [],
      outcome: 'running' as const,
    };
    await stage.say({ ...open, run: 2, kept: [kept] });
    await stage.say({ kind: 'command', run: 2, lane: 0, command: 'open fridge 1' });
    const last = stage.events.findLast(({ kind, run }) => kind === 'step' && run === 2);
    expect(last?.kind === 'step' && last.step.observation).toContain('You open the fridge 1');
  });
});

it('a recent map forgets what was not used for longest', () => {
  const map = new RecentMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  expect(map.get('a')).toBe(1);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
});
