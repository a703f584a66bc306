import { describe, expect, it } from 'vitest';
import { formatGameName, type GameName, splitGames } from '../../src/alfworld/game-name';
import { evaluateGames, type GameResult, generatedGame, summarize } from '../../src/lab/evaluation';
import { openProblem } from '../../src/lab/opened-game';
import type { MessageSettings } from '../../src/lab/settings';
import type { Trace } from '../../src/lab/trace';
import { FakeModels } from './fake-models';
import { winningCommands } from './winning-commands';

const SOURCE: Trace['source'] = { kind: 'live', backend: 'fake', models: {}, date: '' };
const TEXT: MessageSettings = {
  channel: 'text',
  compression: 'full',
  k: 8,
  ratio: 0.5,
  perturbation: { kind: 'none' },
};

function result(change: Partial<GameResult>): GameResult {
  return {
    game: 'g',
    taskType: 'heat',
    outcome: 'won',
    steps: 5,
    inadmissible: 0,
    messageLength: 10,
    communicationMs: 100,
    nearTies: 0,
    thoughtEntropy: 0.5,
    ...change,
  };
}

describe('summarize', () => {
  const summary = summarize(
    [
      result({ steps: 4, communicationMs: 40, inadmissible: 1, nearTies: 2 }),
      result({ steps: 9, communicationMs: 10, messageLength: 20, taskType: 'cool' }),
      result({ steps: 20, outcome: 'lost', communicationMs: 20, taskType: 'cool' }),
      result({
        steps: 3,
        outcome: 'context-full',
        communicationMs: null,
        messageLength: null,
        thoughtEntropy: null,
      }),
    ],
    20,
  );

  it('counts what was not won as the whole budget, a full context too', () => {
    expect(summary.success).toBe(0.5);
    expect(summary.stepsMean).toBe((4 + 9 + 20 + 20) / 4);
    expect(summary.stepsSuccessMean).toBe(6.5);
    expect(summary.outcomes).toEqual({ running: 0, won: 2, lost: 1, 'context-full': 1, failed: 0 });
    // 2 of 4: roots of the score equation, found by bisection in Python.
    expect(summary.successCi95[0]).toBeCloseTo(0.1500389891, 9);
    expect(summary.successCi95[1]).toBeCloseTo(0.8499610109, 9);
  });

  it('leaves out what was not measured', () => {
    expect(summary.messageLengthMean).toBeCloseTo(40 / 3, 12);
    expect(summary.communicationMsMedian).toBe(20);
    expect(summary.thoughtEntropyMean).toBe(0.5);
  });

  it('takes the middle of two medians', () => {
    const even = [result({ communicationMs: 1 }), result({ communicationMs: 4 })];
    expect(summarize(even, 20).communicationMsMedian).toBe(2.5);
  });

  it('adds up near ties and commands that were not admissible', () => {
    expect(summary.nearTies).toBe(2);
    expect(summary.inadmissibleShare).toBe(1 / 36);
  });

  it('splits by task type', () => {
    expect(Object.keys(summary.byTask)).toEqual(['cool', 'heat']);
    expect(summary.byTask.cool).toMatchObject({ games: 2, success: 0.5, stepsMean: 14.5 });
    expect(summary.byTask.heat).toMatchObject({ games: 2, success: 0.5, stepsMean: 12 });
  });

  it('has no steps of successes without one', () => {
    expect(summarize([result({ outcome: 'lost', steps: 20 })], 20).stepsSuccessMean).toBeNull();
  });
});

describe('evaluateGames', () => {
  it('plays every game with its own message and frees everything', async () => {
    const games = splitGames('dev', 10, 3);
    // The actor knows how to win each game, but only where it was told the game's own task.
    const tasks = new Map(games.map((name) => [openProblem(formatGameName(name)).task, name]));
    const lost = games[1] as GameName;
    const models = new FakeModels({
      thought: (prompt) => /to: ([^.]*)\./.exec(prompt)?.[1] ?? '',
      command: ({ words, turns }) => {
        const name = tasks.get(words ?? '');
        if (!name || name === lost) return 'jump';
        return winningCommands(formatGameName(name))[turns.length] ?? 'look';
      },
      tieAfter: 'go to ',
    });
    const seen: string[] = [];
    const results = await evaluateGames(models, games.map(generatedGame), TEXT, {
      stepBudget: 15,
      signal: new AbortController().signal,
      source: SOURCE,
      onGame: ({ game }, trace) => seen.push(`${game} ${trace.settings.game === game}`),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['won', 'lost', 'won']);
    expect(seen).toEqual(games.map((name) => `${formatGameName(name)} true`));
    expect(results[1]).toMatchObject({ steps: 15, inadmissible: 15, nearTies: 0 });
    for (const won of [results[0], results[2]]) {
      const commands = winningCommands(won?.game ?? '');
      expect(won?.steps).toBe(commands.length);
      expect(won?.nearTies).toBe(commands.filter((text) => text.startsWith('go to ')).length);
      expect(won?.messageLength).toBe(openProblem(won?.game ?? '').task.length);
    }
    expect(models.alive).toBe(0);
  });

  it('plays several at the same time: the same results, in the games’ order', async () => {
    const names = splitGames('dev', 10, 7).map(formatGameName);
    const play = async (concurrency: number) => {
      let most = 0;
      const models = new FakeModels({
        thought: (prompt) => /to: ([^.]*)\./.exec(prompt)?.[1] ?? '',
        command: ({ words, turns }) => {
          const name = names.find((one) => openProblem(one).task === words);
          return winningCommands(name ?? '')[turns.length] ?? 'look';
        },
        onCall: () => {
          most = Math.max(most, models.alive);
        },
      });
      const ended: string[] = [];
      const results = await evaluateGames(
        models,
        splitGames('dev', 10, 7).map(generatedGame),
        TEXT,
        {
          stepBudget: 15,
          signal: new AbortController().signal,
          source: SOURCE,
          concurrency,
          onGame: ({ game }) => ended.push(game),
        },
      );
      expect(models.alive).toBe(0);
      return { results, ended, most };
    };
    const [alone, together] = [await play(1), await play(3)];
    expect(alone.most).toBe(1);
    expect(together.most).toBe(3);
    expect(together.results).toEqual(
      alone.results.map((one) => ({ ...one, communicationMs: null })),
    );
    expect(alone.results.every(({ communicationMs }) => communicationMs !== null)).toBe(true);
    expect(together.results.map(({ game }) => game)).toEqual(names);
    expect([...together.ended].sort()).toEqual([...names].sort());
  });

  it('ends all games where one goes wrong, and frees everything', async () => {
    let calls = 0;
    const models = new FakeModels({
      onCall: () => {
        if (++calls === 40) throw new Error('Out of memory.');
      },
    });
    const games = splitGames('dev', 10, 5).map(generatedGame);
    const ended: string[] = [];
    const playing = evaluateGames(models, games, TEXT, {
      stepBudget: 15,
      signal: new AbortController().signal,
      source: SOURCE,
      concurrency: 4,
      onGame: ({ game }) => ended.push(game),
    });
    await expect(playing).rejects.toThrow('Out of memory.');
    expect(ended).toEqual([]);
    expect(models.alive).toBe(0);
  });
});
