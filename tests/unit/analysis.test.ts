import { describe, expect, it } from 'vitest';
import type { AnalysisKind } from '../../src/lab/analysis-request';
import { Run } from '../../src/lab/lanes';
import { senderPrompt } from '../../src/lab/opened-game';
import { messageSeparation } from '../../src/lab/separation';
import type { CommandProbability, StepTrace } from '../../src/lab/trace';
import { jensenShannon } from '../../src/shared/divergence';
import { type ActorView, FakeModels, type FakeScript } from './fake-models';
import {
  GAME,
  INFORMING,
  laneTraces,
  message,
  NEVER,
  settings,
  taskOf,
  WINNING,
} from './scripted-runs';

const LANES = [message(), message({ channel: 'text' }), message({ channel: 'none' })];

async function played(steps: number, lanes = LANES, script: FakeScript = INFORMING) {
  const models = new FakeModels(script);
  const run = new Run(models, settings(lanes));
  for (let step = 0; step < steps; step++) await run.advance(NEVER);
  const ask = (lane: number, step: number, what: AnalysisKind) =>
    run.analyse({ lane, step, what }, NEVER);
  const commands = async (lane: number, step: number, what: AnalysisKind = 'commands') => {
    const result = await ask(lane, step, what);
    if (!result || result.what === 'importance') throw new Error('No commands.');
    return result.commands;
  };
  return { models, run, ask, commands };
}

const first = (commands: readonly CommandProbability[]): string | undefined => commands[0]?.command;

describe('the distribution over commands', () => {
  it('is over those that the game admitted before the step', async () => {
    const { run, commands } = await played(2);
    const names = async (step: number): Promise<string[]> =>
      (await commands(0, step)).map(({ command }) => command).sort();
    expect(await names(1)).toEqual([...run.admissibleCommands].sort());
    const after = laneTraces(run)[0]?.steps[0]?.admissibleCommands ?? [];
    expect(await names(2)).toEqual([...after].sort());
    expect(after).not.toEqual(run.admissibleCommands);
  });

  it('is the actor’s in the lane’s own context, in any order of the steps', async () => {
    const views: ActorView[] = [];
    const script: FakeScript = {
      ...INFORMING,
      command: (view) => {
        views.push(view);
        return INFORMING.command?.(view) ?? '';
      },
    };
    const { run, commands } = await played(3, LANES, script);
    const lanes = laneTraces(run);
    for (const step of [1, 2, 3, 2]) {
      for (const lane of [0, 1, 2]) {
        views.length = 0;
        const found = await commands(lane, step);
        expect(first(found), `lane ${lane}, step ${step}`).toBe(
          lane === 2 ? 'look' : WINNING[step - 1],
        );
        const turns = (lanes[lane]?.steps ?? [])
          .slice(0, step - 1)
          .map(({ command, observation }) => ({ command, observation }));
        expect(views[0]?.turns).toEqual(turns);
        expect(views[0]?.intro).toBe(run.intro);
      }
    }
  });

  it('goes on reading where it left off', async () => {
    const { models, commands } = await played(3);
    await commands(0, 1);
    await commands(0, 2);
    await commands(0, 3);
    // The opening, one context for each lane’s actor, one for the three questions.
    expect(models.started.actor).toBe(5);
    await commands(0, 1);
    expect(models.started.actor).toBe(6);
  });

  it('reads a command that was cut as the actor wrote it', async () => {
    const views: ActorView[] = [];
    const script: FakeScript = {
      command: (view) => {
        views.push(view);
        return 'look around';
      },
      maxCommandTokens: 4,
    };
    const { commands } = await played(2, LANES, script);
    views.length = 0;
    const found = await commands(2, 2);
    expect(views[0]?.turns.map(({ command }) => command)).toEqual(['look']);
    expect(first(found)).toBe('look');
  });
});

