/** Which place of a house stands at which wall of its picture, or on an island in its middle. */
import { group, range, sum } from 'd3-array';

export interface LayoutPlace {
  readonly name: string;
  readonly type: string;
  /** Places of one location touch. */
  readonly location: number;
}

/** Places of one location, in the order of their numbers. */
export type Unit = readonly LayoutPlace[];

export const WALLS = ['top', 'right', 'bottom', 'left'] as const;
export type Wall = (typeof WALLS)[number];

/** Pixels along a wall that a place takes at least: a finger or a pointer needs 24. */
export const LEAST_LENGTH = 24;
export const GAP = 3;
/** Between classes at the top and bottom walls, where names stand beside the tiles. */
export const CLASS_GAP = 7;
/** Fewest places at a side wall that make it a room. */
const SIDE_PLACES = 3;

/** Depth of the tiles at the side walls; their names stand inside. */
export const SIDE_DEPTH = 72;
/** Between the side walls' places and the other walls': wide enough for an agent. */
export const AISLE = 17;
/** An island in the middle of the room: two rows of places back to back, their names between. */
export const ISLAND_DEPTH = 27;
export const ISLAND_LABEL_ROOM = 12;
export const ISLAND_HEIGHT = 2 * (ISLAND_DEPTH + ISLAND_LABEL_ROOM);
/** Between an island and the places at the side walls. */
export const ISLAND_AISLE = 16;

/** Where an island's rows begin and end. */
export function islandSpan(width: number): { readonly from: number; readonly to: number } {
  const from = SIDE_DEPTH + ISLAND_AISLE;
  return { from, to: width - from };
}

/** 3 of `cabinet 3`. */
export const numberOf = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? 0);

function inOrder(left: LayoutPlace, right: LayoutPlace): number {
  if (left.type !== right.type) return left.type < right.type ? -1 : 1;
  return numberOf(left.name) - numberOf(right.name);
}

/** Units by the class of their first place, those of several classes last. */
function classGroups(places: readonly LayoutPlace[]): Unit[][] {
  const units = [...group([...places].sort(inOrder), (place) => place.location).values()];
  const byClass = [...group(units, (unit) => unit[0]?.type ?? '')];
  byClass.sort(([left], [right]) => (left < right ? -1 : 1));
  return byClass.map(([, members]) =>
    members.sort((one, other) => Number(isMixed(one)) - Number(isMixed(other))),
  );
}

const isMixed = (unit: Unit): boolean => unit.some(({ type }) => type !== unit[0]?.type);

const countOf = (units: readonly Unit[]): number => sum(units, (unit) => unit.length);

class WallPlan {
  readonly units: Unit[] = [];
  free: number;

  constructor(
    length: number,
    /** Between classes. */
    private readonly gap: number,
  ) {
    this.free = length + gap;
  }

  /** False where they do not fit. */
  add(units: readonly Unit[]): boolean {
    const gap = units.some(isMixed) ? this.gap : GAP;
    const length = countOf(units) * LEAST_LENGTH + (units.length - 1) * gap + this.gap;
    if (length > this.free) return false;
    this.units.push(...units);
    this.free -= length;
    return true;
  }
}

interface Plans {
  readonly walls: Readonly<Record<Wall, WallPlan>>;
  /** Two rows for each island. */
  readonly rows: readonly WallPlan[];
}

/**
 * Large classes along the top and bottom, single places at the sides, on islands what is too much
 * for the walls; null where some do not fit.
 */
function planHouse(
  groups: readonly Unit[][],
  width: number,
  side: number,
  islands: number,
): Plans | null {
  const top = new WallPlan(width, CLASS_GAP);
  const bottom = new WallPlan(width, CLASS_GAP);
  const left = new WallPlan(side, GAP);
  const right = new WallPlan(side, GAP);
  const { from, to } = islandSpan(width);
  const rows = range(2 * islands).map(() => new WallPlan(to - from, CLASS_GAP));
  const roomierFirst = (one: WallPlan, other: WallPlan): WallPlan[] =>
    other.free > one.free ? [other, one] : [one, other];
  const place = (units: readonly Unit[], walls: readonly WallPlan[]): boolean =>
    walls.some((wall) => wall.add(units));

  const large = groups.filter((units) => countOf(units) > 1);
  large.sort((one, other) => countOf(other) - countOf(one));
  const split = large
    .filter((units) => !place(units, [...roomierFirst(top, bottom), ...rows]))
    .flat();
  const single = groups.filter((units) => countOf(units) === 1);
  const fits =
    split.every((unit) => place([unit], [top, bottom, ...rows, left, right])) &&
    single.every((units) =>
      place(units, [...roomierFirst(left, right), ...roomierFirst(top, bottom), ...rows]),
    );
  return fits ? { walls: { top, right, bottom, left }, rows } : null;
}

export interface Island {
  /** Their fronts are at the upper side. */
  readonly upper: readonly Unit[];
  readonly lower: readonly Unit[];
}

export interface WallUnits {
  /** In pixels: grows with the number of places. */
  readonly sideLength: number;
  readonly units: Readonly<Record<Wall, readonly Unit[]>>;
  /** From top to bottom; none in a house whose places all fit at the walls. */
  readonly islands: readonly Island[];
}

/**
 * Every place at a wall or on an island; `width` is the length of the top and of the bottom wall.
 * The room grows only where its islands are full.
 */
export function assignWalls(places: readonly LayoutPlace[], width: number): WallUnits {
  const groups = classGroups(places);
  for (let sidePlaces = SIDE_PLACES; ; sidePlaces++) {
    const sideLength = sidePlaces * (LEAST_LENGTH + GAP) - GAP;
    const most = Math.floor((sideLength + AISLE) / (ISLAND_HEIGHT + AISLE));
    for (const islands of range(most + 1)) {
      const plans = planHouse(groups, width, sideLength, islands);
      if (plans === null) continue;
      const { walls, rows } = plans;
      return {
        sideLength,
        units: {
          top: walls.top.units,
          right: walls.right.units,
          bottom: walls.bottom.units,
          left: walls.left.units,
        },
        islands: range(islands).map((island) => ({
          upper: rows[2 * island]?.units ?? [],
          lower: rows[2 * island + 1]?.units ?? [],
        })),
      };
    }
  }
}
