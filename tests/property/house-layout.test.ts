import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import {
  HOUSE_WIDTH,
  type HouseTile,
  LABEL_SIZE,
  layoutHouse,
  nextTile,
} from '../../src/plots/house-layout';
import { before, middleOf } from '../../src/plots/house-path';
import type { LayoutPlace } from '../../src/plots/house-walls';
import { textWidth } from '../../src/plots/house-words';
import { walk } from '../unit/house-fixtures';

const CLASSES = [
  'cabinet',
  'coffeemachine',
  'countertop',
  'drawer',
  'fridge',
  'handtowelholder',
  'shelf',
  'stoveburner',
  'toiletpaperhanger',
];

/** 1 to 60 places of any classes, some of them at one location, in the order of an intro. */
const invented: fc.Arbitrary<LayoutPlace[]> = fc
  .constantFrom(0, 5, 80)
  .chain((locations) =>
    fc.array(fc.tuple(fc.constantFrom(...CLASSES), fc.nat(locations)), {
      minLength: 1,
      maxLength: 60,
    }),
  )
  .map((drawn) => {
    const counts = new Map<string, number>();
    const sorted = [...drawn].sort(([left], [right]) => (left < right ? -1 : 1));
    return sorted.map(([type, location]) => {
      const number = (counts.get(type) ?? 0) + 1;
      counts.set(type, number);
      return { name: `${type} ${number}`, type, location };
    });
  });

const generated: fc.Arbitrary<readonly LayoutPlace[]> = fc
  .tuple(fc.nat(3_000), fc.constantFrom('standard' as const, 'realistic' as const))
  .map(([seed, difficulty]) => {
    const problem = generateGame(splitGame('train', seed, difficulty));
    return walk(problem, []).trace.house.places;
  });

const houses = fc.oneof({ weight: 3, arbitrary: invented }, { weight: 1, arbitrary: generated });

/** Rounding errors. */
const CLOSE = 1e-6;

const right = (tile: HouseTile): number => tile.x + tile.width;
const bottom = (tile: HouseTile): number => tile.y + tile.height;

function overlap(one: HouseTile, other: HouseTile): boolean {
  const x = Math.min(right(one), right(other)) - Math.max(one.x, other.x);
  const y = Math.min(bottom(one), bottom(other)) - Math.max(one.y, other.y);
  return x > CLOSE && y > CLOSE;
}

/** They share a whole side. */
function touch(one: HouseTile, other: HouseTile): boolean {
  const near = (left: number, other_: number): boolean => Math.abs(left - other_) < CLOSE;
  const beside = near(right(one), other.x) || near(right(other), one.x);
  const below = near(bottom(one), other.y) || near(bottom(other), one.y);
  return (beside && near(one.y, other.y)) || (below && near(one.x, other.x));
}

