import { describe, expect, it } from 'vitest';
import { CAN_CONTAIN, ROOMS } from '../../src/alfworld/domain';
import {
  formatGameName,
  type GameName,
  parseDifficulty,
  splitGames,
} from '../../src/alfworld/game-name';
import { type GeneratedGame, generateGame } from '../../src/alfworld/generator';
import { isHidingPlace } from '../../src/alfworld/scene';

const VERSIONS = { standard: 'g1', realistic: 'g2' } as const;

/** Games of a preset with knobs: `standard+places=30`. */
function games(level: string, count: number): GeneratedGame[] {
  const { difficulty, knobs } = parseDifficulty(level);
  const version = VERSIONS[difficulty];
  return splitGames('unseen', 0, count).map((name) =>
    generateGame({ ...name, version, difficulty, knobs }),
  );
}

/** What lies where at the start: class names, lower case for the object. */
function lying({ facts, scene }: GeneratedGame): { object: string; holder: string }[] {
  const holders = new Map(scene.places.map(({ id, className }) => [id, className]));
  return facts.flatMap(([predicate, id = '', at = '']) =>
    predicate === 'inreceptacle'
      ? [{ object: id.slice(0, id.indexOf('_bar_')), holder: holders.get(at) ?? '' }]
      : [],
  );
}

const targetsOf = (game: GeneratedGame) =>
  lying(game).filter(({ object }) => object === game.design.object.toLowerCase());

const othersOf = (game: GeneratedGame) =>
  lying(game).filter(
    ({ object }) =>
      object !== game.design.object.toLowerCase() && object !== game.design.lamp?.toLowerCase(),
  );

describe('the knob places', () => {
  it.each(['standard', 'realistic'])('is the number of receptacles of a %s game', (preset) => {
    for (const places of [8, 13, 30, 40]) {
      for (const { scene, name } of games(`${preset}+places=${places}`, 40)) {
        expect(scene.places, formatGameName(name)).toHaveLength(places);
      }
    }
  });

  it('keeps what the room and its tasks need', () => {
    for (const { scene, name } of games('standard+places=8', 60)) {
      const classes = scene.places.map(({ className }) => className);
      if (name.room === 'kitchen') {
        expect(classes).toEqual(expect.arrayContaining(['Fridge', 'Microwave', 'SinkBasin']));
      }
    }
    expect(new Set(games('standard+places=8', 60).map(({ name }) => name.room)).size).toBe(
      ROOMS.length,
    );
  });
});

describe('the knob others', () => {
  it.each(['standard', 'realistic'])('is the number of other objects of a %s game', (preset) => {
    for (const others of [0, 1, 14, 30]) {
      for (const game of games(`${preset}+others=${others}`, 40)) {
        expect(othersOf(game), formatGameName(game.name)).toHaveLength(others);
        expect(targetsOf(game).length).toBeGreaterThanOrEqual(
          game.name.task === 'pick_two_obj_and_place' ? 2 : 1,
        );
      }
    }
  });

  it('leaves the scene and the task as they are, and the targets where they lie', () => {
    for (const preset of ['standard', 'realistic']) {
      const plain = games(preset, 40);
      const bare = games(`${preset}+others=0`, 40);
      expect(bare.map(({ scene, design }) => ({ scene, design }))).toEqual(
        plain.map(({ scene, design }) => ({ scene, design })),
      );
      expect(bare.map(targetsOf)).toEqual(plain.map(targetsOf));
    }
  });

  it('brings every class before it brings one again', () => {
    for (const game of games('standard+others=10', 40)) {
      const classes = othersOf(game).map(({ object }) => object);
      expect(new Set(classes).size).toBe(10);
    }
  });
});

describe('the knob usual', () => {
  /** Share of targets in a class that can hold them, and what drawing anywhere would give. */
  function shares(level: string): { usual: number; byChance: number } {
    const found = games(level, 400).flatMap((game) => {
      const holds = (className: string): boolean =>
        (CAN_CONTAIN[className] ?? []).includes(game.design.object);
      const others = game.scene.places
        .map(({ className }) => className)
        .filter((className) => className !== game.design.destination);
      // Where nothing else can hold it, no setting can put it in its usual place.
      if (!others.some(holds)) return [];
      const anywhere = others.filter(isHidingPlace);
      const byChance = anywhere.filter(holds).length / anywhere.length;
      return targetsOf(game).map(({ holder }) => ({ usual: holds(holder) ? 1 : 0, byChance }));
    });
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      usual: mean(found.map(({ usual }) => usual)),
      byChance: mean(found.map(({ byChance }) => byChance)),
    };
  }

  it.each([
    ['standard', 0],
    ['standard+usual=0.25', 0.25],
    ['standard+usual=0.5', 0.5],
    ['standard+usual=1', 1],
    ['realistic', 1],
    ['realistic+usual=0', 0],
    ['realistic+usual=0.7', 0.7],
  ])(
    '%s puts the target where its class belongs with probability %d, else anywhere',
    (level, share) => {
      const { usual, byChance } = shares(level);
      // At least 450 targets each: five standard errors are below 0.12.
      expect(Math.abs(usual - (share + (1 - share) * byChance))).toBeLessThan(
        share === 1 ? 1e-9 : 0.12,
      );
    },
  );
});

describe('knobs in a name', () => {
  it('are checked by the generator too', () => {
    const name: GameName = { ...(splitGames('unseen', 0, 1)[0] as GameName), knobs: { places: 3 } };
    expect(() => generateGame(name)).toThrow('places accepts a whole number from 8 to 40');
  });
});
