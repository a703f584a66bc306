/** How fast batches of episodes are played: by this program, and by its peer, PyTorch with transformers. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LabError } from '../shared/errors';
import {
  measuredBatch,
  namesOf,
  type PlayedEpisode,
  type PlayerFigures,
  type PlayerWork,
} from './batch-player';

const PEER = 'models/measure_batch_peer.py';

export interface BatchSpeed {
  readonly player: 'lab' | 'peer';
  /** Games in flight, of each worker. */
  readonly concurrency: number;
  /** Processes, each on one core. */
  readonly workers: number;
  readonly episodes: readonly PlayedEpisode[];
  /** From the first to the last, and of all workers together. */
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** The Python of the project's environment; null where there is none. */
export function findPython(): string | null {
  const windows = process.platform === 'win32';
  const python = join('.venv', windows ? 'Scripts/python.exe' : 'bin/python');
  return existsSync(python) ? python : null;
}

/** Plays `games` games in three conditions in so many processes of this program. */
export function measureLab(
  models: string,
  games: number,
  concurrency: number,
  workers: number,
): Promise<BatchSpeed> {
  const script = join(import.meta.dirname, 'batch-player.ts');
  const commands = Array.from({ length: workers }, (_, index) => {
    const work: PlayerWork = { models, games, concurrency, shard: { index, of: workers } };
    return [process.execPath, ...process.execArgv, script, JSON.stringify(work)];
  });
  return measure('lab', concurrency, commands);
}

/** The same episodes with PyTorch and transformers, on one core. */
export function measurePeer(
  python: string,
  games: number,
  concurrency: number,
): Promise<BatchSpeed> {
  const { conditions, stepBudget } = measuredBatch(games);
  const work = {
    names: namesOf({ games, shard: { index: 0, of: 1 } }),
    view: conditions[0]?.view,
    stepBudget,
    concurrency,
  };
  return measure('peer', concurrency, [[python, PEER, '--work', JSON.stringify(work)]]);
}

/** All begin when all are ready. */
async function measure(
  player: BatchSpeed['player'],
  concurrency: number,
  commands: readonly (readonly string[])[],
): Promise<BatchSpeed> {
  const players = commands.map(startPlayer);
  await Promise.all(players.map(({ ready }) => ready));
  const started = performance.now();
  for (const { go } of players) go();
  const figures = await Promise.all(players.map(({ figures }) => figures));
  const seconds = (performance.now() - started) / 1e3;
  return {
    player,
    concurrency,
    workers: commands.length,
    episodes: figures.flatMap(({ episodes }) => episodes),
    seconds: figures.length === 1 ? (figures[0]?.seconds ?? seconds) : seconds,
    cpuSeconds: figures.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
}

interface Player {
  readonly ready: Promise<void>;
  readonly go: () => void;
  readonly figures: Promise<PlayerFigures>;
}

function startPlayer([program = '', ...args]: readonly string[]): Player {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await said.next();
    if (done) {
      throw new LabError('process-failed', `A measured process ended early: ${args[0]}.`);
    }
    return value;
  };
  const ready = next().then(() => {});
  const figures = ready.then(next).then((line) => JSON.parse(line) as PlayerFigures);
  // Whoever waits for `ready` hears of it first.
  figures.catch(() => {});
  return { ready, go: () => void child.stdin.write('go\n'), figures };
}

/** As Markdown; ratios are those of episodes a CPU second, and of episodes a minute for several workers. */
export function batchTable(speeds: readonly BatchSpeed[]): string[] {
  const alone = speeds.find(({ player, workers }) => player === 'lab' && workers === 1);
  const perCpu = (one: BatchSpeed): number => one.episodes.length / one.cpuSeconds;
  const ratio = (one: BatchSpeed, other: BatchSpeed | undefined): string =>
    other ? (perCpu(one) / perCpu(other)).toFixed(2) : '';
  const line = (one: BatchSpeed): string => {
    const peer = speeds.find(
      (other) => other.player === 'peer' && other.concurrency === one.concurrency,
    );
    const mine = one.player === 'lab';
    const cells = [
      mine ? 'this, WASM in Node' : 'PyTorch, transformers',
      `${one.concurrency}`,
      `${one.workers}`,
      perCpu(one).toFixed(1),
      ((60 * one.episodes.length) / one.seconds).toFixed(0),
      mine ? ratio(one, alone) : '',
      mine ? ratio(one, peer) : '',
      `${one.episodes.filter(({ won }) => won).length} of ${one.episodes.length}`,
      mine && peer ? `${sameOf(one, peer)}` : '',
    ];
    return `| ${cells.join(' | ')} |`;
  };
  return [
    '| player | games at once | workers | episodes per CPU second | episodes per minute | per CPU second, to one game at once | to PyTorch | won | alike |',
    '|---|---|---|---|---|---|---|---|---|',
    ...speeds.map(line),
  ];
}

/** Episodes that were won or not in as many steps by both. */
function sameOf(one: BatchSpeed, other: BatchSpeed): number {
  const key = ({ game, condition, won, steps }: PlayedEpisode): string =>
    `${game} ${condition} ${won} ${steps}`;
  const theirs = new Set(other.episodes.map(key));
  return one.episodes.filter((episode) => theirs.has(key(episode))).length;
}
