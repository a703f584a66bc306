import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { layoutHouse } from '../../src/plots/house-layout';
import { HouseMap, type HouseMapProps } from '../../src/plots/house-map';
import { before, wayBetween } from '../../src/plots/house-path';
import type { MapObject, MapPlace } from '../../src/plots/house-tile';

function place(name: string, change: Partial<MapPlace> = {}): MapPlace {
  return {
    name,
    type: name.replace(/ \d+$/, ''),
    location: Number(/\d+$/.exec(name)?.[0]) + name.length * 10,
    wanted: false,
    door: 'unknown',
    here: false,
    visited: false,
    searched: false,
    objects: [],
    ...change,
  };
}

function object(name: string, change: Partial<MapObject> = {}): MapObject {
  return { name, state: 'seen', wanted: false, ...change };
}

const PLACES = [
  place('cabinet 2', { door: 'closed', visited: true }),
  place('cabinet 1', { door: 'open', visited: true, searched: true, objects: [object('cup 1')] }),
  place('fridge 1', { wanted: true }),
  place('sinkbasin 1', {
    door: 'surface',
    here: true,
    visited: true,
    searched: true,
    objects: [
      object('potato 1', { state: 'moved', wanted: true }),
      object('fork 1', { state: 'unseen' }),
    ],
  }),
];

function draw(change: Partial<HouseMapProps> = {}): string {
  const layout = layoutHouse(change.places ?? PLACES);
  return renderToStaticMarkup(
    <HouseMap
      layout={layout}
      scale={1}
      channel="latent"
      places={PLACES}
      path={[null, 'cabinet 2', 'cabinet 1', 'sinkbasin 1']}
      carried={null}
      pointed={null}
      outcome="running"
      {...change}
    />,
  );
}

const count = (markup: string, pattern: string): number => markup.split(pattern).length - 1;

describe('HouseMap', () => {
  const markup = draw();

  it('has a tile for every place and a name for every run of a class', () => {
    expect(count(markup, 'class="map-tile"')).toBe(4);
    expect(markup).toMatch(/class="map-label"[^>]*>cabinet</);
    expect(markup).toMatch(/class="map-text"[^>]*>fridge</);
    expect(markup).toMatch(/class="map-text"[^>]*>2</);
  });

  it('draws the doors that were seen, open or closed, and no others', () => {
    expect(count(markup, 'class="map-door"')).toBe(2);
    expect(count(markup, 'data-open="true"')).toBe(1);
    expect(markup).toContain('rotate(90deg)');
  });

  it('tells objects apart: seen, put there, unseen', () => {
    expect(count(markup, 'data-state="seen"')).toBe(1);
    expect(count(markup, 'data-state="moved"')).toBe(1);
    expect(count(markup, 'data-state="unseen"')).toBe(1);
    expect(count(markup, 'class="map-ring"')).toBe(1);
  });

  it('draws the path from the middle of the room, the latest way strongest', () => {
    const opacities = [...markup.matchAll(/opacity="([\d.]+)"/g)].map(([, value]) => Number(value));
    expect(opacities).toHaveLength(3);
    expect(opacities.at(-1)).toBe(1);
    expect([...opacities].sort()).toEqual(opacities);
  });

  it('puts the agent before the tile it is at, and outlines the tile', () => {
    const tile = layoutHouse(PLACES).tiles.find(({ name }) => name === 'sinkbasin 1');
    if (tile === undefined) throw new Error('no tile');
    const [x, y] = before(tile);
    expect(markup).toContain(`translate(${x}px, ${y}px)`);
    expect(markup).toMatch(new RegExp(`class="map-here" x="${tile.x}" y="${tile.y}"`));
    expect(count(markup, 'map-here')).toBe(1);
    const shared = PLACES.map((one) => ({ ...one, here: one.type === 'cabinet' }));
    expect(count(draw({ places: shared }), 'map-here')).toBe(2);
    expect(markup).not.toContain('map-pointed');
    expect(draw({ pointed: 'fridge 1' })).toContain('map-pointed');
  });

  it('names what is carried', () => {
    expect(markup).not.toContain('map-carried');
    expect(draw({ carried: object('mug 3', { state: 'moved' }) })).toContain('>mug 3</text>');
  });

  it('ends with a check or a cross', () => {
    const agent = (change: Partial<HouseMapProps>): string =>
      draw(change).split('class="map-agent"')[1] ?? '';
    const ends = new Set(
      (['running', 'won', 'lost', 'context-full', 'failed'] as const).map((outcome) =>
        agent({ outcome }),
      ),
    );
    expect(ends.size).toBe(3);
  });

  it('draws all of many objects inside their tile', () => {
    for (const many of [1, 9, 25, 60]) {
      const objects = Array.from({ length: many }, (_, index) => object(`fork ${index + 1}`));
      const full = [place('fridge 1', { objects }), place('shelf 1', { objects })];
      const shelves = [...full, place('shelf 2', { objects })];
      const { tiles } = layoutHouse(shelves);
      const drawn = draw({ places: shelves, path: [null] })
        .split('class="map-tile"')
        .slice(1);
      for (const [index, tile] of tiles.entries()) {
        const marks = [
          ...(drawn[index] ?? '').matchAll(/<g transform="translate\(([\d.]+),([\d.]+)\)"><path/g),
        ].slice(0, many);
        expect(marks).toHaveLength(many);
        for (const [, x, y] of marks) {
          expect(Number(x)).toBeGreaterThan(0);
          expect(Number(x)).toBeLessThan(tile.width);
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThan(tile.height);
        }
      }
    }
  });

  it('draws a room without places', () => {
    expect(draw({ places: [], path: [null] })).toContain('map-floor');
  });
});

describe('wayBetween', () => {
  const layout = layoutHouse(PLACES);
  const [first = null, second = null, third = null] = layout.tiles;

  it('begins and ends at the fronts', () => {
    const way = wayBetween(first, third, layout);
    const numbers = [...way.matchAll(/-?[\d.]+/g)].map(Number);
    if (first === null || third === null) throw new Error('no tiles');
    const round = (values: readonly number[]): number[] =>
      values.map((value) => Math.round(value * 100) / 100);
    expect(round(numbers.slice(0, 2))).toEqual(round(before(first, 1)));
    expect(round(numbers.slice(-2))).toEqual(round(before(third, 1)));
  });

  it('goes round the islands of a large house', () => {
    const many = Array.from({ length: 40 }, (_, index) => place(`cabinet ${index + 1}`));
    const large = layoutHouse(many);
    const island = large.tiles.filter(({ wall, y }) => wall === 'bottom' && y < large.height / 2);
    const top = large.tiles.find(({ wall }) => wall === 'top') ?? null;
    const foot = large.tiles.findLast(({ wall, y }) => wall === 'bottom' && y > large.floor.y1 - 1);
    expect(island.length).toBeGreaterThan(0);
    if (foot === undefined) throw new Error('no tile at the bottom');
    const numbers = [...wayBetween(top, foot, large).matchAll(/-?[\d.]+/g)].map(Number);
    const middle = island[0]?.y ?? 0;
    const atIsland = numbers.filter(
      (_, index) => index % 2 === 0 && Math.abs((numbers[index + 1] ?? 0) - middle - 39) < 30,
    );
    for (const x of atIsland) {
      const under = island.some((tile) => x > tile.x && x < tile.x + tile.width);
      expect(under).toBe(false);
    }
  });

  it('differs by where it goes', () => {
    const ways = [wayBetween(null, first, layout), wayBetween(first, second, layout)];
    expect(new Set([...ways, wayBetween(second, third, layout)]).size).toBe(3);
  });
});