describe('under another task’s message', () => {
  it('the actor reads the lane’s very turns and plays otherwise', async () => {
    const views: ActorView[] = [];
    const script: FakeScript = {
      ...INFORMING,
      command: (view) => {
        views.push(view);
        return INFORMING.command?.(view) ?? '';
      },
    };
    const { run, commands } = await played(2, LANES, script);
    for (const lane of [0, 1]) {
      const own = await commands(lane, 2);
      views.length = 0;
      const other = await commands(lane, 2, 'mismatched');
      expect(views[0]?.turns.map(({ command }) => command)).toEqual([WINNING[0]]);
      expect(first(own)).toBe(WINNING[1]);
      expect(first(other)).toBe('look');
      const step = { commands: own, mismatched: other } as unknown as StepTrace;
      expect(messageSeparation(step)).toBe(jensenShannon(own, other));
      expect(jensenShannon(own, other)).toBeGreaterThan(0.2);
    }
    expect(laneTraces(run)[0]?.steps).toHaveLength(2);
  });

  it('the sender writes that message once for all questions', async () => {
    const { models, commands } = await played(2);
    const before = models.started.sender;
    for (const step of [1, 2]) for (const lane of [0, 1]) await commands(lane, step, 'mismatched');
    expect(models.started.sender).toBe(before + 1);
  });

  it('is yet another one where the lane was sent the first', async () => {
    const crossed = message({ channel: 'text', perturbation: { kind: 'cross-task', seed: 0 } });
    const heard = new Set<string | null>();
    const { commands } = await played(1, [crossed], {
      thought: taskOf,
      command: ({ words }) => {
        heard.add(words);
        return 'look';
      },
    });
    expect(heard.size).toBe(1);
    await commands(0, 1, 'mismatched');
    expect(heard.size).toBe(2);
    expect(heard).not.toContain(taskOf(senderPrompt(GAME, 'scout')));
  });
});

describe('the importance of latent steps', () => {
  it('names the step that everything hangs on', async () => {
    const script: FakeScript = {
      thought: () => 'abcdef',
      command: ({ latents }) =>
        latents.some(({ value }) => value === 'c'.charCodeAt(0) + 7) ? 'look' : 'inventory',
    };
    const { ask } = await played(1, [message()], script);
    const result = await ask(0, 1, 'importance');
    if (result?.what !== 'importance') throw new Error('No importance.');
    const [a, b, c, ...rest] = result.divergences;
    expect(c).toBeGreaterThan(0.3);
    for (const other of [a, b, ...rest]) expect(other).toBe(0);
    expect(rest).toHaveLength(3);
  });

  it('tells how far it is, and goes on after it was broken off', async () => {
    const { run, models } = await played(1, [message({ compression: 'kept', k: 4 })]);
    const abort = new AbortController();
    const request = { lane: 0, step: 1, what: 'importance' } as const;
    const heard: number[] = [];
    const broken = run.analyse(request, abort.signal, (done) => {
      heard.push(done);
      if (done === 2) abort.abort();
    });
    await expect(broken).rejects.toThrow('abort');
    expect(heard).toEqual([0, 1, 2]);
    const adapted = models.calls.adapter;
    const result = await run.analyse(request, NEVER);
    expect(result).toMatchObject({ what: 'importance' });
    // The whole message and the two that were left.
    expect(models.calls.adapter).toBe(adapted + 3);
    await run.advance(NEVER);
    expect(laneTraces(run)[0]?.steps).toHaveLength(2);
    run.dispose();
    expect(models.alive).toBe(0);
  });
});

describe('a question without an answer', () => {
  it('is one about a step, a lane or a message that does not exist', async () => {
    const { run, ask } = await played(1, [...LANES, message({ channel: 'human' })]);
    expect(await ask(0, 2, 'commands')).toBeNull();
    expect(await ask(0, 0, 'commands')).toBeNull();
    expect(await ask(9, 1, 'commands')).toBeNull();
    expect(await ask(2, 1, 'mismatched')).toBeNull();
    expect(await ask(1, 1, 'importance')).toBeNull();
    run.command(3, 'look');
    expect(await ask(3, 1, 'commands')).toBeNull();
  });

  it('is one whose context is too long for the actor', async () => {
    const script: FakeScript = {
      // The partner's message is longer than this game's.
      thought: (prompt) =>
        taskOf(prompt) === taskOf(senderPrompt(GAME, 'scout')) ? 'a' : 'b'.repeat(290),
      contextLength: { actor: 800 },
    };
    const { run, ask, models } = await played(1, [message({ channel: 'text' })], script);
    const room = 800 - run.intro.length;
    expect(room).toBeGreaterThan(20);
    expect(room).toBeLessThan(290);
    expect(await ask(0, 1, 'commands')).not.toBeNull();
    expect(await ask(0, 1, 'mismatched')).toBeNull();
    run.dispose();
    expect(models.alive).toBe(0);
  });
});
