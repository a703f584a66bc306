/** Which games of the library are listed: words in any order, task type, room. */
import type { Room, TaskType } from '../alfworld/domain';
import { ENGLISH } from '../words/english/english';
import type { Words } from '../words/words';
import type { GamePath, ListedTask } from './game-library-path';

type Kind = Pick<GamePath, 'task' | 'room'>;

export interface LibraryQuery {
  readonly text: string;
  /** null: every one. */
  readonly task: ListedTask | null;
  readonly room: Room | null;
}

export const EVERY_GAME: LibraryQuery = { text: '', task: null, room: null };

export interface Searchable extends GamePath {
  /** Lower-case: everything that may be searched for, but the trial and the scene's number. */
  readonly words: string;
}

export interface LibraryMatches<T> {
  readonly found: readonly T[];
  /** How many there are of a task type among what the words and the room leave. */
  readonly tasks: ReadonlyMap<ListedTask, number>;
  /** How many there are in a room among what the words and the task type leave. */
  readonly rooms: ReadonlyMap<Room, number>;
}

/** `SinkBasin` is found by `sinkbasin` and by `sink basin`. */
const spelled = (name: string): string => `${name} ${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')}`;

export function searchWords(path: GamePath): string {
  const { object, destination, split, trial, title } = path;
  return [
    kindWords(path),
    spelled(object ?? ''),
    spelled(destination ?? ''),
    split ?? '',
    title,
    trial === null ? path.path : path.path.replace(trial, ''),
  ]
    .join(' ')
    .toLowerCase();
}

/** What task types and rooms are called on screen. */
export const kindNames = ({ gamePicker: { tasks, rooms }, library: { otherTasks } }: Words) => ({
  tasks: { ...tasks, ...otherTasks },
  rooms,
});

/** How the task type and the room are called on screen. */
function namesOfKind(words: Words, { task, room }: Kind): string {
  const { tasks, rooms } = kindNames(words);
  return `${task === null ? '' : tasks[task]} ${room === null ? '' : rooms[room]}`;
}

/** How they are called in English, which is searched in every language, and in the dataset. */
const kindWords = (kind: Kind): string =>
  `${namesOfKind(ENGLISH, kind)} ${kind.task?.replaceAll('_', ' ') ?? ''}`;

/** The entry with what its file says: the goal's words, and the type and room a path left open. */
export function learnt<T extends Searchable>(
  entry: T,
  file: { readonly task: string; readonly taskType: TaskType | null; readonly room: Room | null },
): T {
  const task = entry.task ?? file.taskType;
  const room = entry.room ?? file.room;
  const words = [entry.words, kindWords({ task, room }), file.task].join(' ').toLowerCase();
  return { ...entry, task, room, words };
}

/** Numbers are scenes; trials have names of digits, which no other word is to meet by chance. */
function hasWord({ words, scene, trial }: Searchable, names: string, word: string): boolean {
  if (/^\d{1,5}$/.test(word)) return scene === Number(word);
  const isTrial = /^trial_|\d{6}/.test(word) && trial?.toLowerCase().includes(word) === true;
  return isTrial || words.includes(word) || names.includes(word);
}

function count<T>(counts: Map<T, number>, key: T | null): void {
  if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One pass over the entries, in their order; `language`: what kinds are called on screen. */
export function searchLibrary<T extends Searchable>(
  entries: readonly T[],
  query: LibraryQuery,
  language: Words = ENGLISH,
): LibraryMatches<T> {
  const words = query.text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const found: T[] = [];
  const tasks = new Map<ListedTask, number>();
  const rooms = new Map<Room, number>();
  for (const entry of entries) {
    const names = words.length === 0 ? '' : namesOfKind(language, entry).toLowerCase();
    if (!words.every((word) => hasWord(entry, names, word))) continue;
    const taskFits = query.task === null || entry.task === query.task;
    const roomFits = query.room === null || entry.room === query.room;
    if (roomFits) count(tasks, entry.task);
    if (taskFits) count(rooms, entry.room);
    if (taskFits && roomFits) found.push(entry);
  }
  return { found, tasks, rooms };
}
