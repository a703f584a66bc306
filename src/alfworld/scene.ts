import { Rng } from '../shared/rng';
import { CAN_CONTAIN, OPENABLE_CLASSES, type Room } from './domain';
import { addAndRemove, drawFurniture } from './furniture';
import type { GameName, Split } from './game-name';
import type { Preset } from './presets';
import { planRoom, TRAINED } from './room-plan';

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
  /** The lamps that stand there whatever the task; none where each light task brings its own. */
  readonly lamps: readonly string[];
}

/** Scene numbers of a room: 20 to train on, 4 held out for tuning, 6 never seen. */
const SCENES: Readonly<Record<Split, { first: number; count: number }>> = {
  train: { first: 1, count: TRAINED },
  seen: { first: 1, count: TRAINED },
  dev: { first: TRAINED + 1, count: 4 },
  unseen: { first: TRAINED + 5, count: 6 },
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
function spellCoordinate(value: number): string {
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
  const plan =
    preset.furniture === 'stratified' ? planRoom(`${version}/furniture`, room)[number - 1] : null;
  const usual = plan?.classes ?? drawFurniture(room, preset.places, rng);
  const classes = knobs.places === undefined ? usual : addAndRemove(usual, knobs.places, room, rng);
  const joined = plan ? joinLocations(classes, plan.groups) : null;
  const places: ScenePlace[] = [];
  for (const [index, className] of classes.entries()) {
    const withPrevious = (): boolean => index > 0 && rng.next() < preset.sharedLocations;
    const other = joined ? joined.get(index) : withPrevious() ? index - 1 : undefined;
    const shared = other === undefined ? undefined : places[other];
    const openable =
      OPENABLE_CLASSES.includes(className) && rng.next() < (preset.openable[className] ?? 1);
    places.push({
      id: spellId(className, rng),
      className,
      location: shared?.location ?? `loc_bar_${index + 1}_bar_${rng.integer(20)}`,
      openable,
    });
  }
  return { number, places, lamps: plan?.lamps ?? [] };
}

/**
 * For each place of a group but its first, that first one. Where the knob `places` took members away,
 * the others of the group still stand together.
 */
function joinLocations(
  classes: readonly string[],
  groups: readonly (readonly string[])[],
): ReadonlyMap<number, number> {
  const free = new Set(classes.keys());
  const joined = new Map<number, number>();
  for (const group of groups) {
    const members: number[] = [];
    for (const className of group) {
      const index = [...free].find((one) => classes[one] === className);
      if (index === undefined) continue;
      free.delete(index);
      members.push(index);
    }
    const [first = 0, ...others] = members.sort((left, right) => left - right);
    for (const other of others) joined.set(other, first);
  }
  return joined;
}

/** Classes too narrow to search for anything but what belongs there, such as a towel holder. */
const NARROW = 6;

export function isHidingPlace(className: string): boolean {
  return (CAN_CONTAIN[className] ?? []).length > NARROW;
}
