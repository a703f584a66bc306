/** Where an agent stands before a tile, and its ways from tile to tile across the floor. */
import { least } from 'd3-array';
import { curveBasis, line } from 'd3-shape';
import type { HouseLayout, HouseTile } from './house-layout';
import { AISLE, ISLAND_AISLE, type Wall } from './house-walls';

export type Point = readonly [x: number, y: number];

/** From a tile's front to the agent before it: the middle of an aisle. */
const STEP_BACK = 9;
/** From the edge of the floor to where ways bend into an aisle. */
const TURN = 12;

/** Into the room, by wall. */
export const INWARD: Readonly<Record<Wall, Point>> = {
  top: [0, 1],
  right: [-1, 0],
  bottom: [0, -1],
  left: [1, 0],
};

/** The middle of a tile's front, `away` pixels into the room: a step back by default. */
export function before({ wall, x, y, width, height }: HouseTile, away = STEP_BACK): Point {
  const [dx, dy] = INWARD[wall];
  return [x + width / 2 + dx * (width / 2 + away), y + height / 2 + dy * (height / 2 + away)];
}

/** Where an agent stands that is at no place: the middle of the room, or below the last island. */
export function middleOf({ floor, aisles }: HouseLayout): Point {
  return [(floor.x0 + floor.x1) / 2, aisles.at(-1) ?? (floor.y0 + floor.y1) / 2];
}

const clamp = (value: number, from: number, to: number): number =>
  Math.min(Math.max(value, from), Math.max(from, to));

/** The point of the floor nearest to a point that may be in an aisle, `inset` from the floor's sides. */
export function onFloor([x, y]: Point, { floor }: HouseLayout, inset = TURN): Point {
  return [clamp(x, floor.x0 + inset, floor.x1 - inset), y];
}

const draw = line<Point>().curve(curveBasis);

/** How far a way bends towards the middle of the room, and from which length on it does so fully. */
const BEND = 0.6;
const LONG_WAY = 140;

/** A stop on the way: before a tile, or the middle of the room. */
function stopPoints(tile: HouseTile | null, layout: HouseLayout): readonly [Point, Point, Point] {
  const at = tile === null ? middleOf(layout) : before(tile);
  return [tile === null ? at : before(tile, 1), at, onFloor(at, layout)];
}

const isSide = (tile: HouseTile | null): boolean => tile?.wall === 'left' || tile?.wall === 'right';

/** Where a way round the islands turns: from aisle to aisle beside the places at a side wall. */
function turnsRoundIslands(
  from: { readonly tile: HouseTile | null; readonly at: Point },
  to: { readonly tile: HouseTile | null; readonly at: Point },
  { floor, aisles }: HouseLayout,
): Point[] {
  const [left, right] = [floor.x0 + ISLAND_AISLE / 2, floor.x1 - ISLAND_AISLE / 2];
  const nearest = (x: number): number => (x - left < right - x ? left : right);
  const middle = nearest((from.at[0] + to.at[0]) / 2);
  const fromSide = isSide(from.tile) ? nearest(from.at[0]) : null;
  const toSide = isSide(to.tile) ? nearest(to.at[0]) : null;
  const first = fromSide ?? toSide ?? middle;
  const last = toSide ?? fromSide ?? middle;
  if (first === last) {
    const sameAisle = Math.abs(from.at[1] - to.at[1]) < AISLE;
    return sameAisle
      ? []
      : [
          [first, from.at[1]],
          [last, to.at[1]],
        ];
  }
  const height = (from.at[1] + to.at[1]) / 2;
  const across = least(aisles, (aisle) => Math.abs(aisle - height)) ?? height;
  return [
    [first, across],
    [last, across],
  ];
}

/**
 * A way across the floor, from front to front. It bends towards the middle, so that ways along one
 * wall are told apart, and goes round the places at the side walls and the islands.
 */
export function wayBetween(
  from: HouseTile | null,
  to: HouseTile | null,
  layout: HouseLayout,
): string {
  const [first, second, third] = stopPoints(from, layout);
  const [last, previous, beforeLast] = stopPoints(to, layout);
  if (layout.aisles.length > 0) {
    const turns = turnsRoundIslands({ tile: from, at: second }, { tile: to, at: previous }, layout);
    // A point that stands twice lets the way bend later: beside the island, not under it.
    const bends = turns.flatMap((turn) => [turn, turn]);
    return draw([first, second, ...bends, previous, last]) ?? '';
  }
  const middle = middleOf(layout);
  const bend = BEND * Math.min(1, Math.hypot(last[0] - first[0], last[1] - first[1]) / LONG_WAY);
  const halfWay = (axis: 0 | 1): number => {
    const straight = (second[axis] + previous[axis]) / 2;
    return straight + (middle[axis] - straight) * bend;
  };
  const half: Point = [halfWay(0), halfWay(1)];
  return draw([first, second, third, onFloor(half, layout), beforeLast, previous, last]) ?? '';
}
