import { describe, expect, it } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import type { LaneEvent } from '../../src/lab/lane';
import { Run } from '../../src/lab/lanes';
import { senderPrompt } from '../../src/lab/opened-game';
import type { MessageSettings } from '../../src/lab/settings';
import { LabError } from '../../src/shared/errors';
import { FakeModels, type FakeScript } from './fake-models';
import { GAME, INFORMING, laneTraces, message, NEVER, outcomes, settings } from './scripted-runs';

describe('events', () => {
  async function record(
    lanes: readonly MessageSettings[],
    script: FakeScript,
    rounds: number,
  ): Promise<LaneEvent[]> {
    const events: LaneEvent[] = [];
    const run = new Run(new FakeModels(script), settings(lanes), { emit: (e) => events.push(e) });
    for (let i = 0; i < rounds; i++) await run.advance(NEVER);
    return events;
  }

  it('come in order: all lanes communicate, then all play one step of the clock together', async () => {
    const script = { thought: () => 'ab', command: () => 'hi' };
    const lanes = [message({ channel: 'none' }), message({ channel: 'text' }), message()];
    const events = await record(lanes, script, 2);
    expect(events.map(({ kind, lane }) => `${kind} ${lane}`)).toEqual([
      'message 0',
      // One thought, shown in both lanes that wait for it.
      ...['thinking 1', 'thinking 2', 'thinking 1', 'thinking 2'],
      'message 1',
      'message 2',
      ...['writing 0', 'writing 1', 'writing 2', 'writing 0', 'writing 1', 'writing 2'],
      ...['step 0', 'step 1', 'step 2'],
      ...['writing 0', 'writing 1', 'writing 2', 'writing 0', 'writing 1', 'writing 2'],
      ...['step 0', 'step 1', 'step 2'],
    ]);
    expect(events[3]).toEqual({ kind: 'thinking', lane: 1, text: 'ab', tokens: 2 });
    expect(events.filter((e) => e.kind === 'writing').map((e) => e.command)).toEqual(
      Array(2).fill(['h', 'h', 'h', 'hi', 'hi', 'hi']).flat(),
    );
  });

  it('add up to the trace', async () => {
    const events: LaneEvent[] = [];
    const lanes = [message(), message({ channel: 'none' })];
    const run = await playToEnd(new FakeModels(INFORMING), settings(lanes), NEVER, {
      emit: (event) => events.push(event),
    });
    laneTraces(run).forEach((trace, lane) => {
      const own = events.filter((event) => event.lane === lane);
      const steps = own.filter((event) => event.kind === 'step');
      expect(steps.map((event) => event.step)).toEqual(trace.steps);
      expect(steps.at(-1)?.outcome).toBe(trace.outcome);
      expect(own.find((event) => event.kind === 'message')).toMatchObject({
        message: trace.message,
        communication: trace.communication,
      });
    });
  });

  it('of a latent loop count steps and have no words', async () => {
    const events = await record([message({ compression: 'trained', k: 2 })], {}, 1);
    expect(events.filter((event) => event.kind === 'thinking')).toEqual([
      { kind: 'thinking', lane: 0, text: '', tokens: 1 },
      { kind: 'thinking', lane: 0, text: '', tokens: 2 },
    ]);
  });
});

describe('a full context', () => {
  it('of the actor ends its lane alone, after the steps that fitted', async () => {
    const intro = new Run(new FakeModels(), settings([])).intro;
    // <bos> intro <bop> <eop> <act>, then "look" and its <obs> answer <act> once and half.
    const actor = intro.length + 4 + 120;
    const models = new FakeModels({ contextLength: { actor }, thought: () => 'long'.repeat(200) });
    const events: LaneEvent[] = [];
    const lanes = [message({ channel: 'none' }), message({ channel: 'text' })];
    const run = await playToEnd(models, settings(lanes), NEVER, { emit: (e) => events.push(e) });
    const [none, text] = laneTraces(run);
    expect(none?.outcome).toBe('context-full');
    expect(none?.steps.length).toBeGreaterThan(0);
    expect(none?.steps.length).toBeLessThan(20);
    // This one has no room for its message.
    expect(text).toMatchObject({ outcome: 'context-full', communication: null, steps: [] });
    expect(events.filter((event) => event.kind === 'ended')).toEqual([
      { kind: 'ended', lane: 1, outcome: 'context-full' },
      { kind: 'ended', lane: 0, outcome: 'context-full' },
    ]);
    expect(models.alive).toBe(0);
  });

  it('of the sender ends the lanes that need its words', async () => {
    const models = new FakeModels({ contextLength: { sender: 50 } });
    const run = await playToEnd(
      models,
      settings([message(), message({ channel: 'none' })], 2),
      NEVER,
    );
    expect(outcomes(run)).toEqual(['context-full 0', 'lost 2']);
    expect(models.alive).toBe(0);
  });

  it('of the sender is met by each lane by itself: an ended one hears no more', async () => {
    const prompt = senderPrompt(GAME, 'scout').length + 2;
    const models = new FakeModels({
      contextLength: { sender: prompt + 2 },
      thought: () => 'abcdef',
    });
    const heard: string[] = [];
    const run = new Run(models, settings([message(), message({ channel: 'text' })]), {
      emit: ({ kind, lane }) => heard.push(`${kind} ${lane}`),
    });
    await run.advance(NEVER);
    const three = (...lanes: number[]) =>
      [1, 2, 3].flatMap(() => lanes.map((lane) => `thinking ${lane}`));
    expect(heard).toEqual([...three(0, 1), 'ended 0', ...three(1), 'ended 1']);
    expect(run.finished).toBe(true);
  });

  it('is the only error taken so: others end the run', async () => {
    const models = new FakeModels({
      onCall: (role) => {
        if (role === 'adapter') throw new LabError('device-lost', 'The device is gone.');
      },
    });
    await expect(playToEnd(models, settings([message()]), NEVER)).rejects.toThrow('gone');
    expect(models.alive).toBe(0);
  });
});

describe('cancelling', () => {
  it('stops before the next decoder step, wherever the run stands', async () => {
    for (const stopAt of [1, 2, 30, 60, 75, 80]) {
      const controller = new AbortController();
      let calls = 0;
      const models = new FakeModels({
        ...INFORMING,
        onCall: () => {
          if (++calls === stopAt) controller.abort();
        },
      });
      await expect(
        playToEnd(models, settings([message(), message({ channel: 'none' })]), controller.signal),
      ).rejects.toMatchObject({ name: 'AbortError' });
      expect(calls).toBe(stopAt);
      expect(models.alive).toBe(0);
    }
  });

  it('is heard when events are let in between steps', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    const models = new FakeModels({ thought: () => 'endless '.repeat(30) });
    const letEventsIn = () => new Promise<void>((resolve) => setTimeout(resolve));
    await expect(
      playToEnd(models, settings([message()]), controller.signal, { letEventsIn }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(models.calls.sender).toBeLessThan(10);
  });
});
