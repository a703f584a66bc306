import { Game } from '../alfworld/game';
import { formatGameName, type GameName, parseGameName, splitGame } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import type { Problem } from '../alfworld/problem';
import { derange } from '../interlat/derangement';
import { Rng } from '../shared/rng';
import { scoutPrompt } from './sender-views';

/** A game by its name. Throws a LabError 'bad-game-name' for a name that is none. */
export function openProblem(game: string): Problem {
  return generateGame(parseGameName(game));
}

/** What the sender is told about a game. */
export function senderPrompt(game: string): string {
  const problem = openProblem(game);
  return scoutPrompt(problem, new Game(problem), formatGameName(parseGameName(game)));
}

/** Games are exchanged within blocks of this many seeds. */
const BLOCK = 64;

/**
 * The game whose message a CrossTask perturbation sends instead: of the same split and difficulty,
 * with another task type. Each block of 64 games of a split is deranged, so that in a batch every
 * message is used once; a game that is not one of the split's own takes the place of the one with
 * its seed. The answer depends on the name and the seed alone, so a batch and a single run agree.
 */
export function crossTaskPartner(game: string, seed: number): string {
  const name = parseGameName(game);
  const place = name.seed % BLOCK;
  const start = name.seed - place;
  const block: GameName[] = Array.from({ length: BLOCK }, (_, i) =>
    i === place ? name : splitGame(name.split, start + i, name.difficulty),
  );
  const { split, difficulty } = name;
  const rng = new Rng(`cross-task/${seed}/${split}/${difficulty}/${start}`);
  const partner = derange(
    block.map(({ task }) => task),
    rng,
  )[place];
  return formatGameName(block[partner as number] as GameName);
}
