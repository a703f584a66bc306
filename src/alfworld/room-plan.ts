import { Rng } from '../shared/rng';
import { LAMP_PLACES, type Room, TOGGLEABLE } from './domain';
import { countOf } from './furniture';
import { type ReceptacleCount, ROOM_FACTS } from './room-facts';
import { SHARED_LOCATIONS } from './shared-locations';

/** What stands in one scene of a room. */
export interface ScenePlan {
  /** The classes of its receptacles, one entry for each. */
  readonly classes: readonly string[];
  /** The classes of receptacles that are reached by the same walk, one entry for each location. */
  readonly groups: readonly (readonly string[])[];
  /** At most one lamp of a class. */
  readonly lamps: readonly string[];
}

/** Scenes of a room: those of `train` and `seen`, then 10 held out. */
const SCENES = 30;
export const TRAINED = 20;

const plans = new Map<string, readonly ScenePlan[]>();

/**
 * The 30 scenes of a room (the first is number 1), such that they have together what the facts count
 * over as many floor plans, and the training scenes alone as nearly as whole numbers allow. Always
 * the same for a seed.
 */
export function planRoom(seed: string, room: Room): readonly ScenePlan[] {
  const key = `${seed}/${room}`;
  const known = plans.get(key);
  if (known) return known;
  const rng = new Rng(key);
  let furniture: string[][];
  let lamps: string[][] | null;
  do {
    furniture = stratifiedFurniture(room, rng);
    lamps = standLamps(furniture, room, rng);
  } while (!lamps);
  const groups = shareLocations(furniture, room, rng);
  const plan = furniture.map((classes, index) => ({
    classes,
    groups: groups[index] ?? [],
    lamps: lamps[index] ?? [],
  }));
  plans.set(key, plan);
  return plan;
}

/**
 * For each class the scenes are ranked, and the r-th has the r-th of 30 quantiles. Of every three
 * ranks in a row two go to training scenes.
 */
function stratifiedFurniture(room: Room, rng: Rng): string[][] {
  const scenes = Array.from({ length: SCENES }, (): string[] => []);
  for (const [className, fact] of Object.entries(ROOM_FACTS[room].receptacles)) {
    const trained: number[] = [];
    const heldOut: number[] = [];
    for (let first = 0; first < SCENES; first += 3) {
      const [one = 0, ...two] = rng.shuffle([first, first + 1, first + 2]);
      heldOut.push(one);
      trained.push(...two);
    }
    const ranks = [...rng.shuffle(trained), ...rng.shuffle(heldOut)];
    for (const [index, classes] of scenes.entries()) {
      const howMany = quantile(fact, ((ranks[index] ?? 0) + 0.5) / SCENES);
      classes.push(...Array<string>(howMany).fill(className));
    }
  }
  return scenes;
}

/** How many of a class a scene at this point of the distribution has; 0 below the share without. */
function quantile({ share, low, median, high }: ReceptacleCount, point: number): number {
  const without = 1 - share;
  if (point < without) return 0;
  const among = (point - without) / share;
  const along = (from: number, to: number, way: number): number =>
    Math.round(from + (to - from) * Math.min(1, Math.max(0, way)));
  return among < 0.5
    ? along(low, median, (among - 0.1) / 0.4)
    : along(median, high, (among - 0.5) / 0.4);
}

/**
 * The groups of receptacles at one location, by scene: as many of each kind as the floor plans have
 * for the instances of its rarest class, spread over training and held-out scenes by their instances
 * (Webster's method).
 */
function shareLocations(furniture: readonly string[][], room: Room, rng: Rng): string[][][] {
  const groups = furniture.map((): string[][] => []);
  const free = furniture.map((classes) => [...classes]);
  // What rounding leaves over goes to the next kind of the same class.
  const owed = new Map<string, number>();
  for (const [kind, share] of Object.entries(SHARED_LOCATIONS[room].groups)) {
    const classes = kind.split(' ');
    const rarest = classes[0] ?? '';
    const exact = share * countOf(rarest, furniture.flat()) + (owed.get(rarest) ?? 0);
    const times = Math.round(exact);
    owed.set(rarest, exact - times);
    for (let time = 0; time < times; time++) {
      const fitting = free.map((left) => roomFor(classes, left));
      const shareWith = (...part: [from: number, to: number]): number => {
        const all = countOf(rarest, furniture.slice(...part).flat());
        const grouped = all - countOf(rarest, free.slice(...part).flat());
        return (grouped + countOf(rarest, classes) / 2) / all;
      };
      const heldOut = shareWith(TRAINED, SCENES) < shareWith(0, TRAINED);
      const wanted = fitting.map((weight, index) => (index >= TRAINED === heldOut ? weight : 0));
      const weights = wanted.some((weight) => weight > 0) ? wanted : fitting;
      if (!weights.some((weight) => weight > 0)) break;
      const index = rng.weighted([...free.keys()], weights);
      groups[index]?.push(classes);
      const left = free[index] ?? [];
      for (const className of classes) left.splice(left.indexOf(className), 1);
    }
  }
  return groups;
}

/** How many of the rarest class are there for a group; 0 where a member of the group is missing. */
function roomFor(group: readonly string[], left: readonly string[]): number {
  const fits = group.every((className) => countOf(className, left) >= countOf(className, group));
  return fits ? countOf(group[0] ?? '', left) : 0;
}

/**
 * The lamps by scene: each class in its share of the training and of the held-out scenes, on a
 * surface for it. Null where too few scenes have one.
 */
function standLamps(furniture: readonly string[][], room: Room, rng: Rng): string[][] | null {
  const lamps = furniture.map((): string[] => []);
  const scenes = [...furniture.keys()];
  for (const lamp of TOGGLEABLE) {
    const share = ROOM_FACTS[room].objects[lamp] ?? 0;
    for (const part of [scenes.slice(0, TRAINED), scenes.slice(TRAINED)]) {
      const fitting = part.filter((index) =>
        furniture[index]?.some((className) => LAMP_PLACES.includes(className)),
      );
      const wanted = Math.round(share * part.length);
      if (fitting.length < wanted) return null;
      for (const index of rng.shuffle(fitting).slice(0, wanted)) lamps[index]?.push(lamp);
    }
  }
  return lamps;
}
