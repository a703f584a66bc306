import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { DIFFICULTIES, formatGameName, splitGame } from '../alfworld/game-name';
import { writeGame } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { type BenchmarkReport, reportLines, summarize } from './benchmark-report';
import { runProgram } from './command-line';
import {
  type GameScript,
  measureFreshProcess,
  measureGame,
  memoryPerGame,
  playOnce,
  scriptOf,
} from './engine-speed';
import { readOptions, readWholeNumber } from './options';
import { findRealEngine, measureRealEngine } from './real-engine-speed';

/** Recorded real games, handed out beside the repository, not with it. */
const SHARED = '../shared/alfworld/recordings';

const OPTIONS = ['games', 'steps', 'seconds'] as const;

const USAGE = `Measures this engine and, where it is installed, the real one on the same games and commands.

npm run -s benchmark:game -- [options]
  --games N     generated games; default 6
  --steps N     commands of each game's script; default 60
  --seconds N   how long each set of games is played here; default 6
  --json        the report as JSON`;

/** Unseen games of our own, every other one with rooms as full as real ones. */
function exportedGames(count: number): [name: string, text: string][] {
  return Array.from({ length: count }, (_, index) => {
    const name = splitGame('unseen', index, DIFFICULTIES[index % DIFFICULTIES.length]);
    return [formatGameName(name), writeGame(generateGame(name))['game.tw-pddl']];
  });
}

function sharedGames(): [name: string, text: string][] {
  if (!existsSync(SHARED)) return [];
  return readdirSync(SHARED).map((name) => [
    name,
    readFileSync(join(SHARED, name, 'game.tw-pddl'), 'utf8'),
  ]);
}

function measure(
  what: string,
  games: readonly (readonly [name: string, text: string])[],
  options: { readonly steps: number; readonly seconds: number },
  python: string | null,
): BenchmarkReport['sets'][number] {
  const scripts: GameScript[] = games.map(([name, text]) => scriptOf(name, text, options.steps));
  const speeds = scripts.map((script) => measureGame(script, options.seconds / scripts.length));
  const ours = {
    ...summarize(speeds),
    ...measureFreshProcess(scripts),
    memory: memoryPerGame(scripts),
  };
  if (python === null) return { what, games: scripts.length, ours, real: null };
  const { games: realSpeeds, memory, peak, versions } = measureRealEngine(python, scripts);
  const real = {
    ...summarize(realSpeeds),
    firstLoad: realSpeeds[0]?.load ?? Number.NaN,
    memory,
    peak,
  };
  return { what, games: scripts.length, ours, real: { ...real, versions } };
}

/** `npm run -s benchmark:game`: see `USAGE`. */
async function benchmark(args: readonly string[]): Promise<void> {
  // Not an option for users: it calls itself so for what only a fresh process can tell.
  if (args[0] === '--once') {
    const scripts: unknown = JSON.parse(readFileSync(0, 'utf8'));
    process.stdout.write(JSON.stringify(playOnce(scripts as GameScript[])));
    return;
  }
  const { values, flags } = readOptions(args, OPTIONS, ['json', 'help']);
  if (flags.has('help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const games = readWholeNumber('games', values.games ?? '6', 1, 1000);
  const steps = readWholeNumber('steps', values.steps ?? '60', 1, 100_000);
  const seconds = readWholeNumber('seconds', values.seconds ?? '6', 1, 600);
  const python = findRealEngine();
  const loadBefore = loadavg();
  const sets = [measure('our exported games', exportedGames(games), { steps, seconds }, python)];
  const shared = sharedGames();
  if (shared.length > 0)
    sets.push(measure('real ALFWorld games', shared, { steps, seconds }, python));
  const report: BenchmarkReport = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    steps,
    loadAverage: { before: loadBefore, after: loadavg() },
    sets,
  };
  const text = flags.has('json') ? JSON.stringify(report, null, 2) : reportLines(report).join('\n');
  process.stdout.write(`${text}\n`);
}

await runProgram(() => benchmark(process.argv.slice(2)));