it('has a tile for every place, inside the box, none over another, large enough to press', () => {
  fc.assert(
    fc.property(houses, (places) => {
      const { tiles, width, height } = layoutHouse(places);
      expect(width).toBe(HOUSE_WIDTH);
      expect(tiles.map(({ name }) => name)).toEqual(places.map(({ name }) => name));
      for (const [index, tile] of tiles.entries()) {
        expect(tile.x).toBeGreaterThan(-CLOSE);
        expect(tile.y).toBeGreaterThan(-CLOSE);
        expect(right(tile)).toBeLessThan(width + CLOSE);
        expect(bottom(tile)).toBeLessThan(height + CLOSE);
        expect(Math.min(tile.width, tile.height)).toBeGreaterThan(24 - CLOSE);
        for (const other of tiles.slice(index + 1)) expect(overlap(tile, other)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

it('lets places of one location touch, and no others', () => {
  fc.assert(
    fc.property(houses, (places) => {
      const { tiles } = layoutHouse(places);
      for (const location of new Set(places.map((place) => place.location))) {
        const isHere = (_: HouseTile, index: number): boolean =>
          places[index]?.location === location;
        const here = tiles.filter(isHere);
        const reached = new Set(here.slice(0, 1));
        for (const tile of reached) {
          for (const other of here) if (touch(tile, other)) reached.add(other);
        }
        expect(reached.size).toBe(here.length);
        const elsewhere = tiles.filter((tile, index) => !isHere(tile, index));
        expect(here.some((tile) => elsewhere.some((other) => touch(tile, other)))).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

/** `count` places of which no more than four share a location, as in real rooms. */
const roomy = (count: number): fc.Arbitrary<LayoutPlace[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...CLASSES), fc.integer({ min: 1, max: 4 })), {
      minLength: count,
      maxLength: count,
    })
    .map((drawn) => {
      let [location, left] = [0, 0];
      return drawn.map(([type, together], index) => {
        if (left === 0) [location, left] = [location + 1, together];
        left--;
        return { name: `${type} ${index + 1}`, type, location };
      });
    });

it.each([
  [28, 252],
  [40, 333],
  [60, 441],
])('is shallow: a house of %i places is no higher than %i', (count, most) => {
  fc.assert(
    fc.property(roomy(count), (places) => {
      expect(layoutHouse(places).height).toBeLessThanOrEqual(most);
    }),
    { numRuns: 200 },
  );
});

it('has floor before every place, and where an agent stands that is at none', () => {
  fc.assert(
    fc.property(houses, (places) => {
      const layout = layoutHouse(places);
      for (const [x, y] of [middleOf(layout), ...layout.tiles.map((tile) => before(tile))]) {
        const covered = layout.tiles.filter(
          (tile) => x > tile.x - 6 && x < right(tile) + 6 && y > tile.y - 6 && y < bottom(tile) + 6,
        );
        expect(covered).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

it('is the same for the same house, however its places are listed', () => {
  fc.assert(
    fc.property(
      houses.chain((places) =>
        fc.tuple(
          fc.constant(places),
          fc.shuffledSubarray([...places], { minLength: places.length, maxLength: places.length }),
        ),
      ),
      ([places, shuffled]) => {
        const byName = (list: readonly HouseTile[]): HouseTile[] =>
          [...list].sort((one, other) => (one.name < other.name ? -1 : 1));
        expect(byName(layoutHouse(shuffled).tiles)).toEqual(byName(layoutHouse(places).tiles));
        expect(layoutHouse(places)).toEqual(layoutHouse([...places]));
      },
    ),
    { numRuns: 200 },
  );
});

it('writes names beside their places, inside the box and not over each other', () => {
  fc.assert(
    fc.property(houses, (places) => {
      const { labels, tiles, width } = layoutHouse(places);
      const spans = labels.map(({ text, x, y }) => {
        const half = textWidth(text, LABEL_SIZE) / 2;
        return { from: x - half, to: x + half, y };
      });
      for (const [index, span] of spans.entries()) {
        expect(span.from).toBeGreaterThan(-CLOSE);
        expect(span.to).toBeLessThan(width + CLOSE);
        const label = labels[index];
        const tile = tiles.find(({ name }) => name === label?.key);
        expect(tile?.wall === 'top').toBe((label?.y ?? 0) < (tile?.y ?? 0));
        for (const other of spans.slice(index + 1)) {
          const apart = span.y !== other.y || span.to <= other.from || other.to <= span.from;
          expect(apart).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('can be walked over with the arrow keys: every tile is reached from every other', () => {
  fc.assert(
    fc.property(houses, (places) => {
      const { tiles } = layoutHouse(places);
      const reached = new Set(tiles.slice(0, 1));
      for (const tile of reached) {
        for (const direction of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ] as const) {
          reached.add(nextTile(tiles, tile, direction));
        }
      }
      expect(reached.size).toBe(tiles.length);
    }),
    { numRuns: 200 },
  );
});
