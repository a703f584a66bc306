import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import { ROOMS, type Room, TASK_TYPES, type TaskType } from './domain';
import { ROOM_FACTS } from './room-facts';

export const GENERATOR_VERSION = 'g1';

export const SPLITS = ['train', 'dev', 'seen', 'unseen'] as const;
export type Split = (typeof SPLITS)[number];

export const DIFFICULTIES = ['standard', 'realistic'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** A game is its name: the same name is the same game for as long as its generator version exists. */
export interface GameName {
  readonly split: Split;
  readonly room: Room;
  readonly task: TaskType;
  /** Not negative, at most 2^31 - 1. */
  readonly seed: number;
  readonly difficulty: Difficulty;
}

export const LARGEST_SEED = 2 ** 31 - 1;

/** `g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard` */
export function formatGameName(name: GameName): string {
  const { split, room, task, seed, difficulty } = name;
  return [GENERATOR_VERSION, split, room, task, seed, difficulty].join('/');
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
  const [version, split, room, task, seed, difficulty, ...rest] = text.trim().split('/');
  if (difficulty === undefined || rest.length > 0) {
    throw new LabError(
      'bad-game-name',
      `“${text}” is not a game name. A name looks like g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard.`,
    );
  }
  if (version !== GENERATOR_VERSION) {
    throw new LabError(
      'bad-game-name',
      `This page makes games of generator ${GENERATOR_VERSION}, not “${version}”. Use a link from this version.`,
    );
  }
  return checkGameName({
    split: oneOf('split', split ?? '', SPLITS),
    room: oneOf('room', room ?? '', ROOMS),
    task: oneOf('task type', task ?? '', TASK_TYPES),
    seed: parseSeed(seed ?? ''),
    difficulty: oneOf('difficulty', difficulty, DIFFICULTIES),
  });
}

/** The name itself, or a LabError where the room has no game of this task type. */
export function checkGameName(name: GameName): GameName {
  const tasks = ROOM_FACTS[name.room].tasks;
  if (!tasks.includes(name.task)) {
    throw new LabError(
      'bad-game-name',
      `There is no ${name.task} game in a ${name.room}. Choose ${tasks.join(', ')}, or another room.`,
    );
  }
  return name;
}

/** Rooms where a task type is played. */
export function roomsOf(task: TaskType): readonly Room[] {
  return ROOMS.filter((room) => ROOM_FACTS[room].tasks.includes(task));
}

/** The i-th game of a split: all task types equally often, rooms drawn from those the task allows. */
export function splitGame(
  split: Split,
  seed: number,
  difficulty: Difficulty = 'standard',
): GameName {
  const rng = new Rng(`${GENERATOR_VERSION}/${split}/${seed}/order`);
  const task = rng.pick(TASK_TYPES);
  const room = rng.pick(roomsOf(task));
  return { split, room, task, seed, difficulty };
}

/** Games `start` to `start + count - 1` of a split. */
export function splitGames(split: Split, start: number, count: number): GameName[] {
  return Array.from({ length: count }, (_, index) => splitGame(split, start + index));
}
