import { parseGameName } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { walkthrough } from '../../src/alfworld/walkthrough';

/** Commands that win the named game, by the expert that knows where everything is. */
export function winningCommands(name: string): string[] {
  return walkthrough(generateGame(parseGameName(name)));
}
