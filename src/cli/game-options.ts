import { ROOMS, type Room, TASK_TYPES, type TaskType } from '../alfworld/domain';
import {
  checkGameName,
  DIFFICULTIES,
  type GameName,
  type GeneratorVersion,
  LARGEST_SEED,
  NEWEST_VERSION,
  parseDifficulty,
  roomsOf,
  SPLITS,
  type Split,
  splitGame,
  VERSIONS,
} from '../alfworld/game-name';
import { LabError } from '../shared/errors';
import { badArgument, readChoice, readWholeNumber } from './options';

/** The options that say which games of a split are meant. */
export const GAME_OPTIONS = ['split', 'room', 'task', 'difficulty', 'generator'] as const;

/** Games that one command makes at most. */
const MOST_GAMES = 100_000;

/** What is wished of games, before a seed draws the rest. */
export interface GameWishes extends Pick<GameName, 'version' | 'split' | 'difficulty' | 'knobs'> {
  readonly room: Room | null;
  readonly task: TaskType | null;
}

/** Reads `GAME_OPTIONS`. Throws a LabError 'bad-argument' that names what is accepted. */
export function readGameWishes(
  values: Readonly<Partial<Record<(typeof GAME_OPTIONS)[number], string>>>,
): GameWishes {
  const { split, room, task, difficulty = 'standard', generator } = values;
  if (split === undefined) {
    throw badArgument(`--split is missing; it accepts ${SPLITS.join(', ')}.`);
  }
  const level = readDifficulty(difficulty);
  return {
    split: readChoice<Split>('split', split, SPLITS),
    room: room === undefined ? null : readChoice<Room>('room', room, ROOMS),
    task: task === undefined ? null : readChoice<TaskType>('task', task, TASK_TYPES),
    ...level,
    version:
      generator === undefined
        ? NEWEST_VERSION[level.difficulty]
        : readChoice<GeneratorVersion>('generator', generator, VERSIONS),
  };
}

function readDifficulty(text: string): Pick<GameName, 'difficulty' | 'knobs'> {
  try {
    return parseDifficulty(text);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const choices = DIFFICULTIES.join(', ');
    throw badArgument(
      `--difficulty accepts ${choices}, each with knobs such as +places=30, not “${text}”. ${error.message}`,
    );
  }
}

/** The seeds that `--seed` and `--count` name. Throws a LabError 'bad-argument'. */
export function readSeeds(seed: string, count: string): number[] {
  const first = readWholeNumber('seed', seed, 0, LARGEST_SEED);
  const most = Math.min(MOST_GAMES, LARGEST_SEED - first + 1);
  const games = readWholeNumber('count', count, 1, most);
  return Array.from({ length: games }, (_, index) => first + index);
}

/**
 * The split's own game of this seed, but as wished: where only a room or only a task is, the other
 * half follows. Throws a LabError 'bad-game-name' where there is no such game.
 */
export function wishedGame(wishes: GameWishes, seed: number): GameName {
  const { room, task, ...rest } = wishes;
  const drawn = splitGame(wishes.split, seed);
  const tasks = TASK_TYPES.filter((one) => room === null || roomsOf(one).includes(room));
  const chosenTask = task ?? keepOrDraw(drawn.task, tasks, seed);
  const chosenRoom = room ?? keepOrDraw(drawn.room, roomsOf(chosenTask), seed);
  return checkGameName({ ...drawn, ...rest, room: chosenRoom, task: chosenTask });
}

function keepOrDraw<Value>(drawn: Value, allowed: readonly Value[], seed: number): Value {
  return allowed.includes(drawn) ? drawn : (allowed[seed % allowed.length] ?? drawn);
}
