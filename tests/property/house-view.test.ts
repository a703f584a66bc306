import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { DIFFICULTIES, SPLITS, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { CURRENT_DIALECT, type Dialect, type Problem } from '../../src/alfworld/problem';
import { houseAt } from '../../src/state/house-view';
import { walk } from '../unit/house-fixtures';
import { smallHouse } from '../unit/small-house';

const OLD_DIALECT: Dialect = {
  arrivalNamesLocation: true,
  putInOn: true,
  help: false,
  examineHeldOnly: false,
};

const dialects = fc.constantFrom(CURRENT_DIALECT, OLD_DIALECT);

/** Generated games, and a house with a shared location, from the middle of the room or from a place. */
const problems: fc.Arbitrary<Problem> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SPLITS), fc.nat(5_000), fc.constantFrom(...DIFFICULTIES), dialects)
    .map(([split, seed, difficulty, dialect]) => ({
      ...generateGame(splitGame(split, seed, difficulty)),
      dialect,
    })),
  fc
    .tuple(dialects, fc.constantFrom('loc_bar_0', 'loc_bar_1', 'loc_bar_2'), fc.boolean())
    .map(([dialect, start, twice]) =>
      smallHouse({
        dialect,
        start,
        // One object in two places, as some real files have it.
        moreFacts: twice ? [['inreceptacle', 'apple_bar_1', 'sink_bar_1_bar_sinkbasin']] : [],
      }),
    ),
);

type Choice = readonly [verb: number, which: number, invalid: boolean];

const choices = fc.array(
  fc.tuple(
    fc.nat(),
    fc.nat(),
    fc.nat(9).map((digit) => digit === 0),
  ),
  { minLength: 1, maxLength: 60 },
);

const INVALID = ['open cabinet 99', 'go to fridge', 'take air 1 from hand 1', 'look around', ''];

/** The word of a command that says what kind it is. */
const verbOf = (command: string): string => command.split(' ')[0] ?? '';

/** A walk that takes and moves as often as it walks, with some commands that do nothing. */
function commandsOf(problem: Problem, walked: readonly Choice[]): string[] {
  const game = new Game(problem);
  let { admissibleCommands } = game.reset();
  return walked.map(([verb, which, invalid]) => {
    const verbs = [...new Set(admissibleCommands.map(verbOf))];
    const chosen = verbs[verb % verbs.length];
    const from = invalid ? INVALID : admissibleCommands.filter((one) => verbOf(one) === chosen);
    const command = from[which % from.length] ?? 'look';
    ({ admissibleCommands } = game.step(command));
    return command;
  });
}

/** What the commands, not the texts, say that the agent was shown. */
class Shown {
  readonly doors = new Set<string>();
  readonly searched = new Set<string>();
  readonly put = new Map<string, Set<string>>();

  constructor(private readonly game: Game) {}

  step(command: string): void {
    const { admissibleCommands } = this.game.step('look');
    if (!admissibleCommands.includes(command)) return;
    this.game.step(command);
    const place = /^(?:go to|open|close|examine) (.+)$/.exec(command)?.[1] ?? '';
    if (this.game.receptacles.some(({ name }) => name === place)) {
      this.doors.add(place);
      if (!command.startsWith('close ') && this.game.isOpen(place)) this.searched.add(place);
    }
    const [, put = '', to = ''] = /^(?:move|put) (.+) (?:to|in\/on) (.+)$/.exec(command) ?? [];
    if (to !== '') this.put.set(to, new Set([...(this.put.get(to) ?? []), put]));
    const [, taken = '', from = ''] = /^take (.+) from (.+)$/.exec(command) ?? [];
    this.put.get(from)?.delete(taken);
  }
}

describe('houseAt on random walks', () => {
  it('agrees with the engine on what the agent was shown, and on the truth', () => {
    fc.assert(
      fc.property(problems, choices, (problem, walked) => {
        const commands = commandsOf(problem, walked);
        const { trace } = walk(problem, commands);
        const game = new Game(problem);
        const shown = new Shown(game);
        for (let step = 0; step <= commands.length; step++) {
          if (step > 0) shown.step(commands[step - 1] ?? '');
          const view = houseAt(trace, 0, step);
          const here = view.places.filter((place) => place.here);
          expect(here.map(({ name }) => name)).toEqual(game.receptaclesHere());
          const stop = view.path.at(-1)?.place ?? null;
          expect(stop === null || game.receptaclesHere().includes(stop)).toBe(true);
          expect(stop === null).toBe(here.length === 0);
          expect(view.carried?.name ?? null).toBe(game.held());
          for (const { name, door, searched, seen, unseen } of view.places) {
            const known = seen.map((object) => object.name);
            const hidden = unseen.map((object) => object.name);
            expect([...known, ...hidden].sort()).toEqual(game.contents(name).sort());
            expect(searched).toBe(shown.searched.has(name));
            expect(hidden.length === 0 || !searched).toBe(true);
            if (!searched) expect(known.sort()).toEqual([...(shown.put.get(name) ?? [])].sort());
            expect(door !== 'unknown').toBe(shown.doors.has(name));
            if (door !== 'unknown') expect(door !== 'closed').toBe(game.isOpen(name));
            const openable = game.receptacles.find((one) => one.name === name)?.openable;
            if (door !== 'unknown') expect(door === 'surface').toBe(!openable);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('tells the same of a step whatever came after it', () => {
    fc.assert(
      fc.property(problems, choices, (problem, walked) => {
        const commands = commandsOf(problem, walked);
        const half = Math.floor(commands.length / 2);
        const whole = walk(problem, commands).trace;
        const part = walk(problem, commands.slice(0, half)).trace;
        expect(houseAt(whole, 0, half)).toEqual(houseAt(part, 0, half));
        expect(houseAt(part, 0, commands.length)).toEqual(houseAt(part, 0, half));
      }),
      { numRuns: 40 },
    );
  });
});
