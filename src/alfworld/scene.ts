import { Rng } from '../shared/rng';
import { CAN_CONTAIN, OPENABLE_CLASSES, type Room } from './domain';
import { addAndRemove, drawFurniture, pairUp, stratifiedFurniture } from './furniture';
import type { GameName, Split } from './game-name';
import type { Preset } from './presets';

/** One place in a scene. Ids are as the PDDL files write them, in lower case. */
export interface ScenePlace {
  readonly id: string;
  /** Such as 'Cabinet'. */
  readonly className: string;
  readonly location: string;
  readonly openable: boolean;
}

/** A room's fixed furniture. Games of the same scene differ in task and in where things lie. */
export interface Scene {
  readonly number: number;
  readonly places: readonly ScenePlace[];
}

/** Scene numbers of a room: 20 to train on, 4 held out for tuning, 6 never seen. */
const SCENES: Readonly<Record<Split, { first: number; count: number }>> = {
  train: { first: 1, count: 20 },
  seen: { first: 1, count: 20 },
  dev: { first: 21, count: 4 },
  unseen: { first: 25, count: 6 },
};

export function sceneNumber(split: Split, rng: Rng): number {
  const { first, count } = SCENES[split];
  return first + rng.integer(count);
}

const FIRST_FLOOR_PLAN: Readonly<Record<Room, number>> = {
  kitchen: 1,
  livingroom: 201,
  bedroom: 301,
  bathroom: 401,
};

/** A scene's number as in ALFWorld's datasets: kitchens are 1 to 30, living rooms 201 to 230 … */
export function floorPlanNumber(room: Room, number: number): number {
  return FIRST_FLOOR_PLAN[room] + number - 1;
}

/** A coordinate as Unity prints it and ALFWorld spells it: `-01.25` → `_minus_01_dot_25`. */
export function spellCoordinate(value: number): string {
  const sign = value < 0 ? '_minus_' : '_plus_';
  const [whole = '0', fraction = '00'] = Math.abs(value).toFixed(2).split('.');
  return `${sign}${whole.padStart(2, '0')}_dot_${fraction}`;
}

/** `mug_bar__plus_01_dot_25_bar_…`: three coordinates make ids unique within a game. */
export function spellId(className: string, rng: Rng): string {
  const spell = (): string => spellCoordinate((rng.integer(800) - 400) / 100);
  const basin = /^(Sink|Bathtub)Basin$/.exec(className);
  const stem = basin?.[1] ?? className;
  const id = `${stem}_bar_${spell()}_bar_${spell()}_bar_${spell()}${basin ? `_bar_${className}` : ''}`;
  return id.toLowerCase();
}

/** What of a game's name its scene depends on, beside the scene's number. */
export type SceneName = Pick<GameName, 'version' | 'room' | 'difficulty' | 'knobs'>;

/** The scene with this number, always the same for the name. */
export function makeScene(name: SceneName, preset: Preset, number: number): Scene {
  const { version, room, difficulty, knobs } = name;
  const rng = new Rng(`${version}/scene/${room}/${number}/${difficulty}`);
  const usual =
    preset.furniture === 'stratified'
      ? stratifiedFurniture(`${version}/furniture`, room, number)
      : drawFurniture(room, preset.places, rng);
  const classes = knobs.places === undefined ? usual : addAndRemove(usual, knobs.places, room, rng);
  const pairs = preset.sharedLocations === null ? pairUp(classes, room, rng) : null;
  const places: ScenePlace[] = [];
  for (const [index, className] of classes.entries()) {
    const previous = places.at(-1);
    const shared =
      previous !== undefined && (pairs?.has(index) ?? rng.next() < (preset.sharedLocations ?? 0));
    const openable =
      OPENABLE_CLASSES.includes(className) && rng.next() < (preset.openable[className] ?? 1);
    places.push({
      id: spellId(className, rng),
      className,
      location: shared ? previous.location : `loc_bar_${index + 1}_bar_${rng.integer(20)}`,
      openable,
    });
  }
  return { number, places };
}

/** Classes too narrow to search for anything but what belongs there, such as a towel holder. */
const NARROW = 6;

export function isHidingPlace(className: string): boolean {
  return (CAN_CONTAIN[className] ?? []).length > NARROW;
}
