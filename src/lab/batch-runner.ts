/** Plays the episodes of a batch, several games at once. */
import { ActorOpening } from './actor-opening';
import { conditionId } from './batch-condition';
import { playEpisode } from './batch-episode';
import { type BatchLine, lineKey } from './batch-line';
import {
  type BatchSettings,
  checkBatchSettings,
  type PlannedGame,
  plannedGames,
  type Shard,
} from './batch-settings';
import type { EvaluatedGame } from './evaluation';
import type { RunOptions } from './lanes';
import type { Models } from './models';
import { SenderWork } from './sender-work';
import type { Trace } from './trace';

export interface BatchOptions {
  /**
   * Games in flight at once, from 1; a decoder that takes several sequences decodes them together. Where
   * there are several, the conditions of a game are played side by side; else one episode at a time, so
   * that latencies can be compared.
   */
  readonly concurrency: number;
  /** Stops the batch at the next decoder step; its reason is what `runBatch` throws. */
  readonly signal: AbortSignal;
  readonly onLine: (line: BatchLine) => void;
  /** Episodes that were played before, by `lineKey`: they are not played again. */
  readonly done?: ReadonlySet<string>;
  readonly shard?: Shard;
  /** The imported games that the settings name. */
  readonly files?: readonly EvaluatedGame[];
  /**
   * Hears of an error that is not of the game, with the episode's `lineKey`. Where it is the models' it
   * aborts the signal: then the episode is no line.
   */
  readonly onFault?: (error: unknown, episode: string) => Promise<void>;
  readonly now?: RunOptions['now'];
  readonly letEventsIn?: RunOptions['letEventsIn'];
  readonly onTrace?: (trace: Trace) => void;
  readonly source?: Trace['source'];
}

/**
 * Games exchange messages within blocks of 64 (`crossTaskPartner`): with the messages of two blocks at
 * hand, the sender writes each of them once.
 */
const MESSAGES_KEPT = 192;

/** Conditions of a game at once, and episodes of all games, at most: each holds a context of its own. */
const SIDE_BY_SIDE = 4;
const MOST_EPISODES = 96;

/**
 * Plays what is left of a batch: game by game, every condition on the same games, one generated message
 * of a game and view serving all conditions that send it or a part of it, and what the actor reads before
 * any message read once a game. An episode that fails is a line
 * like any other. Throws a LabError 'bad-settings' or 'missing-game-file' before anything is played, and
 * the signal's reason once all games in flight have ended.
 */
export async function runBatch(
  models: Models,
  settings: BatchSettings,
  options: BatchOptions,
): Promise<void> {
  checkBatchSettings(settings, models.manifest);
  const { concurrency, signal, files, shard } = options;
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) {
    throw new RangeError('At least one game is played at a time.');
  }
  const games = plannedGames(settings, files, shard).values();
  const written = new SenderWork(MESSAGES_KEPT);
  const letEventsIn = together(options.letEventsIn);
  const playing = Array.from({ length: concurrency }, async () => {
    for (const game of games) {
      await playGame(models, settings, game, { ...options, letEventsIn }, written);
    }
  });
  const ended = await Promise.allSettled(playing);
  signal.throwIfAborted();
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function playGame(
  models: Models,
  settings: BatchSettings,
  game: PlannedGame,
  options: BatchOptions & { readonly letEventsIn: (() => Promise<void>) | undefined },
  written: SenderWork,
): Promise<void> {
  const { signal, onLine, done, now, letEventsIn, onTrace, source, onFault } = options;
  let opening = null as ActorOpening | null;
  const openingOf = (intro: string): ActorOpening => {
    opening ??= new ActorOpening(models, intro);
    return opening;
  };
  const left = settings.conditions
    .filter((one) => !done?.has(lineKey({ condition: conditionId(one), game: game.name })))
    .values();
  const play = async (): Promise<void> => {
    for (const condition of left) {
      signal.throwIfAborted();
      const line = await playEpisode(models, settings, game, condition, {
        signal,
        written,
        openingOf,
        ...(now ? { now } : {}),
        ...(letEventsIn ? { letEventsIn } : {}),
        ...(onTrace ? { onTrace } : {}),
        ...(source ? { source } : {}),
        ...(onFault ? { onFault } : {}),
      });
      onLine(line);
    }
  };
  const { concurrency } = options;
  const room = Math.max(1, Math.floor(MOST_EPISODES / concurrency));
  const places = concurrency === 1 ? 1 : Math.min(SIDE_BY_SIDE, room);
  const ended = await Promise.allSettled(Array.from({ length: places }, play));
  opening?.dispose();
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/**
 * Games in flight that let events in wait for the same turn, and so come to the decoder at the same
 * time.
 */
function together(
  letEventsIn: (() => Promise<void>) | undefined,
): (() => Promise<void>) | undefined {
  if (!letEventsIn) return undefined;
  let turn: Promise<void> | null = null;
  return () => {
    turn ??= letEventsIn().finally(() => {
      turn = null;
    });
    return turn;
  };
}

/** Episodes of the settings, or of a part of them. */
export function plannedEpisodes(
  settings: BatchSettings,
  files?: readonly EvaluatedGame[],
  shard?: Shard,
): number {
  return plannedGames(settings, files, shard).length * settings.conditions.length;
}
