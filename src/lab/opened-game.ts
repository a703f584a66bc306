import { Game } from '../alfworld/game';
import { readGameFile } from '../alfworld/game-file';
import { formatGameName, type GameName, parseGameName, splitGame } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { designOf } from '../alfworld/goal-design';
import { taskTypeOf } from '../alfworld/goal-expressions';
import type { Problem } from '../alfworld/problem';
import { derange } from '../interlat/derangement';
import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import { isFileGame, parseFileGameName } from './file-game-name';
import { type SenderView, senderPromptText, type Told, tellSender } from './sender-views';
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

  /**
   * What the sender is told about this game, or about another. Throws what `openProblem` throws: the
   * file of another imported game is not here.
   */
  brief(game: string, view: SenderView): SenderBrief {
    const problem = game === this.name ? this.problem : openProblem(game);
    return briefOf(problem, game, view);
  }

  /** The same as a prompt, without special tokens. */
  senderPrompt(game: string, view: SenderView): string {
    const { task, told } = this.brief(game, view);
    return senderPromptText(task, told);
  }

  /** The game whose message a CrossTask perturbation sends instead. */
  crossTaskPartner(seed: number): string {
    return isFileGame(this.name)
      ? partnerOfFile(this.name, this.problem, seed)
      : crossTaskPartner(this.name, seed);
  }

  /**
   * Another game of the same task type (SameTypeMismatch). Throws a LabError 'bad-settings' for an
   * imported game whose goal is of none of the six types.
   */
  sameTypePartner(seed: number): string {
    return isFileGame(this.name)
      ? sameTypePartnerOfFile(this.name, this.problem, seed)
      : sameTypePartner(this.name, seed);
  }
}

/** A task and what the sender is told about where things are. */
export interface SenderBrief {
  readonly task: string;
  readonly told: Told;
}

function briefOf(problem: Problem, game: string, view: SenderView): SenderBrief {
  const seed = isFileGame(game) ? game : formatGameName(parseGameName(game));
  const told = tellSender(new Game(problem), designOf(problem.goal), view, seed);
  return { task: problem.task, told };
}

/** What the sender is told about a generated game. */
export function senderPrompt(game: string, view: SenderView): string {
  const { task, told } = briefOf(openProblem(game), game, view);
  return senderPromptText(task, told);
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

/** For an imported game: a generated unseen game of its task type, by hash and seed alone. */
function sameTypePartnerOfFile(game: string, problem: Problem, seed: number): string {
  const taskType = taskTypeOf(problem.goal);
  if (taskType === null) {
    const message = 'This game’s task is of none of the six types, so no other game has its type.';
    throw new LabError('bad-settings', `${message} Choose another perturbation.`);
  }
  const rng = new Rng(`same-type/${seed}/${parseFileGameName(game).hash}`);
  for (;;) {
    const partner = splitGame('unseen', rng.integer(PARTNER_SEEDS));
    if (partner.task === taskType) return formatGameName(partner);
  }
}

/** Seeds that partners of imported games are drawn from. */
const PARTNER_SEEDS = 2 ** 20;

/** Games are exchanged within blocks of this many seeds. */
const BLOCK = 64;

/** The games of a split with which this one is exchanged, itself in the place of the one with its seed. */
function blockOf(name: GameName): { block: GameName[]; place: number; start: number } {
  const { version, split, difficulty, knobs } = name;
  const place = name.seed % BLOCK;
  const start = name.seed - place;
  const block = Array.from({ length: BLOCK }, (_, i) =>
    i === place ? name : { ...splitGame(split, start + i, difficulty, version), knobs },
  );
  return { block, place, start };
}

/**
 * The partner of a generated game: of the same split and difficulty, with another task type. Each
 * block of 64 games of a split is deranged, so that in a batch every message is used once; a game
 * that is not one of the split's own takes the place of the one with its seed. The answer depends on
 * the name and the seed alone, so a batch and a single run agree.
 */
export function crossTaskPartner(game: string, seed: number): string {
  const name = parseGameName(game);
  const { block, place, start } = blockOf(name);
  const rng = new Rng(`cross-task/${seed}/${name.split}/${name.difficulty}/${start}`);
  const partner = derange(
    block.map(({ task }) => task),
    rng,
  )[place];
  return formatGameName(block[partner as number] as GameName);
}

/**
 * Another game of the same split, difficulty and task type, each of a block used once: the block's
 * games of the type stand in a random circle, and each gets the next one's message. Where the block
 * has no other, it is the first of the type behind the block.
 */
export function sameTypePartner(game: string, seed: number): string {
  const name = parseGameName(game);
  const { block, place, start } = blockOf(name);
  const places = block.flatMap(({ task }, i) => (task === name.task ? [i] : []));
  if (places.length > 1) {
    const { split, difficulty, task } = name;
    const rng = new Rng(`same-type/${seed}/${split}/${difficulty}/${task}/${start}`);
    const circle = rng.shuffle(places);
    const next = circle[(circle.indexOf(place) + 1) % circle.length] as number;
    return formatGameName(block[next] as GameName);
  }
  const { version, split, difficulty, knobs } = name;
  for (let other = start + BLOCK; ; other++) {
    const partner = splitGame(split, other, difficulty, version);
    if (partner.task === name.task) return formatGameName({ ...partner, knobs });
  }
}
