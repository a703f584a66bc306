import { describe, expect, it } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import { Run } from '../../src/lab/lanes';
import { crossTaskPartner, senderPrompt } from '../../src/lab/opened-game';
import type { MessageTrace } from '../../src/lab/trace';
import { contextSize } from '../../src/state/message-sizes';
import { type ActorView, DIM, DURATION, FakeModels } from './fake-models';
import {
  GAME,
  INFORMING,
  laneTraces,
  message,
  NEVER,
  outcomes,
  settings,
  taskOf,
  WINNING,
} from './scripted-runs';

function messages(run: Run): MessageTrace[] {
  return laneTraces(run).map((lane) => lane.message as MessageTrace);
}

describe('a run', () => {
  it('plays lanes to their ends: the message decides', async () => {
    const models = new FakeModels(INFORMING);
    const lanes = [
      message(),
      message({ channel: 'text' }),
      message({ channel: 'none' }),
      message({ perturbation: { kind: 'cross-task', seed: 1 } }),
    ];
    const run = await playToEnd(models, settings(lanes, 12), NEVER);
    const won = `won ${WINNING.length}`;
    expect(outcomes(run)).toEqual([won, won, 'lost 12', 'lost 12']);
    expect(laneTraces(run)[0]?.steps.map((step) => step.command)).toEqual(WINNING);
    expect(laneTraces(run)[0]?.steps.at(-1)?.won).toBe(true);
    // Each is admissible where the one before has led.
    expect(laneTraces(run)[0]?.steps.every((step) => step.admissible)).toBe(true);
    expect(models.alive).toBe(0);
  });

  it('tells the actor what happened, turn by turn, without the last observation', async () => {
    const views: ActorView[] = [];
    const models = new FakeModels({
      command: (view) => {
        views.push(view);
        return ['look', 'inventory', 'dance'][view.turns.length] ?? 'look';
      },
    });
    const run = await playToEnd(models, settings([message({ channel: 'none' })], 3), NEVER);
    const [lane] = laneTraces(run);
    expect(views.at(-1)?.intro).toBe(run.intro);
    expect(views.at(-1)?.turns).toEqual(
      lane?.steps.slice(0, 2).map(({ command, observation }) => ({ command, observation })),
    );
    expect(lane?.steps.map((step) => step.admissible)).toEqual([true, true, false]);
    expect(lane?.steps[2]?.observation).toBe('Nothing happens.');
  });

  it('tells what the context holds: the very positions that the actor has read', async () => {
    const models = new FakeModels({
      // The second command is cut off.
      command: (view) => ['look', 'inventory', 'look'][view.turns.length] ?? 'look',
      maxCommandTokens: 6,
    });
    // Where a command begins: the positions before its first token.
    const before: number[] = [];
    const { actor } = models;
    const start = actor.start.bind(actor);
    const { act } = models.manifest.specialTokens;
    const marker = actor.embed([act]);
    actor.start = () => {
      const sequence = start();
      const append = sequence.append.bind(sequence);
      sequence.append = async (embeds, asked) => {
        const output = await append(embeds, asked);
        const last = embeds.slice(-marker.length);
        if (last.every((value, index) => value === marker[index])) before.push(sequence.length);
        return output;
      };
      return sequence;
    };
    for (const channel of ['text', 'latent', 'none'] as const) {
      before.length = 0;
      const run = await playToEnd(models, settings([message({ channel })], 4), NEVER);
      const [lane] = laneTraces(run);
      expect(before).toHaveLength(4);
      expect(lane && [0, 1, 2, 3].map((step) => contextSize(lane, step)?.total)).toEqual(before);
      expect(lane?.context?.size).toBe(actor.contextLength);
    }
  });

  it('keeps the distribution behind each token, near ties marked', async () => {
    const models = new FakeModels({ command: () => 'look', tieAfter: 'lo' });
    const run = await playToEnd(models, settings([message({ channel: 'none' })], 1), NEVER);
    const tokens = laneTraces(run)[0]?.steps[0]?.tokens ?? [];
    expect(tokens.map(({ text }) => text)).toEqual(['l', 'o', 'o', 'k', '<obs>']);
    expect(tokens.map(({ nearTie }) => nearTie)).toEqual([false, false, true, false, false]);
    expect(tokens[0]?.top).toHaveLength(8);
    expect(tokens[0]?.top[0]).toMatchObject({ text: 'l' });
    // One logit 8 and 134 zeros, computed in Python.
    expect(tokens[0]?.top[0]?.probability).toBeCloseTo(0.9569817633, 9);
    expect(tokens[0]?.entropy).toBeCloseTo(0.3881168374, 9);
  });

  it('cuts a command at the longest allowed and goes on', async () => {
    const models = new FakeModels({ command: () => 'look around', maxCommandTokens: 4 });
    const run = await playToEnd(models, settings([message({ channel: 'none' })], 2), NEVER);
    expect(laneTraces(run)[0]?.steps.map((step) => step.command)).toEqual(['look', 'look']);
  });

  it('describes the game before anything is decoded', () => {
    const models = new FakeModels();
    const run = new Run(models, settings([message()]));
    expect(run.intro).toContain(`Your task is to: ${run.task}.`);
    expect(run.house.places.length).toBeGreaterThanOrEqual(16);
    for (const { name } of run.house.places) {
      expect(run.intro).toContain(`a ${name}`);
      expect(run.admissibleCommands).toContain(`go to ${name}`);
    }
    expect(models.started).toEqual({ sender: 0, 'sender-compressed': 0, actor: 0, adapter: 0 });
    expect(run.finished).toBe(false);
  });
});

