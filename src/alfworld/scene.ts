import { Rng } from '../shared/rng';
import { CAN_CONTAIN, OPENABLE_CLASSES, type Room } from './domain';
import { type Difficulty, GENERATOR_VERSION, type Split } from './game-name';
import { ROOM_FACTS } from './room-facts';

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

/** `standard` rooms have this many receptacles: searching them blindly takes longer than 20 steps. */
const STANDARD_PLACES = { least: 18, most: 28 };

/** Share of cabinets and drawers that open; the others stand open (facts.json, openable_note). */
const OPENABLE_SHARE: Readonly<Record<Difficulty, Readonly<Record<string, number>>>> = {
  realistic: { Cabinet: 0.6, Drawer: 0.85 },
  standard: { Cabinet: 0.9, Drawer: 0.95 },
};
const SHARED_LOCATION_SHARE = 0.05;

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

function countsOf(room: Room, rng: Rng): string[] {
  return Object.entries(ROOM_FACTS[room].receptacles).flatMap(([className, fact]) => {
    if (rng.next() >= fact.share) return [];
    // Half below the median, half above: a draw from the three percentiles that the facts give.
    const upper = rng.next() < 0.5;
    const [from, to] = upper ? [fact.median, fact.high] : [fact.low, fact.median];
    const howMany = from + rng.integer(to - from + 1);
    return Array<string>(howMany).fill(className);
  });
}

/** The scene with this number, always the same for one generator version. */
export function makeScene(room: Room, number: number, difficulty: Difficulty): Scene {
  const rng = new Rng(`${GENERATOR_VERSION}/scene/${room}/${number}/${difficulty}`);
  let classes = countsOf(room, rng);
  if (difficulty === 'standard') {
    const { least, most } = STANDARD_PLACES;
    while (classes.length < least || classes.length > most) classes = countsOf(room, rng);
  }
  const places: ScenePlace[] = [];
  for (const [index, className] of classes.entries()) {
    const previous = places.at(-1);
    const shared = previous !== undefined && rng.next() < SHARED_LOCATION_SHARE;
    const openable =
      OPENABLE_CLASSES.includes(className) &&
      rng.next() < (OPENABLE_SHARE[difficulty][className] ?? 1);
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
