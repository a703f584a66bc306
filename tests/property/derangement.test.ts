import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import {
  DIFFICULTIES,
  formatGameName,
  LARGEST_SEED,
  NEWEST_VERSION,
  parseGameName,
  roomsOf,
  SPLITS,
  splitGames,
} from '../../src/alfworld/game-name';
import { derange } from '../../src/interlat/derangement';
import { crossTaskPartner } from '../../src/lab/opened-game';
import { Rng } from '../../src/shared/rng';

/** Labels of which none takes more than half. */
const labelsArbitrary = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 60 })
  .filter((labels) =>
    labels.every((label) => 2 * labels.filter((other) => other === label).length <= labels.length),
  );

const gameArbitrary = fc
  .record({
    split: fc.constantFrom(...SPLITS),
    task: fc.constantFrom(...TASK_TYPES),
    seed: fc.oneof(fc.nat(200), fc.nat(LARGEST_SEED)),
    difficulty: fc.constantFrom(...DIFFICULTIES),
    knobs: fc.constantFrom({}, { places: 30 }),
  })
  .chain((name) =>
    fc
      .constantFrom(...roomsOf(name.task))
      .map((room) => formatGameName({ ...name, version: NEWEST_VERSION[name.difficulty], room })),
  );

describe('derange', () => {
  it('sends each item once, always to another label, the same for the same seed', () => {
    fc.assert(
      fc.property(labelsArbitrary, fc.nat(), (labels, seed) => {
        const result = derange(labels, new Rng(seed));
        expect([...result].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        result.forEach((to, from) => {
          expect(labels[to]).not.toBe(labels[from]);
        });
        expect(derange(labels, new Rng(seed))).toEqual(result);
      }),
    );
  });

  it('is refused where one label takes more than half', () => {
    expect(() => derange(['a', 'a', 'b'], new Rng(1))).toThrow(RangeError);
    expect(derange([], new Rng(1))).toEqual([]);
  });
});

describe('crossTaskPartner', () => {
  it('is a game of the same generator, split and difficulty with another task type', () => {
    fc.assert(
      fc.property(gameArbitrary, fc.nat(), (game, seed) => {
        const own = parseGameName(game);
        const partner = parseGameName(crossTaskPartner(game, seed));
        expect(partner.split).toBe(own.split);
        expect(partner.version).toBe(own.version);
        expect(partner.difficulty).toBe(own.difficulty);
        expect(partner.knobs).toEqual(own.knobs);
        expect(partner.task).not.toBe(own.task);
      }),
    );
  });

  it('uses each message of a batch once, and the seed decides which', () => {
    const games = splitGames('unseen', 64, 128).map(formatGameName);
    const partners = games.map((game) => crossTaskPartner(game, 1));
    expect([...partners].sort()).toEqual([...games].sort());
    expect(games.map((game) => crossTaskPartner(game, 2))).not.toEqual(partners);
  });
});