describe('messages', () => {
  it('are what their settings say, and the sender thinks once for all that share its words', async () => {
    const models = new FakeModels(INFORMING);
    const lanes = [
      message(),
      message({ compression: 'kept', k: 4 }),
      message({ compression: 'truncated', ratio: 0.25 }),
      message({ channel: 'text' }),
      message({ compression: 'trained', k: 4 }),
      message({ compression: 'untrained', k: 2 }),
      message({ channel: 'none' }),
    ];
    const run = new Run(models, settings(lanes));
    await run.advance(NEVER);
    const [full, kept, truncated, text, trained, untrained, none] = messages(run);
    const words = taskOf(senderPrompt(GAME, 'scout'));
    const length = words.length;
    expect(text).toMatchObject({
      positions: length,
      bytes: 2 * length,
      latents: null,
      chainOfThought: { text: words },
    });
    expect(full).toMatchObject({ positions: length, bytes: 4 * DIM * length });
    expect(kept).toMatchObject({ positions: 4, bytes: 4 * DIM * 4 });
    const quarter = Math.round(length / 4);
    expect(truncated?.latents).toEqual(full?.latents?.slice(0, quarter * DIM));
    const middle = Math.floor((0.5 * length) / 4);
    expect(kept?.latents?.slice(0, DIM)).toEqual(
      full?.latents?.slice(middle * DIM, (middle + 1) * DIM),
    );
    expect(trained).toMatchObject({ positions: 4, chainOfThought: null });
    expect(untrained).toMatchObject({ positions: 2, chainOfThought: null });
    expect(none).toMatchObject({ positions: 0, bytes: 0, latents: null, chainOfThought: null });
    // One thought and one untrained loop; one opening that all seven actors go on from.
    expect(models.started).toMatchObject({ sender: 2, 'sender-compressed': 1, actor: 8 });
    expect(models.calls.adapter).toBe(5);
    run.dispose();
    expect(models.alive).toBe(0);
  });

  it('report their parts’ times, also where the work was shared', async () => {
    const models = new FakeModels(INFORMING);
    const run = new Run(
      models,
      settings([message(), message({ channel: 'text' }), message({ channel: 'none' })]),
      { now: () => models.clock },
    );
    await run.advance(NEVER);
    const generation = taskOf(senderPrompt(GAME, 'scout')).length * DURATION.senderStep;
    const { senderPrefill, adapter } = DURATION;
    // The opening, read once for all, and the message.
    const actorPrefill = 2 * DURATION.actorPrefill;
    expect(laneTraces(run).map((lane) => lane.communication)).toEqual([
      { senderPrefill, generation, adapter, actorPrefill },
      { senderPrefill, generation, adapter: 0, actorPrefill },
      { senderPrefill: 0, generation: 0, adapter: 0, actorPrefill },
    ]);
  });

  it('and those of a step: of writing it, and of reading what was observed before', async () => {
    const models = new FakeModels(INFORMING);
    const run = new Run(models, settings([message({ channel: 'none' })]), {
      now: () => models.clock,
    });
    await run.advance(NEVER);
    await run.advance(NEVER);
    const [first, later] = laneTraces(run)[0]?.steps ?? [];
    expect(first?.milliseconds).toBe('look'.length * DURATION.actorStep);
    expect(later?.milliseconds).toBe(DURATION.actorPrefill + 'look'.length * DURATION.actorStep);
  });

  it('of another game come from the same sender, in words and in latents', async () => {
    const models = new FakeModels(INFORMING);
    const perturbation = { kind: 'cross-task', seed: 5 } as const;
    const lanes = [
      message({ perturbation }),
      message({ channel: 'text', perturbation }),
      message(),
    ];
    const run = new Run(models, settings(lanes));
    await run.advance(NEVER);
    const partner = crossTaskPartner(GAME, 5);
    const [latent, text, own] = messages(run);
    expect(text?.chainOfThought?.text).toBe(taskOf(senderPrompt(partner, 'scout')));
    expect(latent?.chainOfThought?.text).toBe(taskOf(senderPrompt(partner, 'scout')));
    expect(own?.chainOfThought?.text).toBe(taskOf(senderPrompt(GAME, 'scout')));
    expect(models.started.sender).toBe(2);
  });

  it('of no words reach the actor as no positions', async () => {
    const models = new FakeModels({ thought: () => '' });
    const run = new Run(models, settings([message(), message({ channel: 'text' })]));
    await run.advance(NEVER);
    expect(messages(run).map(({ positions }) => positions)).toEqual([0, 0]);
    expect(models.calls.adapter).toBe(0);
  });

  it.each([
    [{ compression: 'trained', k: 3 }, 'Choose one of 8, 4, 2, 1.'],
    [{ compression: 'kept', k: 0 }, 'whole number from 1'],
    [{ compression: 'truncated', ratio: 1.5 }, 'number from 0 to 1'],
    [{ channel: 'text', compression: 'kept' }, 'text is sent in full'],
  ] as const)('%j is refused', (change, reason) => {
    expect(() => new Run(new FakeModels(), settings([message(change)]))).toThrow(reason);
  });
});
