import { Expert } from './expert';
import { Game } from './game';
import type { GeneratedGame } from './generator';

/** More than any generated game needs: at most two objects are fetched, changed and put away. */
const MOST_STEPS = 50;

/**
 * Winning commands of a generated game, played by the expert who is told where everything is.
 * @throws Error where the expert does not win, which is a fault of the generator.
 */
export function walkthrough(generated: GeneratedGame): string[] {
  const game = new Game(generated);
  let turn = game.reset();
  const places = game.receptacles.flatMap(({ name }) =>
    game.contents(name).map((object): [string, string[]] => [object, [name]]),
  );
  const expert = new Expert(game, generated.design, new Map(places));
  const commands: string[] = [];
  while (!turn.won) {
    const command = commands.length < MOST_STEPS ? expert.next() : null;
    if (command === null) throw new Error(`the expert cannot win: ${generated.task}`);
    commands.push(command);
    turn = game.step(command);
  }
  return commands;
}
