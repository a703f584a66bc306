/**
 * A process of `npm run benchmark -- --only episodes` that plays a part of its games on one core: says `ready` when
 * it is warm, waits for a line of stdin, plays, and writes one JSON line.
 */
import { once } from 'node:events';
import { TASK_TYPES } from '../alfworld/domain';
import type { BatchLine } from '../lab/batch-line';
import { messageOf } from '../lab/batch-presets';
import { runBatch } from '../lab/batch-runner';
import { type BatchSettings, plannedGames, type Shard } from '../lab/batch-settings';
import type { LoadedModels } from '../runtime/load-models';
import { loadNodeModels } from '../runtime/node/node-models';
import { runProgram } from './command-line';

/** Every game is played without a message, with the words, and with all latents. */
export function measuredBatch(games: number): BatchSettings {
  const messages = [{ channel: 'none' }, { channel: 'text' }, {}] as const;
  return {
    games: { kind: 'splits', splits: ['dev'], taskTypes: TASK_TYPES, games, firstSeed: 0 },
    stepBudget: 20,
    sampling: null,
    conditions: messages.map((message) => ({ view: 'uncertain', message: messageOf(message) })),
  };
}

export interface PlayerWork {
  readonly models: string;
  readonly games: number;
  readonly concurrency: number;
  readonly shard: Shard;
}

export interface PlayedEpisode {
  readonly game: string;
  /** The message's channel. */
  readonly condition: string;
  readonly won: boolean;
  readonly steps: number;
}

export interface PlayerFigures {
  readonly episodes: readonly PlayedEpisode[];
  readonly seconds: number;
  /** Time that this process had a core, that of the engine's compiler threads included. */
  readonly cpuSeconds: number;
}

async function play(models: LoadedModels, work: PlayerWork): Promise<BatchLine[]> {
  const lines: BatchLine[] = [];
  await runBatch(models, measuredBatch(work.games), {
    concurrency: work.concurrency,
    shard: work.shard,
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line),
  });
  return lines;
}

async function player(work: PlayerWork): Promise<void> {
  const models = await loadNodeModels(work.models);
  // The engine compiles the runtime better while it runs: what counts comes after.
  const warmUp = { ...work, games: 8, shard: { index: 0, of: 1 } };
  await play(models, warmUp);
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  const lines = await play(models, work);
  const seconds = (performance.now() - clock) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  await models.release();
  const figures: PlayerFigures = {
    episodes: lines.map(({ game, condition, outcome, steps }) => ({
      game,
      condition: condition.split('/')[1] ?? '',
      won: outcome === 'won',
      steps,
    })),
    seconds,
    cpuSeconds: (user + system) / 1e6,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** Names of the games of a part, for a player that makes none. */
export function namesOf({ games, shard }: Pick<PlayerWork, 'games' | 'shard'>): string[] {
  return plannedGames(measuredBatch(games), [], shard).map(({ name }) => name);
}

const [, program = '', work] = process.argv;
if (/batch-player\.[jt]s$/.test(program) && work !== undefined) {
  await runProgram(() => player(JSON.parse(work) as PlayerWork));
}
