import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOMS, TASK_TYPES } from '../alfworld/domain';
import {
  checkGameName,
  DIFFICULTIES,
  formatGameName,
  type GameName,
  LARGEST_SEED,
  roomsOf,
  SPLITS,
  splitGame,
} from '../alfworld/game-name';
import { writeGame } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { badArgument, readChoice, readOptions, readWholeNumber } from './options';

const OPTIONS = ['split', 'seed', 'room', 'task', 'difficulty', 'out'] as const;

/** Writes a game as `DIR/game.tw-pddl` and `DIR/traj_data.json`, which the real engine loads. */
export async function runGenerate(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, OPTIONS, []);
  const { split, seed, room, task, difficulty = 'standard', out } = values;
  if (split === undefined)
    throw badArgument(`--split is missing; it accepts ${SPLITS.join(', ')}.`);
  if (seed === undefined) throw badArgument('--seed is missing; it accepts a whole number.');
  if (!out) throw badArgument('--out is missing; it accepts the folder to write to.');
  const name = nameGame(
    splitGame(
      readChoice('split', split, SPLITS),
      readWholeNumber('seed', seed, 0, LARGEST_SEED),
      readChoice('difficulty', difficulty, DIFFICULTIES),
    ),
    room === undefined ? null : readChoice('room', room, ROOMS),
    task === undefined ? null : readChoice('task', task, TASK_TYPES),
  );
  const files = writeGame(generateGame(name));
  try {
    mkdirSync(out, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(out, file), text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw badArgument(`--out accepts a folder that can be written, not “${out}” (${reason}).`);
  }
  process.stdout.write(`${formatGameName(name)}\n`);
}

/** The split's own game, but in the wished room or with the wished task: the other half follows. */
function nameGame(
  drawn: GameName,
  room: GameName['room'] | null,
  task: GameName['task'] | null,
): GameName {
  const tasks = TASK_TYPES.filter((one) => room === null || roomsOf(one).includes(room));
  const chosenTask = task ?? keepOrDraw(drawn.task, tasks, drawn.seed);
  const chosenRoom = room ?? keepOrDraw(drawn.room, roomsOf(chosenTask), drawn.seed);
  return checkGameName({ ...drawn, room: chosenRoom, task: chosenTask });
}

function keepOrDraw<Value>(drawn: Value, allowed: readonly Value[], seed: number): Value {
  return allowed.includes(drawn) ? drawn : (allowed[seed % allowed.length] ?? drawn);
}
