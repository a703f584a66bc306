import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatGameName, LARGEST_SEED, parseGameName } from '../alfworld/game-name';
import { gameFolder, writeGame } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { GAME_OPTIONS, readGameWishes, readSeeds, wishedGame } from './game-options';
import { badArgument, readOptions, readWholeNumber, systemCode } from './options';

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
  const seeds = readSeeds(seed ?? '0', count);
  const folder = readFolder(out);
  for (const each of seeds) {
    const name = wishedGame(wishes, each);
    write(folder, gameFolder(generateGame(name)), formatGameName(name));
  }
}

function readFolder(out: string | undefined): string {
  if (!out) throw badArgument('--out is missing; it accepts the folder to write to.');
  return out;
}

/** Like mkdir's `recursive`, which tries for ever where a parent refuses new folders (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function write(folder: string, files: Iterable<[string, string]>, name: string): void {
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      makeFolder(dirname(file));
      writeFileSync(file, text);
    }
  } catch (error) {
    throw badArgument(
      `--out accepts a folder that can be written, not “${folder}” (${systemCode(error)}).`,
    );
  }
  process.stdout.write(`${name}\n`);
}
