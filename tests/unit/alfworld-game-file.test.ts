import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { parseGameName } from '../../src/alfworld/game-name';
import { writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { CURRENT_DIALECT } from '../../src/alfworld/problem';
import { LabError } from '../../src/shared/errors';

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

/** The message with which a text is refused. */
function refusal(text: string): string {
  try {
    readGameFile(text);
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    if (error instanceof LabError) {
      expect(error.code).toBe('bad-game-file');
      return error.message;
    }
  }
  throw new Error('The text was not refused.');
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
        .replace('action help {', 'action noHelp {');
    });
    expect(readGameFile(old).dialect).toEqual({
      arrivalNamesLocation: true,
      putInOn: true,
      help: false,
      examineHeldOnly: true,
    });
  });

  const sight = (type: string) =>
    changed((file) => {
      file.pddl_domain = file.pddl_domain.replace(
        ':precondition (holds ?a ?o)\n    :effect (noticed ?o)',
        `:precondition (or (holds ?a ?o) (exists (?l - ${type} ?r - receptacle)
          (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (inReceptacle ?o ?r))))
        :effect (noticed ?o)`,
      );
    });
  it('lets objects in sight be examined where the rule has no typo', () => {
    expect(readGameFile(sight('location')).dialect.examineHeldOnly).toBe(false);
    expect(readGameFile(sight('location,')).dialect.examineHeldOnly).toBe(true);
  });
});

describe('what is no game file', () => {
  it.each([
    ['', /game\.tw-pddl, line 1, column 1\): it is not valid JSON/],
    ['{\n  "grammar": x\n}', /line 2, column 14\): it is not valid JSON/],
    ['[]', /it is not a JSON object/],
    ['7', /it is not a JSON object/],
    ['{}', /the key "grammar" is missing/],
    ['{"grammar": 1}', /the value of "grammar" is not a text/],
    ['{"grammar": "action look {}"}', /grammar\): it has no 'grammar :: """/],
    [
      JSON.stringify({ grammar: 'grammar :: """\n{\n  oops\n}\n""";' }),
      /grammar, line 3, column 3\)/,
    ],
  ])('%j is refused', (text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  it.each<[string, (file: GameJson) => void, RegExp]>([
    [
      'several agents',
      (file) => {
        file.grammar = file.grammar.replace('"look"', '"{a.name}: look"');
      },
      /for several agents; only single-agent games/,
    ],
    [
      'no goal text',
      (file) => {
        file.grammar = file.grammar.replace('Your task is to: ', 'UNKNOWN');
      },
      /the rule "task" must read/,
    ],
    [
      'no put',
      (file) => {
        file.grammar = file.grammar.replace('move {o} to {r}', 'drop {o}');
      },
      /the template of the action "PutObject"/,
    ],
    [
      'a domain without the rules',
      (file) => {
        file.pddl_domain = file.pddl_domain.replace('(:action OpenObject', '(:action Unlock');
      },
      /pddl_domain\): it has no action "openobject"/,
    ],
    [
      'a problem for a domain',
      (file) => {
        file.pddl_domain = file.pddl_problem;
      },
      /pddl_domain, line 1, column 9\): a domain is expected/,
    ],
    [
      'an unclosed parenthesis',
      (file) => {
        file.pddl_problem = file.pddl_problem.trimEnd().slice(0, -1);
      },
      /pddl_problem, line 1, column 1\): this "\(" is never closed/,
    ],
    [
      'a closing parenthesis too many',
      (file) => {
        file.pddl_problem = '\n )';
      },
      /pddl_problem, line 2, column 2\): a "\)" closes nothing/,
    ],
    [
      'something after the end',
      (file) => {
        file.pddl_problem += 'more';
      },
      /"more" stands after the end/,
    ],
    [
      'endless nesting',
      (file) => {
        file.pddl_problem = '('.repeat(100_000);
      },
      /parentheses nest too deep/,
    ],
    [
      'no problem at all',
      (file) => {
        file.pddl_problem = '; nothing';
      },
      /pddl_problem, line 1, column 1\): it is empty/,
    ],
    [
      'no goal',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('(:goal', '(:gaol');
      },
      /it has no ":goal" section/,
    ],
    [
      'two inits',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('(:objects', '(:init) (:objects');
      },
      /":init" stands here a second time/,
    ],
    [
      'an object twice',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('agent1', 'agent1 agent1');
      },
      /line 4, column 12\): "agent1" is declared a second time/,
    ],
    [
      'an unknown type',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('agent1 - agent', 'agent1 - robot');
      },
      /the domain has no type "robot"/,
    ],
    [
      'an unknown predicate',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('(atlocation', '(above');
      },
      /the domain has no predicate "above"/,
    ],
    [
      'a fact with too few arguments',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('(atlocation agent1', '(atlocation');
      },
      /"atlocation" takes 2 arguments, not 1/,
    ],
    [
      'an undeclared name',
      (file) => {
        file.pddl_problem = file.pddl_problem.replace('(atlocation agent1', '(atlocation bob');
      },
      /"bob" is declared nowhere/,
    ],
    [
      'an unbound variable',
      (file) => {
        file.pddl_problem = file.pddl_problem.replaceAll('(?o - object)', '(?p - object)');
      },
      /"\?o" is bound by no "exists"/,
    ],
    [
      'a walkthrough of numbers',
      (file) => {
        Object.assign(file, { walkthrough: [1] });
      },
      /the value of "walkthrough"/,
    ],
  ])('%s', (_name, change, message) => {
    expect(refusal(changed(change))).toMatch(message);
  });
});

describe('a game that the rules cannot play', () => {
  it.each<[string, (problem: string) => string, RegExp]>([
    ['two agents', (text) => text.replace('agent1', 'agent1 agent2'), /has 2 agents/],
    [
      'a receptacle at two locations',
      (text) =>
        text.replace(
          /\(receptacleatlocation (\S+) \S+\)/,
          '$& (receptacleatlocation $1 loc_bar_0_bar_0)',
        ),
      /is at two locations/,
    ],
  ])('%s', (_name, change, message) => {
    const text = changed((file) => {
      file.pddl_problem = change(file.pddl_problem);
    });
    expect(() => new Game(readGameFile(text))).toThrow(message);
  });
});
