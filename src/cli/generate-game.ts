import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatGameName, LARGEST_SEED, parseGameName } from '../alfworld/game-name';
import { gameFolder, writeGame } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { GAME_OPTIONS, readGameWishes, wishedGame } from './game-options';
import { badArgument, readOptions, readWholeNumber } from './options';

const MOST_GAMES = 100_000;

/**
 * Writes one game into a folder, or with `--count` many as a dataset of alfworld's, and prints their
 * names.
 */
export async function runGenerate(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['game', 'seed', 'count', 'out', ...GAME_OPTIONS], []);
  const { game, out, ...others } = values;
  if (game !== undefined) {
    const [other] = Object.keys(others);
    if (other !== undefined)
      throw badArgument(`--game names the whole game; leave out --${other}.`);
    const name = parseGameName(game);
    write(readFolder(out), Object.entries(writeGame(generateGame(name))), formatGameName(name));
    return;
  }
  const { seed, count, ...wished } = others;
  const wishes = readGameWishes(wished);
  if (count === undefined) {
    if (seed === undefined) throw badArgument('--seed is missing; it accepts a whole number.');
    const name = wishedGame(wishes, readWholeNumber('seed', seed, 0, LARGEST_SEED));
    write(readFolder(out), Object.entries(writeGame(generateGame(name))), formatGameName(name));
    return;
  }
  const first = readWholeNumber('seed', seed ?? '0', 0, LARGEST_SEED);
  const games = readWholeNumber('count', count, 1, Math.min(MOST_GAMES, LARGEST_SEED - first + 1));
  const folder = readFolder(out);
  for (let index = 0; index < games; index++) {
    const name = wishedGame(wishes, first + index);
    write(folder, gameFolder(generateGame(name)), formatGameName(name));
  }
}

function readFolder(out: string | undefined): string {
  if (!out) throw badArgument('--out is missing; it accepts the folder to write to.');
  return out;
}

function write(folder: string, files: Iterable<[string, string]>, name: string): void {
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw badArgument(`--out accepts a folder that can be written, not “${folder}” (${reason}).`);
  }
  process.stdout.write(`${name}\n`);
}
