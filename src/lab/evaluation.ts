import { formatGameName, type GameName } from '../alfworld/game-name';
import { mean, median, sum } from '../shared/averages';
import { wilson95 } from '../shared/wilson';
import { playToEnd } from './episode';
import type { Models } from './models';
import { type SenderView, UNNAMED_VIEW } from './sender-views';
import type { GameFile, MessageSettings, RunSettings, SamplingSettings } from './settings';
import type { LaneTrace, Outcome, Trace } from './trace';

/** A game to play. */
export interface EvaluatedGame {
  readonly name: string;
  /** One of the six, or what else an imported game is to be counted under. */
  readonly taskType: string;
  /** Of an imported game. */
  readonly file: GameFile | null;
}

export function generatedGame(name: GameName): EvaluatedGame {
  return { name: formatGameName(name), taskType: name.task, file: null };
}

/** What one game adds to the figures. */
export interface GameResult {
  readonly game: string;
  readonly taskType: string;
  readonly outcome: Outcome;
  readonly steps: number;
  /** Commands that were not admissible. */
  readonly inadmissible: number;
  /** Null where the context was full before the actor had read the message. */
  readonly messageLength: number | null;
  /** Null also where other games were played at the same time: it is not comparable then. */
  readonly communicationMs: number | null;
  /** Choices of sender and actor whose top two logits were closer than 1e-3. */
  readonly nearTies: number;
  /** Of the sender's choices of words, nats a token; null where it wrote none. */
  readonly thoughtEntropy: number | null;
}

/** Success and steps of some games (design.md, section 6). */
export interface Figures {
  readonly games: number;
  /** 0 to 1. */
  readonly success: number;
  readonly successCi95: readonly [number, number];
  /** Over all games, those not won counting the whole step budget. */
  readonly stepsMean: number;
  /** Over the games that were won; null without any. */
  readonly stepsSuccessMean: number | null;
}

export interface EvaluationSummary extends Figures {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly messageLengthMean: number | null;
  readonly communicationMsMedian: number | null;
  readonly nearTies: number;
  /** Share of the commands given that were not admissible. */
  readonly inadmissibleShare: number;
  readonly thoughtEntropyMean: number | null;
  readonly byTask: Readonly<Record<string, Figures>>;
}

export interface EvaluationOptions {
  readonly stepBudget: number;
  readonly sampling?: SamplingSettings | undefined;
  /** Absent: `UNNAMED_VIEW`. */
  readonly view?: SenderView;
  readonly signal: AbortSignal;
  readonly source: Trace['source'];
  /** Games played at the same time, which share their decoder's batches; default 1. */
  readonly concurrency?: number;
  /** Hears of each game when it has ended. */
  readonly onGame?: (result: GameResult, trace: Trace) => void;
}

/**
 * Plays games with one kind of message; the results are in the games' order. What goes wrong in one
 * game ends all others.
 */
export async function evaluateGames(
  models: Models,
  games: readonly EvaluatedGame[],
  message: MessageSettings,
  options: EvaluationOptions,
): Promise<GameResult[]> {
  const { concurrency = 1, onGame } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const results: GameResult[] = [];
  const waiting = games.entries();
  const play = async (): Promise<void> => {
    for (const [place, game] of waiting) {
      const { result, trace } = await playGame(models, game, message, { ...options, signal });
      results[place] = concurrency > 1 ? { ...result, communicationMs: null } : result;
      onGame?.(results[place], trace);
    }
  };
  const players = Array.from(
    { length: Math.min(Math.max(1, concurrency), games.length) },
    async () => {
      try {
        await play();
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    },
  );
  await Promise.allSettled(players);
  // The first that went wrong; the others ended because of it.
  failed.signal.throwIfAborted();
  return results;
}

async function playGame(
  models: Models,
  { name: game, taskType, file }: EvaluatedGame,
  message: MessageSettings,
  { stepBudget, sampling, view = UNNAMED_VIEW, signal, source }: EvaluationOptions,
): Promise<{ result: GameResult; trace: Trace }> {
  const settings: RunSettings = {
    game,
    stepBudget,
    view,
    lanes: [message],
    ...(sampling ? { sampling } : {}),
  };
  const run = await playToEnd(models, settings, signal, { file, lens: false });
  try {
    const trace = run.trace(source);
    const thought = run.thought(0);
    const result: GameResult = {
      game,
      taskType,
      ...readLane(trace.lanes[0] as LaneTrace, thought?.nearTies ?? 0),
      thoughtEntropy: thought?.entropyMean ?? null,
    };
    return { result, trace };
  } finally {
    run.dispose();
  }
}

/** What a lane that an agent played says of its game; `nearTiesBefore`: of the sender. */
export function readLane(
  { outcome, steps, communication, message }: LaneTrace,
  nearTiesBefore: number,
): Omit<GameResult, 'game' | 'taskType' | 'thoughtEntropy'> {
  const tokens = steps.flatMap((step) => step.tokens);
  return {
    outcome,
    steps: steps.length,
    inadmissible: steps.filter((step) => !step.admissible).length,
    messageLength: message?.positions ?? null,
    communicationMs: communication && sum(Object.values(communication)),
    nearTies: nearTiesBefore + tokens.filter((token) => token.nearTie).length,
  };
}

/** The figures over at least one game. */
export function summarize(results: readonly GameResult[], stepBudget: number): EvaluationSummary {
  const outcomes = { running: 0, won: 0, lost: 0, 'context-full': 0, failed: 0 };
  for (const { outcome } of results) outcomes[outcome]++;
  const steps = sum(results.map((result) => result.steps));
  const taskTypes = [...new Set(results.map((result) => result.taskType))].sort();
  return {
    ...figures(results, stepBudget),
    outcomes,
    messageLengthMean: mean(present(results.map((result) => result.messageLength))),
    communicationMsMedian: median(present(results.map((result) => result.communicationMs))),
    nearTies: sum(results.map((result) => result.nearTies)),
    inadmissibleShare: steps === 0 ? 0 : sum(results.map((r) => r.inadmissible)) / steps,
    thoughtEntropyMean: mean(present(results.map((result) => result.thoughtEntropy))),
    byTask: Object.fromEntries(
      taskTypes.map((taskType) => [
        taskType,
        figures(
          results.filter((result) => result.taskType === taskType),
          stepBudget,
        ),
      ]),
    ),
  };
}

function figures(results: readonly GameResult[], stepBudget: number): Figures {
  const won = results.filter((result) => result.outcome === 'won');
  const lost = results.length - won.length;
  const stepsOfWon = sum(won.map((result) => result.steps));
  return {
    games: results.length,
    success: won.length / results.length,
    successCi95: wilson95(won.length, results.length),
    stepsMean: (stepsOfWon + lost * stepBudget) / results.length,
    stepsSuccessMean: mean(won.map((result) => result.steps)),
  };
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
