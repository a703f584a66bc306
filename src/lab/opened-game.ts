import { Game } from '../alfworld/game';
import { readGameFile } from '../alfworld/game-file';
import { formatGameName, type GameName, parseGameName, splitGame } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { taskTypeOf } from '../alfworld/goal-expressions';
import type { Problem } from '../alfworld/problem';
import { derange } from '../interlat/derangement';
import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import { isFileGame, parseFileGameName } from './file-game-name';
import { type SenderView, viewPrompt } from './sender-views';
import type { GameFile } from './settings';

/**
 * A game by its name, an imported one with its file. Throws a LabError: 'bad-game-name' for a name
 * that is none, 'missing-game-file' for an imported game without its file, and what the reader throws.
 */
export function openProblem(game: string, file: GameFile | null = null): Problem {
  if (!isFileGame(game)) return generateGame(parseGameName(game));
  if (file?.name !== game) {
    const title = parseFileGameName(game).title || 'This game';
    const message = `${title} was read from a file, and a link does not carry the file. Drop the file again.`;
    throw new LabError('missing-game-file', message);
  }
  return readGameFile(file.text, file.agent);
}

/** The game of a run: read once, with what the sender is told about it and its partners. */
export class OpenedGame {
  readonly problem: Problem;

  /** Throws what `openProblem` throws. */
  constructor(
    readonly name: string,
    file: GameFile | null = null,
  ) {
    this.problem = openProblem(name, file);
  }

  /** What the sender is told about this game, or about a partner of it. */
  senderPrompt(game: string, view: SenderView): string {
    return isFileGame(game) ? promptFor(this.problem, game, view) : senderPrompt(game, view);
  }

  /** The game whose message a CrossTask perturbation sends instead. */
  crossTaskPartner(seed: number): string {
    return isFileGame(this.name)
      ? partnerOfFile(this.name, this.problem, seed)
      : crossTaskPartner(this.name, seed);
  }
}

/** What the sender is told about a generated game. */
export function senderPrompt(game: string, view: SenderView): string {
  const name = parseGameName(game);
  return promptFor(generateGame(name), formatGameName(name), view);
}

function promptFor(problem: Problem, name: string, view: SenderView): string {
  return viewPrompt(problem, new Game(problem), view, name);
}

/**
 * For an imported game: a generated unseen game of another task type, by the hash of the file and
 * the seed alone.
 */
function partnerOfFile(game: string, problem: Problem, seed: number): string {
  const taskType = taskTypeOf(problem.goal);
  const rng = new Rng(`cross-task/${seed}/${parseFileGameName(game).hash}`);
  for (;;) {
    const partner = splitGame('unseen', rng.integer(PARTNER_SEEDS));
    if (partner.task !== taskType) return formatGameName(partner);
  }
}

/** Seeds that partners of imported games are drawn from. */
const PARTNER_SEEDS = 2 ** 20;

/** Games are exchanged within blocks of this many seeds. */
const BLOCK = 64;

/**
 * The partner of a generated game: of the same split and difficulty, with another task type. Each
 * block of 64 games of a split is deranged, so that in a batch every message is used once; a game
 * that is not one of the split's own takes the place of the one with its seed. The answer depends on
 * the name and the seed alone, so a batch and a single run agree.
 */
export function crossTaskPartner(game: string, seed: number): string {
  const name = parseGameName(game);
  const place = name.seed % BLOCK;
  const start = name.seed - place;
  const { version, split, difficulty, knobs } = name;
  const block: GameName[] = Array.from({ length: BLOCK }, (_, i) =>
    i === place ? name : { ...splitGame(split, start + i, difficulty, version), knobs },
  );
  const rng = new Rng(`cross-task/${seed}/${split}/${difficulty}/${start}`);
  const partner = derange(
    block.map(({ task }) => task),
    rng,
  )[place];
  return formatGameName(block[partner as number] as GameName);
}
