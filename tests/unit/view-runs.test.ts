import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { parseGameName } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { evaluateGames, generatedGame } from '../../src/lab/evaluation';
import { Run } from '../../src/lab/lanes';
import { crossTaskPartner, senderPrompt } from '../../src/lab/opened-game';
import {
  SENDER_VIEWS,
  type SenderView,
  senderPromptText,
  tellSender,
} from '../../src/lab/sender-views';
import { decodeTrace, encodeTrace } from '../../src/lab/trace-codec';
import { FakeModels } from './fake-models';
import { GAME, laneTraces, message, NEVER } from './scripted-runs';

/** A sender that repeats its prompt. */
const ECHO = { thought: (prompt: string) => prompt, maxThoughtTokens: 10_000 };

async function heard(view: SenderView | null, lanes = [message({ channel: 'text' })]) {
  const settings = { game: GAME, stepBudget: 1, lanes, ...(view ? { view } : {}) };
  const run = new Run(new FakeModels(ECHO), settings);
  await run.advance(NEVER);
  return { run, texts: laneTraces(run).map((lane) => lane.message?.chainOfThought?.text) };
}

describe('the view of a run', () => {
  it.each(SENDER_VIEWS)('decides what the sender is told: %s', async (view) => {
    const generated = generateGame(parseGameName(GAME));
    const told = tellSender(new Game(generated), generated.design, view, GAME);
    const { texts } = await heard(view);
    expect(texts).toEqual([senderPromptText(generated.task, told)]);
  });

  it('is the scout’s where the settings are older than the views', async () => {
    expect((await heard(null)).texts).toEqual((await heard('scout')).texts);
  });

  it.each(SENDER_VIEWS)('is that of the other game too, where messages cross: %s', async (view) => {
    const perturbation = { kind: 'cross-task', seed: 5 } as const;
    const { texts } = await heard(view, [message({ channel: 'text', perturbation })]);
    expect(texts).toEqual([senderPrompt(crossTaskPartner(GAME, 5), view)]);
  });

  it('is in the trace and comes back from it; without one the trace has none', async () => {
    const source = { kind: 'live', backend: 'fake', models: {}, date: '' } as const;
    for (const view of SENDER_VIEWS) {
      const trace = (await heard(view)).run.trace(source);
      expect(decodeTrace(encodeTrace(trace)).settings.view).toBe(view);
    }
    const old = encodeTrace((await heard(null)).run.trace(source));
    expect(old).not.toContain('"view"');
    expect(decodeTrace(old).settings).not.toHaveProperty('view');
  });

  it('is chosen for a whole evaluation', async () => {
    const games = [generatedGame(parseGameName(GAME))];
    const views: unknown[] = [];
    await evaluateGames(new FakeModels(ECHO), games, message({ channel: 'text' }), {
      stepBudget: 1,
      view: 'planner',
      signal: NEVER,
      source: { kind: 'live', backend: 'fake', models: {}, date: '' },
      onGame: (_, { settings, lanes }) =>
        views.push(settings.view, lanes[0]?.message?.chainOfThought?.text),
    });
    expect(views).toEqual(['planner', senderPrompt(GAME, 'planner')]);
  });
});
