import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Game } from '../alfworld/game';
import { readGameFile } from '../alfworld/game-file';
import { Rng } from '../shared/rng';

const FRESH_PROCESSES = 3;

/** Commands that both engines play from the start, by the text of a `game.tw-pddl`. */
export interface GameScript {
  readonly name: string;
  readonly text: string;
  readonly commands: readonly string[];
}

/** What one engine took for one game. All in seconds. */
export interface GameSpeed {
  readonly load: number;
  readonly reset: number;
  /** Wall clock and processor time of one step with its admissible commands. */
  readonly step: number;
  readonly cpuStep: number;
}

/** A random walk over the admissible commands, the same for the same text. */
export function scriptOf(name: string, text: string, steps: number): GameScript {
  const game = new Game(readGameFile(text));
  const rng = new Rng(`benchmark/${name}`);
  let { admissibleCommands } = game.reset();
  const commands = Array.from({ length: steps }, () => {
    const command = rng.pick(admissibleCommands);
    ({ admissibleCommands } = game.step(command));
    return command;
  });
  return { name, text, commands };
}

/** Seconds from the file's text to the intro of a game that can be played. */
function timeLoad(text: string): number {
  return timed(() => new Game(readGameFile(text)).reset());
}

/** What only a process of its own can tell: nothing is compiled yet, and nothing else uses memory. */
export interface FreshProcess {
  /** Seconds of its first load. */
  readonly firstLoad: number;
  /** Bytes of the whole process at its largest, with every game loaded and played once. */
  readonly peak: number;
}

/** Loads and plays every script once, as a fresh process does. */
export function playOnce(scripts: readonly GameScript[]): FreshProcess {
  const start = performance.now();
  let firstLoad = 0;
  const games: Game[] = [];
  for (const { text, commands } of scripts) {
    const game = new Game(readGameFile(text));
    game.reset();
    if (games.push(game) === 1) firstLoad = (performance.now() - start) / 1000;
    for (const command of commands) game.step(command);
  }
  return { firstLoad, peak: process.resourceUsage().maxRSS * 1024 };
}

/** `playOnce` in processes of their own; the median of each figure. */
export function measureFreshProcess(scripts: readonly GameScript[]): FreshProcess {
  const program = [...process.execArgv, 'src/cli/benchmark-game.ts', '--once'];
  const input = JSON.stringify(scripts);
  const measured = Array.from({ length: FRESH_PROCESSES }, () => {
    const { stdout } = spawnSync(process.execPath, program, { input, encoding: 'utf8' });
    return JSON.parse(stdout) as FreshProcess;
  });
  return {
    firstLoad: median(measured.map(({ firstLoad }) => firstLoad)),
    peak: median(measured.map(({ peak }) => peak)),
  };
}

/** Plays a script over and over for about `seconds`, after a warm-up. */
export function measureGame({ text, commands }: GameScript, seconds: number): GameSpeed {
  const game = new Game(readGameFile(text));
  const loads = Array.from({ length: 20 }, () => timeLoad(text));
  const resets = Array.from({ length: 200 }, () => timed(() => game.reset()));
  repeat(game, commands, seconds / 4);
  const cpuStart = process.cpuUsage();
  const { steps, elapsed } = repeat(game, commands, seconds);
  const { user, system } = process.cpuUsage(cpuStart);
  return {
    load: median(loads),
    reset: median(resets),
    step: elapsed / steps,
    cpuStep: (user + system) / 1e6 / steps,
  };
}

function repeat(game: Game, commands: readonly string[], seconds: number) {
  const start = performance.now();
  let steps = 0;
  let listed = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    game.reset();
    for (const command of commands) listed += game.step(command).admissibleCommands.length;
    steps += commands.length;
    elapsed = (performance.now() - start) / 1000;
  }
  if (listed === 0) throw new Error('the engine listed no commands');
  return { steps, elapsed };
}

/** Bytes that one loaded game keeps, its commands played once: the mean over copies of all games. */
export function memoryPerGame(scripts: readonly GameScript[]): number {
  const copies = Math.max(1, Math.ceil(100 / scripts.length));
  const before = heldBytes();
  const games = scripts.flatMap(({ text, commands }) =>
    Array.from({ length: copies }, () => {
      const game = new Game(readGameFile(text));
      for (const command of commands) game.step(command);
      return game;
    }),
  );
  return (heldBytes() - before) / games.length;
}

function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return (performance.now() - start) / 1000;
}

/** The middle value; the lower of the two for an even count. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}
