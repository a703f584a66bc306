import type { Rng } from '../shared/rng';
import { LAMP_PLACES, type Room, TOOL_CLASS } from './domain';
import { ROOM_FACTS } from './room-facts';

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

/** How many of the classes are this one. */
export function countOf(className: string, classes: readonly string[]): number {
  return classes.filter((one) => one === className).length;
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
  while (classes.length > wanted) {
    const several = [...classes.keys()].filter(
      (index) => countOf(classes[index] as string, classes) > 1,
    );
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
