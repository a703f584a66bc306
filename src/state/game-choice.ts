/** The game picker's choices: which names exist, and how its parts are called on screen. */
import type { Room, TaskType } from '../alfworld/domain';
import { checkKnob, KNOBS, type Knob, type KnobKey, NO_KNOBS } from '../alfworld/game-knobs';
import {
  checkGameName,
  type Difficulty,
  formatGameName,
  LARGEST_SEED,
  type GameName as NameOfGame,
  parseGameName,
  parseSeed,
  roomsOf,
  withDifficulty,
} from '../alfworld/game-name';
import { ROOM_FACTS } from '../alfworld/room-facts';
import { type FileGameName, isFileGame, parseFileGameName } from '../lab/file-game-name';
import { type ErrorData, LabError, toErrorData } from '../shared/errors';
import { ENGLISH } from '../words/english/english';
import type { Words } from '../words/words';
import { RECORDINGS } from './recordings';

type PickerWords = Words['gamePicker'];

export const DIFFICULTY_KNOBS: readonly Knob[] = KNOBS;

/** The game of the recorded run that the page opens on. */
export const DEFAULT_GAME =
  RECORDINGS[0]?.game ?? 'g1/unseen/kitchen/pick_heat_then_place_in_recep/4/standard';

export const DEFAULT_PARTS: NameOfGame = parseGameName(DEFAULT_GAME);

/** In English, which names are searched by in every language. */
export const ROOM_NAMES: Readonly<Record<Room, string>> = ENGLISH.gamePicker.rooms;
export const TASK_NAMES: Readonly<Record<TaskType, string>> = ENGLISH.gamePicker.tasks;

/** The parts of a game's name. */
export interface GameName extends NameOfGame {}

export type GameReading =
  | { readonly kind: 'game'; readonly name: GameName }
  /** Of a file that was dropped. */
  | ({ readonly kind: 'file' } & FileGameName)
  | { readonly kind: 'wrong'; readonly error: ErrorData };

/** What a person typed or a link carries, as a game's name or as what is wrong with it. */
export function readGame(text: string): GameReading {
  if (isFileGame(text)) {
    const name = parseFileGameName(text);
    if (name.title === '' || !/^([0-9a-f]{16})?$/.test(name.hash))
      return { kind: 'wrong', error: badFileName(text) };
    return { kind: 'file', ...name };
  }
  try {
    return { kind: 'game', name: parseGameName(text) };
  } catch (thrown) {
    return { kind: 'wrong', error: toErrorData(thrown) };
  }
}

/** The one way to write a generated game's name; any other text as it is. */
export function tidyGame(text: string): string {
  const reading = readGame(text);
  return reading.kind === 'game' ? formatGameName(reading.name) : text;
}

/** What is wrong with a text as a game's name; null where nothing is. */
export function gameProblem(text: string, words: Words['errors']): string | null {
  const reading = readGame(text);
  if (reading.kind !== 'wrong') return null;
  return words.told(reading.error.code, reading.error.message);
}

/** What is wrong with a text as a seed; null where nothing is. */
export function seedProblem(text: string, words: PickerWords): string | null {
  try {
    parseSeed(text);
    return null;
  } catch {
    return words.seedProblem(text, LARGEST_SEED);
  }
}

/** The game with some parts changed. A room that has no such task gives way to the change. */
export function changeGame(name: GameName, change: Partial<GameName>): string {
  const wanted = { ...name, ...change };
  const tasks = ROOM_FACTS[wanted.room].tasks;
  if (tasks.includes(wanted.task)) return canonical(wanted);
  if (change.task !== undefined) {
    return canonical({ ...wanted, room: roomsOf(change.task)[0] ?? wanted.room });
  }
  return canonical({ ...wanted, task: tasks[0] ?? wanted.task });
}

const canonical = (name: GameName): string => formatGameName(checkGameName(name));

/** The same game in a preset, with the knobs that it does not have so anyway. */
export const changeDifficulty = (name: GameName, difficulty: Difficulty): string =>
  canonical(withDifficulty(name, difficulty));

/** The same game with every knob as its preset has it. */
export const resetKnobs = (name: GameName): string => canonical({ ...name, knobs: NO_KNOBS });

/** What is wrong with a knob's text; null where nothing is. Empty: as the preset has it. */
export function knobProblem(knob: Knob, text: string, words: PickerWords): string | null {
  if (text === '') return null;
  const { key, least, most, step } = knob;
  const { label } = words.knobs[key];
  const whole = step === 1;
  if (!whole && /^\d+,\d+$/.test(text)) return words.decimalPoint(label, text.replace(',', '.'));
  try {
    // Not every text that is a number in JavaScript: 0x10 is none here.
    const digits = (whole ? /^\d+$/ : /^\d*\.?\d+$/).test(text);
    checkKnob(knob, digits ? Number(text) : Number.NaN);
    return null;
  } catch {
    return whole ? words.wholeKnob(label, least, most) : words.knob(label, least, most, step);
  }
}

/** A knob's text as names write it; empty where the preset has it so anyway. */
export function tidyKnob(knob: Knob, text: string, { difficulty }: GameName): string {
  if (text === '') return '';
  const value = checkKnob(knob, Number(text));
  return value === knob.preset[difficulty] ? '' : String(value);
}

/** The game with this knob turned; an empty text gives it back to the preset. */
export function changeKnob(name: GameName, key: KnobKey, text: string): string {
  const { [key]: _, ...others } = name.knobs;
  const knobs = text === '' ? others : { ...others, [key]: Number(text) };
  return canonical({ ...name, knobs });
}

/** What a knob has where it is not turned, for the game's preset. */
export function presetValue(
  { preset }: Knob,
  { difficulty }: GameName,
  words: PickerWords,
): string {
  return preset[difficulty]?.toString() ?? words.drawn;
}

export const tasksOf = (room: Room): readonly TaskType[] => ROOM_FACTS[room].tasks;

/** A seed from a number in [0, 1). Six digits: short enough to read out. */
export const rollSeed = (random: number): number =>
  Math.min(LARGEST_SEED, Math.floor(random * 1_000_000));

/** `Unseen kitchen game 7: heat, then place`; of a file its title. */
export function describeGame(reading: GameReading, words: PickerWords): string {
  if (reading.kind === 'wrong') return words.choose;
  if (reading.kind === 'file') return reading.title;
  const { split, room, task, seed } = reading.name;
  return words.described(words.splits[split], words.rooms[room], seed, words.tasks[task]);
}

const badFileName = (text: string): ErrorData =>
  toErrorData(
    new LabError(
      'bad-game-name',
      `“${text}” is no name of a game from a file: that is file/, a title, and 16 hex digits. Drop the file on the page, or choose another game.`,
    ),
  );

/** What to do where an address names a file that is not here. */
export function fileToDrop(
  { title, hash }: Extract<GameReading, { kind: 'file' }>,
  words: PickerWords,
): string {
  const file = title.endsWith('.tw-pddl') ? title : words.gameFileOf(title);
  return words.fileToDrop(hash === '' ? file : words.withHash(file, hash));
}
