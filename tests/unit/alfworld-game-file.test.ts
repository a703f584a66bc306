import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { parseGameName } from '../../src/alfworld/game-name';
import { writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { CURRENT_DIALECT } from '../../src/alfworld/problem';
import { goal, part } from './spoilt-files';

interface GameJson {
  pddl_domain: string;
  grammar: string;
  pddl_problem: string;
  solvable: boolean;
  walkthrough: string[] | null;
}

const GENERATED = generateGame(
  parseGameName('g1/unseen/kitchen/pick_heat_then_place_in_recep/3/standard'),
);
const TEXT = writeGame(GENERATED)['game.tw-pddl'];

/** The exported game with something changed. */
function changed(change: (file: GameJson) => void): string {
  const file = JSON.parse(TEXT) as GameJson;
  change(file);
  return JSON.stringify(file);
}

describe('a game file', () => {
  it('brings back the game that was written', () => {
    const read = readGameFile(TEXT);
    expect(read.facts).toEqual(GENERATED.facts);
    expect(read.goal).toEqual(GENERATED.goal);
    expect(read.task).toBe(GENERATED.task);
    expect(read.dialect).toEqual(CURRENT_DIALECT);
    const written = new Game(GENERATED);
    const game = new Game(read);
    expect(game.reset()).toEqual(written.reset());
    for (const command of read.walkthrough ?? []) {
      expect(game.step(command)).toEqual(written.step(command));
    }
    expect(read.walkthrough?.length).toBeGreaterThan(3);
  });

  it('is read in any case, with comments', () => {
    const loud = changed((file) => {
      file.pddl_problem = `; a comment with (\n${file.pddl_problem.toUpperCase()}; the end`;
    });
    expect(readGameFile(loud).facts).toEqual(GENERATED.facts);
  });

  it('may set numbers and have no walkthrough', () => {
    const numbers = changed((file) => {
      file.pddl_problem = file.pddl_problem.replace('(:init', '(:init (= (total-cost) 0)');
      file.walkthrough = null;
    });
    const read = readGameFile(numbers);
    expect(read.facts).toEqual(GENERATED.facts);
    expect(read.walkthrough).toBeNull();
  });

  it('tells its dialect', () => {
    const old = changed((file) => {
      file.grammar = file.grammar
        .replace('You arrive at {r.name}', 'You arrive at {lend.name}')
        .replace('move {o} to {r}', 'put {o} in/on {r}')
        .replace('You move the {o.name} to', 'You put the {o.name} in/on');
      file.pddl_domain = file.pddl_domain.replace(/\(:action help[\s\S]*?\n\n/, '');
    });
    expect(readGameFile(old).dialect).toEqual({
      arrivalNamesLocation: true,
      putInOn: true,
      help: false,
      examineHeldOnly: true,
    });
  });

  // Upstream's action, whose comma keeps objects in sight from being examined.
  const sight = (type: string) =>
    part(
      'pddl_domain',
      /\(:action examineObject[\s\S]*?\n\n/,
      `(:action examineObject
        :parameters (?a - agent ?o - object)
        :precondition (or
          (exists (?l - ${type} ?r - receptacle)
            (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (inReceptacle ?o ?r)
                 (or (not (openable ?r)) (opened ?r))))
          (holds ?a ?o))
        :effect (and (checked ?o)))\n\n`,
    );
  it('lets objects in sight be examined where the rule has no typo', () => {
    expect(readGameFile(sight('location')).dialect.examineHeldOnly).toBe(false);
    expect(readGameFile(sight('location,')).dialect.examineHeldOnly).toBe(true);
  });

  it('answers nothing to a command that ends with a name without a number', () => {
    // So does the real engine: it lists "go to fridge ", and strips what is typed.
    const unnumbered = part('pddl_problem', /Fridge_bar_1/g, 'Fridge');
    const game = new Game(readGameFile(unnumbered));
    expect(game.reset().admissibleCommands).toContain('go to fridge ');
    expect(game.step('go to fridge ').observation).toBe('Nothing happens.');
  });

  it('takes everything for an "object" in its goal, as PDDL does', () => {
    const anything = '(exists (?x - object ?l - location) (atLocation ?x ?l))';
    expect(new Game(readGameFile(goal(anything))).reset().won).toBe(true);
    const agentOnly = '(exists (?x - receptacle ?l - location) (atLocation ?x ?l))';
    expect(new Game(readGameFile(goal(agentOnly))).reset().won).toBe(false);
  });
});
