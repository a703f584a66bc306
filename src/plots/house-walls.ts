/** Which place of a house stands at which wall of its picture. */
import { group, sum } from 'd3-array';

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

/** Large classes along the top and bottom, single places at the sides; null where some do not fit. */
function planWalls(
  groups: readonly Unit[][],
  width: number,
  side: number,
): Record<Wall, WallPlan> | null {
  const top = new WallPlan(width, CLASS_GAP);
  const bottom = new WallPlan(width, CLASS_GAP);
  const left = new WallPlan(side, GAP);
  const right = new WallPlan(side, GAP);
  const roomierFirst = (one: WallPlan, other: WallPlan): WallPlan[] =>
    other.free > one.free ? [other, one] : [one, other];
  const place = (units: readonly Unit[], walls: readonly WallPlan[]): boolean =>
    walls.some((wall) => wall.add(units));

  const large = groups.filter((units) => countOf(units) > 1);
  large.sort((one, other) => countOf(other) - countOf(one));
  const split = large.filter((units) => !place(units, roomierFirst(top, bottom))).flat();
  const single = groups.filter((units) => countOf(units) === 1);
  const fits =
    split.every((unit) => place([unit], [top, bottom, left, right])) &&
    single.every((units) =>
      place(units, [...roomierFirst(left, right), ...roomierFirst(top, bottom)]),
    );
  return fits ? { top, right, bottom, left } : null;
}

export interface WallUnits {
  /** In pixels: grows with the number of places. */
  readonly sideLength: number;
  readonly units: Readonly<Record<Wall, readonly Unit[]>>;
}

/** Every place at a wall; `width` is the length of the top and of the bottom wall. */
export function assignWalls(places: readonly LayoutPlace[], width: number): WallUnits {
  const groups = classGroups(places);
  for (let sidePlaces = SIDE_PLACES; ; sidePlaces++) {
    const sideLength = sidePlaces * (LEAST_LENGTH + GAP) - GAP;
    const plan = planWalls(groups, width, sideLength);
    if (plan === null) continue;
    const { top, right, bottom, left } = plan;
    const units = {
      top: top.units,
      right: right.units,
      bottom: bottom.units,
      left: left.units,
    };
    return { sideLength, units };
  }
}
