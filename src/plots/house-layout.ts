/**
 * The house as a room seen from above: its places stand along the four walls and, where they are
 * many, on islands between them; classes together, places of one location touching. From the house alone, so that every lane has the same picture.
 */
import { group, least, sum } from 'd3-array';
import {
  AISLE,
  assignWalls,
  CLASS_GAP,
  GAP,
  ISLAND_DEPTH,
  ISLAND_HEIGHT,
  ISLAND_LABEL_ROOM,
  islandSpan,
  type LayoutPlace,
  LEAST_LENGTH,
  numberOf,
  SIDE_DEPTH,
  type Unit,
  type Wall,
} from './house-walls';
import { fitWord, shortWord, textWidth } from './house-words';

export interface HouseTile {
  readonly name: string;
  /** The wall it stands at, or its back on an island; its front is on the other side. */
  readonly wall: Wall;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What is written in it. */
  readonly text: string;
}

/** The name of neighbouring places of one class, above or below them. */
export interface HouseLabel {
  readonly key: string;
  readonly type: string;
  readonly text: string;
  /** The middle of the text's base line. */
  readonly x: number;
  readonly y: number;
}

export interface HouseLayout {
  readonly width: number;
  readonly height: number;
  /** The free floor between the places. */
  readonly floor: Readonly<Record<'x0' | 'y0' | 'x1' | 'y1', number>>;
  /** The middles of the ways across between the islands and the walls, from the top; none without islands. */
  readonly aisles: readonly number[];
  /** In the order of the house. */
  readonly tiles: readonly HouseTile[];
  readonly labels: readonly HouseLabel[];
}

/** The width that fits a phone's lane; wider lanes enlarge the picture, so that all show the same. */
export const HOUSE_WIDTH = 308;
export const LABEL_SIZE = 11;
/** Of the text in tiles. */
const TILE_TEXT_SIZE = 10;
export const TILE_TEXT_INSET = 5;
/** Depth of the tiles at the top and bottom walls; their names stand outside. */
const DEPTH = 29;
const LABEL_ROOM = 14;
const MOST_LENGTH = 34;
/** Bold text is wider than `textWidth` says. */
const BOLD_ROOM = 4;
/** Between names along a wall. */
const NAME_GAP = 3;

/** Neighbours of one class. */
interface Run {
  readonly type: string;
  readonly places: LayoutPlace[];
}

function runsOf(places: readonly LayoutPlace[]): Run[] {
  const runs: Run[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.type === place.type) last.places.push(place);
    else runs.push({ type: place.type, places: [place] });
  }
  return runs;
}

/** The lengths of the tiles of each run: as long as the wall allows, and as the names ask for. */
function tileLengths(runs: readonly Run[], room: number, named: boolean): number[] {
  const widthOf = (word: string): number => textWidth(word, LABEL_SIZE) + NAME_GAP;
  const wordings = named ? [(type: string) => type, shortWord, () => ''] : [() => ''];
  for (const wording of wordings) {
    for (let length = MOST_LENGTH; length >= LEAST_LENGTH; length--) {
      const lengths = runs.map(({ type, places }) =>
        Math.max(length, widthOf(wording(type)) / places.length),
      );
      if (sum(runs, ({ places }, run) => places.length * (lengths[run] ?? 0)) <= room) {
        return lengths;
      }
    }
  }
  return runs.map(() => LEAST_LENGTH);
}

interface Segment {
  readonly place: LayoutPlace;
  readonly from: number;
  readonly to: number;
}

/**
 * Where the places of a wall stand along it; what is left over goes to both ends. `named`: names
 * stand beside the tiles and ask for room.
 */
function layAlong(units: readonly Unit[], from: number, to: number, named: boolean): Segment[] {
  const places = units.flat();
  const gaps = places.map((place, index) => {
    const previous = places[index - 1];
    if (previous === undefined || previous.location === place.location) return 0;
    return named && previous.type !== place.type ? CLASS_GAP : GAP;
  });
  const room = to - from - sum(gaps);
  const runs = runsOf(places);
  const byRun = tileLengths(runs, room, named);
  const lengths = runs.flatMap((run, index) => run.places.map(() => byRun[index] ?? 0));
  let at = from + (room - sum(lengths)) / 2;
  return places.map((place, index) => {
    const start = at + (gaps[index] ?? 0);
    at = start + (lengths[index] ?? 0);
    return { place, from: start, to: at };
  });
}

/**
 * The names along a wall, those of the longest runs first: a name may be wider than its places where
 * its neighbours leave room.
 */
