import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { houseOf } from '../../src/lab/house';
import { openProblem } from '../../src/lab/opened-game';
import { GAME } from './scripted-runs';
import { smallHouse } from './small-house';

const houseIn = (problem: ReturnType<typeof openProblem>) => houseOf(problem, new Game(problem));

describe('the house', () => {
  it('is the intro’s places with the truth about them', () => {
    const problem = openProblem(GAME);
    const game = new Game(problem);
    const house = houseOf(problem, game);
    const intro = game.reset().observation;
    const named = [...intro.matchAll(/\ba ([a-z]+ \d+)/g)].map(([, name]) => name);
    expect(house.places.map(({ name }) => name)).toEqual(named);
    for (const { name, type, openable, open, contents } of house.places) {
      expect(name.startsWith(`${type} `)).toBe(true);
      expect(open).toBe(game.isOpen(name));
      expect(open || openable).toBe(true);
      expect(contents).toEqual(game.contents(name));
    }
    expect(house.places.some(({ contents }) => contents.length > 0)).toBe(true);
    expect(house.start).toBeNull();
  });

  it('numbers locations as the engine does, the same for places that one walk reaches', () => {
    const old = smallHouse({ dialect: { arrivalNamesLocation: true } });
    const house = houseIn(old);
    const at = (name: string) => house.places.find((place) => place.name === name)?.location;
    expect(at('cabinet 1')).toBe(at('countertop 1'));
    expect(at('cabinet 2')).not.toBe(at('cabinet 1'));
    for (const { name, location } of house.places) {
      const arrival = new Game(old).step(`go to ${name}`).observation;
      expect(arrival).toMatch(new RegExp(`^You arrive at loc ${location}\\. `));
    }
  });

  it('numbers locations of other spellings in their order', () => {
    const problem = smallHouse();
    const renamed = (id: string): string => id.replace(/^loc_bar_(\d)$/, 'spot-$1');
    const { places } = houseIn({
      ...problem,
      objects: problem.objects.map(({ id, type }) => ({ id: renamed(id), type })),
      facts: problem.facts.map(
        ([predicate, ...args]) => [predicate, ...args.map(renamed)] as const,
      ),
    });
    const numbers = places.map(({ location }) => location);
    expect([...new Set(numbers)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('says where the agent starts where a receptacle is there', () => {
    const house = houseIn(smallHouse({ start: 'loc_bar_3' }));
    const fridge = house.places.find(({ name }) => name === 'fridge 1');
    expect(house.start).toBe(fridge?.location);
  });
});
