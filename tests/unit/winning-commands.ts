import { Expert } from '../../src/alfworld/expert';
import { Game } from '../../src/alfworld/game';
import { parseGameName } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { sightingsOf } from '../../src/lab/sender-views';

/** Commands that win the named game, by the expert that knows where everything is. */
export function winningCommands(name: string): string[] {
  const generated = generateGame(parseGameName(name));
  const game = new Game(generated);
  const known = new Map(sightingsOf(game).map(({ object, place }) => [object, place]));
  const expert = new Expert(game, generated.design, known);
  const commands: string[] = [];
  for (;;) {
    const command = expert.next();
    if (command === null) throw new Error(`${name} was not won.`);
    commands.push(command);
    if (game.step(command).won) return commands;
  }
}
