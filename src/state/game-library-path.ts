/**
 * What a path in ALFWorld's dataset tells of its game, without reading the file:
 * `valid_seen/pick_heat_then_place_in_recep-Potato-None-SinkBasin-28/trial_x/game.tw-pddl`
 * (spec.md, section 1). The scene's number tells the room.
 */
import { type Room, TASK_TYPES, type TaskType } from '../alfworld/domain';

/** What the text game leaves out; its folders are in the dataset. */
export const MOVABLE_TASK = 'pick_and_place_with_movable_recep';

export type ListedTask = TaskType | typeof MOVABLE_TASK;

const LISTED_TASKS: readonly ListedTask[] = [...TASK_TYPES, MOVABLE_TASK];

const SPLITS = ['train', 'valid_train', 'valid_seen', 'valid_unseen', 'tests_seen', 'tests_unseen'];

/** AI2-THOR's floor plans, by number. */
const ROOM_SCENES: readonly (readonly [room: Room, first: number, last: number])[] = [
  ['kitchen', 1, 30],
  ['livingroom', 201, 230],
  ['bedroom', 301, 330],
  ['bathroom', 401, 430],
];

/** It needs a receptacle that is carried; its goal is a sliced object. The words say more. */
export type PathRefusal = 'carried' | 'sliced';

export interface GamePath {
  /** With forward slashes, none at the ends. */
  readonly path: string;
  /** The dataset folder's name, else the file's; without slashes and white space. */
  readonly title: string;
  readonly task: ListedTask | null;
  readonly room: Room | null;
  readonly scene: number | null;
  /** Upstream's class name: `Potato`. */
  readonly object: string | null;
  /** The receptacle or the lamp: `SinkBasin`. */
  readonly destination: string | null;
  /** `train`, `valid_seen` … */
  readonly split: string | null;
  /** `trial_T20190909_023834_304567` */
  readonly trial: string | null;
  /** Why a game of this name cannot be played; null where the name tells of nothing against it. */
  readonly refusal: PathRefusal | null;
}

const DATASET_FOLDER = /^([a-z_]+)-([A-Za-z]+)-([A-Za-z]*)-([A-Za-z]*)-(\d{1,4})$/;

/** Not the hidden twins that macOS packs beside each file (`__MACOSX/._game.tw-pddl`). */
export const isGameFileName = (path: string): boolean =>
  /(^|[\\/])[^\\/.][^\\/]*\.tw-pddl$/i.test(path);

export function roomOfScene(scene: number): Room | null {
  return ROOM_SCENES.find(([, first, last]) => first <= scene && scene <= last)?.[0] ?? null;
}

/** Reads any text: what is no dataset path has a title and nothing else. */
export function readGamePath(text: string): GamePath {
  const parts = text.split(/[\\/]+/).filter((part) => !/^\.{0,2}$/.test(part));
  const at = parts.findLastIndex((part) => readFolder(part) !== null);
  const folder = readFolder(parts[at] ?? '');
  const title = (parts[at] ?? parts.at(-1) ?? '').trim().replace(/\s+/g, '-') || 'game.tw-pddl';
  const before = parts[at - 1] ?? '';
  const after = parts[at + 1] ?? '';
  return {
    path: parts.join('/'),
    title,
    task: folder?.task ?? null,
    room: folder?.scene == null ? null : roomOfScene(folder.scene),
    scene: folder?.scene ?? null,
    object: folder?.object ?? null,
    destination: folder?.destination ?? null,
    split: folder !== null && SPLITS.includes(before) ? before : null,
    trial: folder !== null && at + 2 < parts.length ? after : null,
    refusal: refusalOf(title),
  };
}

interface Folder {
  readonly task: ListedTask;
  readonly object: string;
  readonly destination: string | null;
  readonly scene: number | null;
}

function readFolder(name: string): Folder | null {
  const [, taskText, object = '', , destination = '', scene] = DATASET_FOLDER.exec(name) ?? [];
  const task = LISTED_TASKS.find((known) => known === taskText);
  if (task === undefined) return null;
  // 0 is written where the scene is not known (game-library-export.ts).
  return { task, object, destination: destination || null, scene: Number(scene) || null };
}

/** The real engine leaves these out by their path too (alfworld 0.4.2, alfred_tw_env.py). */
function refusalOf(title: string): PathRefusal | null {
  if (title.includes('movable')) return 'carried';
  return title.includes('Sliced') ? 'sliced' : null;
}
