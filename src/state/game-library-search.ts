/** Which games of the library are listed: words in any order, task type, room. */
import type { Room } from '../alfworld/domain';
import { ROOM_NAMES, TASK_NAMES } from './game-choice';
import { type GamePath, type ListedTask, MOVABLE_TASK } from './game-library-path';

export const LISTED_TASK_NAMES: Readonly<Record<ListedTask, string>> = {
  ...TASK_NAMES,
  [MOVABLE_TASK]: 'place with a movable receptacle',
};

export interface LibraryQuery {
  readonly text: string;
  /** null: every one. */
  readonly task: ListedTask | null;
  readonly room: Room | null;
}

export const EVERY_GAME: LibraryQuery = { text: '', task: null, room: null };

export interface Searchable extends GamePath {
  /** Lower-case: everything that may be searched for. */
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
  const { task, room, object, destination, split, trial, title } = path;
  return [
    ...(task === null ? [] : [LISTED_TASK_NAMES[task], task.replaceAll('_', ' ')]),
    ...(room === null ? [] : [ROOM_NAMES[room]]),
    spelled(object ?? ''),
    spelled(destination ?? ''),
    split ?? '',
    title,
    trial ?? '',
    path.path,
  ]
    .join(' ')
    .toLowerCase();
}

function count<T>(counts: Map<T, number>, key: T | null): void {
  if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One pass over the entries, in their order. */
export function searchLibrary<T extends Searchable>(
  entries: readonly T[],
  query: LibraryQuery,
): LibraryMatches<T> {
  const words = query.text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const found: T[] = [];
  const tasks = new Map<ListedTask, number>();
  const rooms = new Map<Room, number>();
  for (const entry of entries) {
    if (!words.every((word) => entry.words.includes(word))) continue;
    const taskFits = query.task === null || entry.task === query.task;
    const roomFits = query.room === null || entry.room === query.room;
    if (roomFits) count(tasks, entry.task);
    if (taskFits) count(rooms, entry.room);
    if (taskFits && roomFits) found.push(entry);
  }
  return { found, tasks, rooms };
}
