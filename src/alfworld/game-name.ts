import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import { ROOMS, type Room, TASK_TYPES, type TaskType } from './domain';
import { checkKnobs, formatKnobs, type Knobs, NO_KNOBS, parseKnobs } from './game-knobs';
import { presetOf } from './presets';
import { ROOM_FACTS } from './room-facts';

/**
 * `g1` made the games that the shipped models learned from and are evaluated on. `g2` makes realistic
 * games only: rooms and objects as the floor plans have them (`npm run -s games -- report`).
 */
export const VERSIONS = ['g1', 'g2'] as const;
export type GeneratorVersion = (typeof VERSIONS)[number];

export const SPLITS = ['train', 'dev', 'seen', 'unseen'] as const;
export type Split = (typeof SPLITS)[number];

export const DIFFICULTIES = ['standard', 'realistic'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** The generator that new games of a preset are made with; older names keep theirs. */
export const NEWEST_VERSION: Readonly<Record<Difficulty, GeneratorVersion>> = {
  standard: 'g1',
  realistic: 'g2',
};

/** A game is its name: the same name is the same game for as long as its generator version exists. */
export interface GameName {
  readonly version: GeneratorVersion;
  readonly split: Split;
  readonly room: Room;
  readonly task: TaskType;
  /** Not negative, at most 2^31 - 1. */
  readonly seed: number;
  /** The preset. */
  readonly difficulty: Difficulty;
  /** What differs from the preset. */
  readonly knobs: Knobs;
}

export const LARGEST_SEED = 2 ** 31 - 1;

/** `g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard+places=30` */
export function formatGameName(name: GameName): string {
  const { version, split, room, task, seed, difficulty, knobs } = name;
  return [version, split, room, task, seed, `${difficulty}${formatKnobs(knobs)}`].join('/');
}

function oneOf<T extends string>(what: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === given);
  if (found === undefined) {
    const choices = allowed.join(', ');
    throw new LabError(
      'bad-game-name',
      `The ${what} “${given}” does not exist. Choose ${choices}.`,
    );
  }
  return found;
}

/** Whole number from 0 to LARGEST_SEED, else a LabError 'bad-game-name'. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,10}$/.test(text) || seed > LARGEST_SEED) {
    const message = `The seed “${text}” is not a whole number from 0 to ${LARGEST_SEED}.`;
    throw new LabError('bad-game-name', message);
  }
  return seed;
}

/** Throws a LabError 'bad-game-name' that says which part is wrong and what it may be. */
export function parseGameName(text: string): GameName {
  const [version, split, room, task, seed, level, ...rest] = text.trim().split('/');
  if (level === undefined || rest.length > 0) {
    throw new LabError(
      'bad-game-name',
      `“${text}” is not a game name. A name looks like g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard.`,
    );
  }
  return checkGameName({
    version: versionOf(version ?? ''),
    split: oneOf('split', split ?? '', SPLITS),
    room: oneOf('room', room ?? '', ROOMS),
    task: oneOf('task type', task ?? '', TASK_TYPES),
    seed: parseSeed(seed ?? ''),
    ...parseDifficulty(level),
  });
}

/**
 * `standard+places=30`: a preset and what differs from it. Throws a LabError 'bad-game-name'.
 */
export function parseDifficulty(text: string): Pick<GameName, 'difficulty' | 'knobs'> {
  // A plus sign that was not escaped in a link arrives as a space.
  const [preset = '', ...knobs] = text.split(/[+ ]/);
  const difficulty = oneOf('difficulty', preset, DIFFICULTIES);
  return { difficulty, knobs: parseKnobs(knobs, difficulty) };
}

function versionOf(given: string): GeneratorVersion {
  const found = VERSIONS.find((version) => version === given);
  if (found !== undefined) return found;
  throw new LabError(
    'bad-game-name',
    `The generator “${given}” is not known to this page; it knows ${VERSIONS.join(' and ')}.`,
  );
}

/**
 * The name itself with its knobs as names write them, or a LabError 'bad-game-name' where no such
 * game is made.
 */
export function checkGameName(name: GameName): GameName {
  const tasks = ROOM_FACTS[name.room].tasks;
  if (!tasks.includes(name.task)) {
    throw new LabError(
      'bad-game-name',
      `There is no ${name.task} game in a ${name.room}. Choose ${tasks.join(', ')}, or another room.`,
    );
  }
  presetOf(name.version, name.difficulty);
  return { ...name, knobs: checkKnobs(name.knobs, name.difficulty) };
}

/**
 * The same game in another preset, of the generator that makes it now. Knobs stay as they are set,
 * but for those that the preset has so anyway.
 */
export function withDifficulty(name: GameName, difficulty: Difficulty): GameName {
  const knobs = checkKnobs(name.knobs, difficulty);
  return { ...name, version: NEWEST_VERSION[difficulty], difficulty, knobs };
}

/** Rooms where a task type is played. */
export function roomsOf(task: TaskType): readonly Room[] {
  return ROOMS.filter((room) => ROOM_FACTS[room].tasks.includes(task));
}

/**
 * The game of a split with this seed, all task types equally often, rooms drawn from those the task
 * allows. Of generator g1 unless asked, because evaluations compare with what was run on it.
 */
export function splitGame(
  split: Split,
  seed: number,
  difficulty: Difficulty = 'standard',
  version: GeneratorVersion = 'g1',
): GameName {
  const rng = new Rng(`g1/${split}/${seed}/order`);
  const task = rng.pick(TASK_TYPES);
  const room = rng.pick(roomsOf(task));
  return { version, split, room, task, seed, difficulty, knobs: NO_KNOBS };
}

/** Games `start` to `start + count - 1` of a split. */
export function splitGames(split: Split, start: number, count: number): GameName[] {
  return Array.from({ length: count }, (_, index) => splitGame(split, start + index));
}
