import { Rng } from '../shared/rng';
import { LAMP_PLACES, type Room, TOOL_CLASS } from './domain';
import { type ReceptacleCount, ROOM_FACTS } from './room-facts';

/** The classes of a room's receptacles, one entry for each, as a scene of its own draws them. */
export function drawFurniture(
  room: Room,
  within: { readonly least: number; readonly most: number } | null,
  rng: Rng,
): string[] {
  let classes = drawCounts(room, rng);
  while (within && (classes.length < within.least || classes.length > within.most)) {
    classes = drawCounts(room, rng);
  }
  return classes;
}

function drawCounts(room: Room, rng: Rng): string[] {
  return Object.entries(ROOM_FACTS[room].receptacles).flatMap(([className, fact]) => {
    if (rng.next() >= fact.share) return [];
    // Half below the median, half above: a draw from the three percentiles that the facts give.
    const upper = rng.next() < 0.5;
    const [from, to] = upper ? [fact.median, fact.high] : [fact.low, fact.median];
    const howMany = from + rng.integer(to - from + 1);
    return Array<string>(howMany).fill(className);
  });
}

/** Scenes of a room: 20 for `train` and `seen`, then 10 held out. */
const SCENES = 30;

/**
 * The same, such that the 30 scenes of a room have together what the facts count over as many floor
 * plans: for each class the scenes are ranked, and the r-th has the r-th of 30 quantiles. Of every
 * three ranks in a row two go to training scenes, so that these alone follow the facts as well.
 */
export function stratifiedFurniture(seed: string, room: Room, number: number): string[] {
  return Object.entries(ROOM_FACTS[room].receptacles).flatMap(([className, fact]) => {
    const rng = new Rng(`${seed}/${room}/${className}`);
    const trained: number[] = [];
    const heldOut: number[] = [];
    for (let first = 0; first < SCENES; first += 3) {
      const [one = 0, ...two] = rng.shuffle([first, first + 1, first + 2]);
      heldOut.push(one);
      trained.push(...two);
    }
    const ranks = [...rng.shuffle(trained), ...rng.shuffle(heldOut)];
    const howMany = quantile(fact, ((ranks[number - 1] ?? 0) + 0.5) / SCENES);
    return Array<string>(howMany).fill(className);
  });
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
 * The furniture brought to exactly `wanted` receptacles: first what stands there several times goes
 * or comes, then single ones go; tools and the last place for a lamp stay.
 */
export function addAndRemove(
  usual: readonly string[],
  wanted: number,
  room: Room,
  rng: Rng,
): string[] {
  const classes = [...usual];
  const count = (className: string): number => classes.filter((one) => one === className).length;
  while (classes.length > wanted) {
    const several = [...classes.keys()].filter((index) => count(classes[index] as string) > 1);
    const spare = [...classes.keys()].filter((index) => isSpare(classes[index] as string, classes));
    classes.splice(rng.pick(several.length > 0 ? several : spare), 1);
  }
  const facts = Object.entries(ROOM_FACTS[room].receptacles);
  const weights = facts.map(([, { high }]) => high - 1);
  while (classes.length < wanted) {
    classes.push(rng.weighted(facts, weights)[0]);
  }
  const order = facts.map(([className]) => className);
  return classes.sort((left, right) => order.indexOf(left) - order.indexOf(right));
}

function isSpare(className: string, classes: readonly string[]): boolean {
  const isTool = Object.values(TOOL_CLASS).some((tool) => tool === className);
  const lampPlaces = classes.filter((one) => LAMP_PLACES.includes(one));
  return !isTool && !(lampPlaces.length === 1 && lampPlaces[0] === className);
}

/**
 * The places that are reached by the same walk as the one before them: pairs within a class, so many
 * that the share of its places in pairs is that of the facts on average. Classes stand in a row.
 */
export function pairUp(classes: readonly string[], room: Room, rng: Rng): ReadonlySet<number> {
  const joined = new Set<number>();
  for (const [className, share] of Object.entries(ROOM_FACTS[room].sharedLocations)) {
    const first = classes.indexOf(className);
    const count = classes.lastIndexOf(className) - first + 1;
    const seconds = Array.from(
      { length: Math.floor(count / 2) },
      (_, pair) => first + 2 * pair + 1,
    );
    const pairs = Math.floor((count * share) / 2 + rng.next());
    for (const second of rng.shuffle(seconds).slice(0, pairs)) joined.add(second);
  }
  return joined;
}
