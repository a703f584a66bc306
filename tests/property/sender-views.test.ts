import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { DIFFICULTIES, SPLITS, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { classOf } from '../../src/alfworld/names';
import {
  RELIABILITIES,
  SENDER_VIEWS,
  type Sighting,
  sightingsOf,
  tellSender,
} from '../../src/lab/sender-views';

const name = fc
  .record({
    split: fc.constantFrom(...SPLITS),
    seed: fc.nat(100_000),
    difficulty: fc.constantFrom(...DIFFICULTIES),
  })
  .map(({ split, seed, difficulty }) => splitGame(split, seed, difficulty));

const inOrder = (sightings: readonly Sighting[]): string[] =>
  sightings.map(({ object, place, reliability }) => `${object} ${reliability} ${place}`).sort();

describe('what the sender is told', () => {
  it('is all that stands there, but three reports of each target where it is unsure', () => {
    fc.assert(
      fc.property(name, fc.constantFrom(...SENDER_VIEWS), fc.string(), (game, view, seed) => {
        const generated = generateGame(game);
        const { design } = generated;
        const house = new Game(generated);
        const truth = sightingsOf(house);
        const { sightings, targets, lamp } = tellSender(house, design, view, seed);
        const object = design.object.toLowerCase();
        for (const target of targets) {
          expect(classOf(target.object)).toBe(object);
          expect(truth).toContainEqual({ object: target.object, place: target.place });
        }
        expect(new Set(targets.map((target) => target.object)).size).toBe(targets.length);
        if (view === 'planner') {
          expect(sightings).toEqual([]);
          expect(lamp).toBeNull();
          return;
        }
        if (design.lamp) expect(truth).toContainEqual(lamp);
        if (view === 'scout') {
          expect(inOrder(sightings)).toEqual(inOrder(truth));
          return;
        }
        // No other object of the class is seen: those would be certain.
        const others = truth.filter((sighting) => classOf(sighting.object) !== object);
        const reports = targets.flatMap(({ object: target, candidates }) =>
          candidates.map((place, rank) => ({
            object: target,
            place,
            ...(RELIABILITIES[rank] && { reliability: RELIABILITIES[rank].word }),
          })),
        );
        expect(inOrder(sightings)).toEqual(inOrder([...others, ...reports]));
        for (const { place, candidates } of targets) {
          expect(new Set(candidates).size).toBe(3);
          expect(candidates).toContain(place);
          for (const candidate of candidates) {
            expect(house.receptacles.map((receptacle) => receptacle.name)).toContain(candidate);
            expect(classOf(candidate)).not.toBe(design.destination?.toLowerCase());
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
