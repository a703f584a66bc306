import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { DIFFICULTIES, SPLITS, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';

const NOTHING = 'Nothing happens.';

/** Any game of the generator. */
const problems = fc
  .tuple(fc.constantFrom(...SPLITS), fc.nat(10_000), fc.constantFrom(...DIFFICULTIES))
  .map(([split, seed, difficulty]) => generateGame(splitGame(split, seed, difficulty)));
const games = problems.map((problem) => new Game(problem));

/** Numbers that choose among the admissible commands, favouring what is not walking about. */
const choices = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 60 });

function choose(commands: readonly string[], [number, stay]: [number, boolean]): string {
  const here = commands.filter((command) => !command.startsWith('go to '));
  const from = stay ? here : commands;
  return from[number % from.length] ?? 'look';
}

it('answers every admissible command with something, in a list that is sorted and has no doubles', () => {
  fc.assert(
    fc.property(games, choices, (game, walk) => {
      let turn = game.reset();
      for (const choice of walk) {
        const { admissibleCommands } = turn;
        const sorted = [...new Set(admissibleCommands)].sort();
        expect(admissibleCommands.join()).toBe(sorted.join());
        turn = game.step(choose(admissibleCommands, choice));
        expect(turn.observation).not.toBe(NOTHING);
        expect(turn.score).toBe(turn.won ? 1 : 0);
      }
    }),
    { numRuns: 100 },
  );
});

it('answers "Nothing happens." to exactly the commands that are not admissible', () => {
  fc.assert(
    fc.property(games, choices, (game, walk) => {
      let turn = game.reset();
      const seen = new Set(turn.admissibleCommands);
      for (const choice of walk) {
        turn = game.step(choose(turn.admissibleCommands, choice));
        for (const command of turn.admissibleCommands) seen.add(command);
        const admissible = new Set(turn.admissibleCommands);
        const before = turn;
        for (const command of seen) {
          if (admissible.has(command)) continue;
          const { observation, admissibleCommands, won } = game.step(command);
          expect([observation, won]).toEqual([NOTHING, before.won]);
          expect(admissibleCommands).toBe(before.admissibleCommands);
        }
      }
    }),
    { numRuns: 40 },
  );
});

it('never throws, whatever is typed, and a refused command changes nothing', () => {
  fc.assert(
    fc.property(
      games,
      fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 30 }),
      (game, typed) => {
        const start = game.reset();
        const admissible = new Set(start.admissibleCommands);
        for (const command of typed) {
          const turn = game.step(command);
          if (admissible.has(command.trim())) continue;
          expect(turn).toEqual({ ...start, observation: NOTHING });
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('plays the same game again after a reset', () => {
  fc.assert(
    fc.property(games, choices, (game, walk) => {
      const play = () => {
        const turns = [game.reset()];
        for (const choice of walk) {
          turns.push(game.step(choose(turns.at(-1)?.admissibleCommands ?? [], choice)));
        }
        return turns;
      };
      expect(play()).toEqual(play());
    }),
    { numRuns: 60 },
  );
});

it('plays after a reset like a game that is new, whatever was played before', () => {
  fc.assert(
    fc.property(problems, choices, choices, (problem, before, walk) => {
      const game = new Game(problem);
      let turn = game.reset();
      for (const choice of before) turn = game.step(choose(turn.admissibleCommands, choice));
      const fresh = new Game(problem);
      turn = game.reset();
      expect(turn).toEqual(fresh.reset());
      for (const choice of walk) {
        const command = choose(turn.admissibleCommands, choice);
        turn = game.step(command);
        expect(turn).toEqual(fresh.step(command));
      }
    }),
    { numRuns: 60 },
  );
});

it('keeps every object in one place: in or on one receptacle, or in the hand', () => {
  fc.assert(
    fc.property(games, choices, (game, walk) => {
      let turn = game.reset();
      for (const choice of walk) turn = game.step(choose(turn.admissibleCommands, choice));
      const places = game.receptacles.flatMap(({ name }) => game.contents(name));
      const held = game.held();
      expect([...places, ...(held === null ? [] : [held])].sort()).toEqual(
        game.objects.map(({ name }) => name).sort(),
      );
    }),
    { numRuns: 100 },
  );
});
