import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitGames } from '../../src/alfworld/game-name';
import { evaluateGames, type GameResult, generatedGame } from '../../src/lab/evaluation';
import type { MessageSettings } from '../../src/lab/settings';
import type { Trace } from '../../src/lab/trace';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';

const SOURCE: Trace['source'] = { kind: 'live', backend: 'test', models: {}, date: '' };
const GAMES = splitGames('dev', 40, 32).map(generatedGame);

const message = (change: Partial<MessageSettings>): MessageSettings => ({
  channel: 'latent',
  compression: 'full',
  k: 8,
  ratio: 0.5,
  perturbation: { kind: 'none' },
  ...change,
});

/** What sender and actor wrote in each game, token by token. */
async function written(models: LoadedModels, sent: MessageSettings, concurrency: number) {
  const tokens = new Map<string, unknown>();
  const results = await evaluateGames(models, GAMES, sent, {
    stepBudget: 4,
    view: 'uncertain',
    signal: new AbortController().signal,
    source: SOURCE,
    concurrency,
    onGame: ({ game }, { lanes: [lane] }) =>
      tokens.set(game, {
        thought: lane?.message?.chainOfThought?.tokens ?? null,
        commands: lane?.steps.map((step) => step.tokens.map(({ token }) => token)),
      }),
  });
  return { results, tokens };
}

const plain = ({ communicationMs: _, thoughtEntropy: _entropy, ...rest }: GameResult) => rest;

describe('games played 32 at a time are the games played one by one', () => {
  let models: LoadedModels;
  beforeAll(async () => {
    models = await loadNodeModels('public/models/tiny');
  });
  afterAll(() => models?.release());

  test.each([
    ['words', message({ channel: 'text' })],
    ['trained latents', message({ compression: 'trained' })],
  ] as const)('%s', async (_, sent) => {
    const alone = await written(models, sent, 1);
    const together = await written(models, sent, 32);
    // Where the two best tokens are nearly alike the order of a sum may choose.
    const clear = alone.results.filter(({ nearTies }) => nearTies === 0).map(({ game }) => game);
    expect(clear.length).toBeGreaterThan(GAMES.length / 4);
    for (const game of clear)
      expect(together.tokens.get(game), game).toEqual(alone.tokens.get(game));
    const of = ({ results }: typeof alone) =>
      results.filter(({ game }) => clear.includes(game)).map(plain);
    expect(of(together)).toEqual(of(alone));
  });
});
