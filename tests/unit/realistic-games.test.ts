import { describe, expect, it } from 'vitest';
import { CAN_CONTAIN, ROOMS } from '../../src/alfworld/domain';
import { formatGameName, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { presetOf } from '../../src/alfworld/presets';
import { ROOM_FACTS } from '../../src/alfworld/room-facts';
import { makeScene, type Scene } from '../../src/alfworld/scene';
import { SHARED_LOCATIONS } from '../../src/alfworld/shared-locations';

const SCENES = new Map(
  ROOMS.map((room) => [
    room,
    Array.from({ length: 30 }, (_, index) =>
      makeScene(
        { version: 'g2', room, difficulty: 'realistic', knobs: {} },
        presetOf('g2', 'realistic'),
        index + 1,
      ),
    ),
  ]),
);

const GAMES = Array.from({ length: 400 }, (_, seed) =>
  generateGame(splitGame('train', seed, 'realistic', 'g2')),
);

function countsOf(scenes: readonly Scene[], className: string): number[] {
  return scenes
    .map(({ places }) => places.filter((place) => place.className === className).length)
    .filter((count) => count > 0)
    .sort((left, right) => left - right);
}

describe('realistic scenes of g2', () => {
  it.each(ROOMS)('of a %s have what its floor plans have', (room) => {
    const scenes = SCENES.get(room) ?? [];
    for (const [className, fact] of Object.entries(ROOM_FACTS[room].receptacles)) {
      const counts = countsOf(scenes, className);
      expect(counts, className).toHaveLength(Math.round(30 * fact.share));
      const at = (share: number): number => counts[Math.floor(share * counts.length)] ?? 0;
      expect(Math.abs(at(0.5) - fact.median), className).toBeLessThanOrEqual(1);
      expect(counts[0], className).toBeGreaterThanOrEqual(fact.low);
      expect(counts.at(-1), className).toBeLessThanOrEqual(fact.high);
    }
  });

  it.each(ROOMS)('of a %s share as much between train and the rest', (room) => {
    const train = (SCENES.get(room) ?? []).slice(0, 20);
    for (const [className, fact] of Object.entries(ROOM_FACTS[room].receptacles)) {
      expect(
        Math.abs(countsOf(train, className).length / 20 - fact.share),
        className,
      ).toBeLessThanOrEqual(0.05);
    }
  });

  it.each(ROOMS)('of a %s share locations as the floor plans do, across classes too', (room) => {
    const scenes = SCENES.get(room) ?? [];
    for (const [className, fact] of Object.entries(SHARED_LOCATIONS[room].shares)) {
      for (const part of [scenes, scenes.slice(0, 20)]) {
        const own = part.flatMap(({ places }) =>
          places
            .filter((place) => place.className === className)
            .map(({ location }) => places.filter((other) => other.location === location).length),
        );
        const share = own.filter((here) => here > 1).length / own.length;
        // A share of few instances cannot be exact: about one instance more or less.
        const most = Math.max(0.065, 1.5 / own.length);
        expect(Math.abs(share - fact), `${className} of ${own.length}`).toBeLessThan(most);
      }
    }
  });

  it('share a location with the classes that the floor plans show there', () => {
    for (const room of ROOMS) {
      const known = Object.keys(SHARED_LOCATIONS[room].groups).map((kind) =>
        kind.split(' ').sort().join(' '),
      );
      const kinds = (SCENES.get(room) ?? []).flatMap(({ places }) =>
        [...new Set(places.map(({ location }) => location))].map((location) =>
          places
            .filter((place) => place.location === location)
            .map(({ className }) => className)
            .sort()
            .join(' '),
        ),
      );
      const groups = kinds.filter((kind) => kind.includes(' '));
      expect([...new Set(groups)].filter((kind) => !known.includes(kind))).toEqual([]);
    }
    const living = SCENES.get('livingroom') ?? [];
    const besideShelf = living.filter(({ places }) =>
      places.some(
        (stand) =>
          stand.className === 'TVStand' &&
          places.some(
            ({ className, location }) => className === 'Shelf' && location === stand.location,
          ),
      ),
    );
    expect(besideShelf.length).toBeGreaterThan(0);
  });

  it.each([
    ['livingroom', 'FloorLamp'],
    ['livingroom', 'DeskLamp'],
    ['bedroom', 'DeskLamp'],
    ['bathroom', 'FloorLamp'],
  ] as const)('of a %s have a %s as often as the floor plans', (room, lamp) => {
    const scenes = SCENES.get(room) ?? [];
    const share = ROOM_FACTS[room].objects[lamp] ?? 0;
    for (const part of [scenes, scenes.slice(0, 20), scenes.slice(20)]) {
      const lit = part.filter(({ lamps }) => lamps.includes(lamp)).length;
      expect(Math.abs(lit / part.length - share)).toBeLessThanOrEqual(0.05);
    }
  });
});

describe('realistic games of g2', () => {
  it('place every object where its class belongs', () => {
    for (const { facts, objects, scene, design } of GAMES) {
      const holders = new Map(scene.places.map(({ id, className }) => [id, className]));
      const lamps = objects.filter(({ id }) => /^(desk|floor)lamp_/.test(id)).map(({ id }) => id);
      const classes = (id: string): string[] =>
        (CAN_CONTAIN[holders.get(id) ?? ''] ?? []).map((className) => className.toLowerCase());
      for (const [predicate, object = '', place = ''] of facts) {
        if (predicate !== 'inreceptacle' || lamps.includes(object)) continue;
        expect(classes(place)).toContain(object.slice(0, object.indexOf('_bar_')));
        if (object.startsWith(`${design.object.toLowerCase()}_bar_`)) {
          expect(holders.get(place)).not.toBe(design.destination);
        }
      }
    }
  });

  it('have one to three objects of a class, of the target up to four', () => {
    const counts = GAMES.flatMap(({ objects, design, name }) => {
      const classes = objects
        .filter(({ type }) => type === 'object')
        .map(({ id }) => id.slice(0, id.indexOf('_bar_')));
      return [...new Set(classes)].map((className) => ({
        count: classes.filter((one) => one === className).length,
        target: className === design.object.toLowerCase(),
        two: name.task === 'pick_two_obj_and_place',
        className,
      }));
    });
    const sizes = (of: typeof counts): number[] =>
      [...new Set(of.map(({ count }) => count))].sort((left, right) => left - right);
    const others = counts.filter(({ target, className }) => !target && !/lamp$/.test(className));
    expect(sizes(others)).toEqual([1, 2, 3]);
    expect(sizes(counts.filter(({ target, two }) => target && !two))).toEqual([1, 2, 3, 4]);
    expect(sizes(counts.filter(({ target, two }) => target && two))).toEqual([2, 3, 4]);
  });

  it('have the lamps of their scene whatever the task, one of a class, and light the one named', () => {
    const tasks = new Set<string>();
    for (const { name, scene, design, objects } of GAMES) {
      const lamps = objects.flatMap(({ id }) => /^(desk|floor)lamp(?=_bar_)/.exec(id)?.[0] ?? []);
      expect(lamps.sort(), formatGameName(name)).toEqual(
        scene.lamps.map((lamp) => lamp.toLowerCase()).sort(),
      );
      if (design.lamp) expect(scene.lamps).toContain(design.lamp);
      if (name.room === 'livingroom') expect(scene.lamps).toContain('FloorLamp');
      if (scene.lamps.length > 0) tasks.add(name.task);
    }
    expect([...tasks]).toEqual(expect.arrayContaining([...ROOM_FACTS.livingroom.tasks]));
  });
});
