import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Game } from '../alfworld/game';
import { readGameFile } from '../alfworld/game-file';
import { turnLine } from './game-turn-line';
import { readLines, writeJsonLine } from './lines';
import { badArgument, systemCode } from './options';

/**
 * Plays the commands on standard input, one a line, on a game file; prints a JSON line for each.
 * `--agent NAME` plays one of several agents.
 */
export async function runReplay(args: string[]): Promise<void> {
  const options = { agent: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) {
    throw badArgument('replay takes exactly one FILE: the path of a game.tw-pddl.');
  }
  const game = new Game(readGameFile(readText(file), values.agent));
  await writeJsonLine(process.stdout, { command: null, ...turnLine(game.reset()) });
  for await (const command of readLines(process.stdin)) {
    await writeJsonLine(process.stdout, { command, ...turnLine(game.step(command)) });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw badArgument(`FILE "${file}" cannot be read (${systemCode(error)}).`);
  }
}
