import { describe, expect, it } from 'vitest';
import { CAN_CONTAIN, ROOMS } from '../../src/alfworld/domain';
import { splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { presetOf } from '../../src/alfworld/presets';
import { ROOM_FACTS } from '../../src/alfworld/room-facts';
import { makeScene, type Scene } from '../../src/alfworld/scene';

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

  it('put receptacles of a class at one location as often as the floor plans do', () => {
    for (const className of ['Cabinet', 'Drawer', 'Shelf']) {
      let expected = 0;
      const shared = ROOMS.flatMap((room) =>
        (SCENES.get(room) ?? []).flatMap(({ places }) => {
          const own = places.filter((place) => place.className === className);
          if (own.length > 1) {
            expected += own.length * (ROOM_FACTS[room].sharedLocations[className] ?? 0);
          }
          return own.filter((place) =>
            places.some((other) => other !== place && other.location === place.location),
          );
        }),
      ).length;
      expect(Math.abs(shared / expected - 1), className).toBeLessThan(0.3);
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

  it('have one to three objects of a class, of the target up to four, and desk lamps', () => {
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
    const withLamp = GAMES.filter(
      ({ name, design, objects }) =>
        name.room === 'bedroom' &&
        design.lamp === null &&
        objects.some(({ id }) => id.startsWith('desklamp_')),
    );
    expect(withLamp.length).toBeGreaterThan(5);
  });
});
