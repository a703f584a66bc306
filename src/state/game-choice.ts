/** The game picker's choices: which names exist, and how its parts are called on screen. */
import type { Room, TaskType } from '../alfworld/domain';
import {
  formatGameName,
  LARGEST_SEED,
  type GameName as NameOfGame,
  parseGameName,
  roomsOf,
  type Split,
} from '../alfworld/game-name';
import { ROOM_FACTS } from '../alfworld/room-facts';
import { type ErrorData, toErrorData } from '../shared/errors';

export const DEFAULT_GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/4/standard';

export const DEFAULT_PARTS: NameOfGame = parseGameName(DEFAULT_GAME);

export const SPLIT_NAMES: Readonly<Record<Split, string>> = {
  unseen: 'unseen',
  seen: 'seen',
  dev: 'dev',
  train: 'train',
};

export const ROOM_NAMES: Readonly<Record<Room, string>> = {
  kitchen: 'kitchen',
  livingroom: 'living room',
  bedroom: 'bedroom',
  bathroom: 'bathroom',
};

export const TASK_NAMES: Readonly<Record<TaskType, string>> = {
  pick_and_place_simple: 'place',
  look_at_obj_in_light: 'look at in light',
  pick_clean_then_place_in_recep: 'clean, then place',
  pick_heat_then_place_in_recep: 'heat, then place',
  pick_cool_then_place_in_recep: 'cool, then place',
  pick_two_obj_and_place: 'place two',
};

/** The parts of a game's name. */
export interface GameName extends NameOfGame {}

export type GameReading =
  | { readonly kind: 'game'; readonly name: GameName }
  | { readonly kind: 'wrong'; readonly error: ErrorData };

/** What a person typed or a link carries, as a game's name or as what is wrong with it. */
export function readGame(text: string): GameReading {
  try {
    return { kind: 'game', name: parseGameName(text) };
  } catch (thrown) {
    return { kind: 'wrong', error: toErrorData(thrown) };
  }
}

/** The game with some parts changed. A room that has no such task gives way to the change. */
export function changeGame(name: GameName, change: Partial<GameName>): string {
  const wanted = { ...name, ...change };
  const tasks = ROOM_FACTS[wanted.room].tasks;
  if (tasks.includes(wanted.task)) return formatGameName(wanted);
  if (change.task !== undefined) {
    return formatGameName({ ...wanted, room: roomsOf(change.task)[0] ?? wanted.room });
  }
  return formatGameName({ ...wanted, task: tasks[0] ?? wanted.task });
}

export const tasksOf = (room: Room): readonly TaskType[] => ROOM_FACTS[room].tasks;

/** A seed from a number in [0, 1). Six digits: short enough to read out. */
export const rollSeed = (random: number): number =>
  Math.min(LARGEST_SEED, Math.floor(random * 1_000_000));

/** `Unseen kitchen game 7: heat, then place` */
export function describeGame({ split, room, task, seed }: GameName): string {
  const first = split.charAt(0).toUpperCase() + split.slice(1);
  return `${first} ${ROOM_NAMES[room]} game ${seed}: ${TASK_NAMES[task]}`;
}
