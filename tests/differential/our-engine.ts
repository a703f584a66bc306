/**
 * Our side of the differential test: one process for many games. A JSON request a line on standard
 * input, a JSON answer a line on standard output.
 *
 * - `{"op": "pairs"}` answers `[[room, task], …]`: what the generator has games of
 * - `{"op": "export", "game": NAME}` answers `{file name: text}`, or null where there is no such game
 * - `{"op": "replay", "file": PATH, "commands": [null for a reset, …]}` answers a list of turns, or
 *   `{"refused": sentence}` where our engine does not play the file
 */
import { readFileSync } from 'node:fs';
import { ROOMS } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { parseGameName } from '../../src/alfworld/game-name';
import { writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { ROOM_FACTS } from '../../src/alfworld/room-facts';
import { turnLine } from '../../src/cli/game-turn-line';
import { readLines, writeJsonLine } from '../../src/cli/lines';
import { LabError } from '../../src/shared/errors';

type Request =
  | { readonly op: 'pairs' }
  | { readonly op: 'export'; readonly game: string }
  | { readonly op: 'replay'; readonly file: string; readonly commands: readonly (string | null)[] };

function answer(request: Request): unknown {
  switch (request.op) {
    case 'pairs':
      return ROOMS.flatMap((room) => ROOM_FACTS[room].tasks.map((task) => [room, task]));
    case 'export':
      return exported(request.game);
    case 'replay':
      return replayed(request.file, request.commands);
  }
}

function exported(name: string): object | null {
  try {
    return writeGame(generateGame(parseGameName(name)));
  } catch (error) {
    if (error instanceof LabError && error.code === 'no-such-game') return null;
    throw error;
  }
}

function replayed(file: string, commands: readonly (string | null)[]): unknown {
  try {
    const game = new Game(readGameFile(readFileSync(file, 'utf8')));
    return commands.map((command) => ({
      command,
      ...turnLine(command === null ? game.reset() : game.step(command)),
    }));
  } catch (error) {
    if (error instanceof LabError) return { refused: error.message };
    throw error;
  }
}

for await (const line of readLines(process.stdin)) {
  await writeJsonLine(process.stdout, answer(JSON.parse(line) as Request));
}