function nameRuns(segments: readonly Segment[], from: number, to: number, y: number): HouseLabel[] {
  const taken = runsOf(segments.map(({ place }) => place)).map(({ type, places }) => {
    const own = segments.filter(({ place }) => places.includes(place));
    return { key: places[0]?.name ?? '', type, from: own[0]?.from ?? 0, to: own.at(-1)?.to ?? 0 };
  });
  const order = taken.map((_, index) => index);
  const lengthOf = (index: number): number => (taken[index]?.to ?? 0) - (taken[index]?.from ?? 0);
  order.sort((one, other) => lengthOf(other) - lengthOf(one) || one - other);
  return order.flatMap((index) => {
    const run = taken[index];
    if (run === undefined) return [];
    const left = (taken[index - 1]?.to ?? from - NAME_GAP) + NAME_GAP;
    const right = (taken[index + 1]?.from ?? to + NAME_GAP) - NAME_GAP;
    const text = fitWord(run.type, right - left, LABEL_SIZE);
    const half = textWidth(text, LABEL_SIZE) / 2;
    const x = Math.max(left + half, Math.min(right - half, (run.from + run.to) / 2));
    // Its name, and no longer its places, is in the way of its neighbours' names.
    taken[index] = { ...run, from: x - half, to: x + half };
    return { key: run.key, type: run.type, text, x, y };
  });
}

interface Row {
  readonly wall: Wall;
  readonly units: readonly Unit[];
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly depth: number;
  readonly labelY: number;
}

/** The layout, in pixels, of any number of places. */
export function layoutHouse(places: readonly LayoutPlace[], width = HOUSE_WIDTH): HouseLayout {
  const { units, sideLength, islands } = assignWalls(places, width);
  const y0 = LABEL_ROOM + DEPTH;
  const y1 = y0 + sideLength + 2 * AISLE;
  const height = y1 + DEPTH + LABEL_ROOM;
  const islandTop = (index: number): number => y0 + AISLE + index * (ISLAND_HEIGHT + AISLE);
  const counts = group(places, (place) => place.type);
  const numbered = ({ type, name }: LayoutPlace): string =>
    (counts.get(type)?.length ?? 0) > 1 ? String(numberOf(name)) : '';

  const tiles: HouseTile[] = [];
  const labels: HouseLabel[] = [];
  /** Places side by side, their front away from `wall`; the names' base line is at `labelY`. */
  const layRow = (row: Row): void => {
    const { wall, y, depth, labelY, from, to } = row;
    const segments = layAlong(row.units, from, to, true);
    for (const { place, from: x, to: end } of segments) {
      const text = numbered(place);
      tiles.push({ name: place.name, wall, x, y, width: end - x, height: depth, text });
    }
    labels.push(...nameRuns(segments, from, to, labelY));
  };
  const whole = { depth: DEPTH, from: 0, to: width };
  layRow({ ...whole, wall: 'top', units: units.top, y: LABEL_ROOM, labelY: LABEL_ROOM - 4 });
  layRow({ ...whole, wall: 'bottom', units: units.bottom, y: y1, labelY: height - 3 });
  for (const [index, { upper, lower }] of islands.entries()) {
    const y = islandTop(index);
    const middle = y + ISLAND_HEIGHT / 2;
    const row = { depth: ISLAND_DEPTH, ...islandSpan(width) };
    layRow({ ...row, wall: 'bottom', units: upper, y, labelY: middle - 3 });
    const lowerY = middle + ISLAND_LABEL_ROOM;
    layRow({ ...row, wall: 'top', units: lower, y: lowerY, labelY: lowerY - 3 });
  }
  for (const wall of ['left', 'right'] as const) {
    const segments = layAlong(units[wall], y0 + AISLE, y1 - AISLE, false);
    const x = wall === 'left' ? 0 : width - SIDE_DEPTH;
    for (const { place, from, to } of segments) {
      const number = numbered(place);
      const numberRoom = number === '' ? 0 : textWidth(` ${number}`, TILE_TEXT_SIZE);
      const textRoom = SIDE_DEPTH - 2 * TILE_TEXT_INSET - BOLD_ROOM - numberRoom;
      const text = `${fitWord(place.type, textRoom, TILE_TEXT_SIZE)} ${number}`.trim();
      const { name } = place;
      tiles.push({ name, wall, x, y: from, width: SIDE_DEPTH, height: to - from, text });
    }
  }
  const rank = new Map(places.map(({ name }, index) => [name, index]));
  tiles.sort((left, right) => (rank.get(left.name) ?? 0) - (rank.get(right.name) ?? 0));
  return {
    width,
    height,
    floor: { x0: SIDE_DEPTH, y0, x1: width - SIDE_DEPTH, y1 },
    aisles:
      islands.length === 0
        ? []
        : [
            ...islands.map((_, index) => islandTop(index) - AISLE / 2),
            (islandTop(islands.length) - AISLE + y1) / 2,
          ],
    tiles,
    labels,
  };
}

export type Direction = readonly [x: -1 | 0 | 1, y: -1 | 0 | 1];

/** The nearest tile that way, straight ahead before aslant; the same tile where there is none. */
export function nextTile(
  tiles: readonly HouseTile[],
  from: HouseTile,
  [dx, dy]: Direction,
): HouseTile {
  const cost = (tile: HouseTile): number => {
    const x = tile.x + tile.width / 2 - from.x - from.width / 2;
    const y = tile.y + tile.height / 2 - from.y - from.height / 2;
    const ahead = x * dx + y * dy;
    return ahead > 1 ? ahead + 3 * Math.abs(x * dy + y * dx) : Number.POSITIVE_INFINITY;
  };
  const best = least(tiles, cost);
  return best !== undefined && Number.isFinite(cost(best)) ? best : from;
}
