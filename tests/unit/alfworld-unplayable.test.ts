import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { changed, goal, more, part, refusal, repeated, TEXT } from './spoilt-files';

const UPSTREAM = '.venv/lib/python3.11/site-packages/alfworld/data/alfred.pddl';

describe('a game that the rules cannot play', () => {
  it.each<[string, string, RegExp]>([
    [
      'two agents',
      more('bob - agent', '(atLocation bob loc_bar_1)'),
      /has 2 agents, and the commands/,
    ],
    [
      'an agent nowhere',
      part('pddl_problem', /\(atLocation agent1 .*\)/, ''),
      /line \d+, column \d+\): no fact "atLocation" says where the agent "agent1" is/,
    ],
    [
      'an agent in two places',
      more('', '(atLocation agent1 loc_bar_1)'),
      /"agent1" is at two locations/,
    ],
    [
      'two hands',
      more('', '(holds agent1 Mug_bar_1) (holds agent1 Spoon_bar_1)'),
      /holds two objects/,
    ],
    ['a hand full of nothing', more('', '(holdsAny agent1)'), /"holds" and "holdsAny" disagree/],
    [
      'a full hand that is empty',
      more('', '(holds agent1 Mug_bar_1)'),
      /"holds" and "holdsAny" disagree/,
    ],
    [
      'a receptacle in two places',
      more('', '(receptacleAtLocation Fridge_bar_1 loc_bar_9)'),
      /is at two locations/,
    ],
    [
      'a movable receptacle',
      goal(`(exists (?o - object ?mo - object) (and (isReceptacleObject ?mo)
        (inReceptacleObject ?o ?mo)))`),
      /"inReceptacleObject" of tasks with a movable receptacle/,
    ],
    [
      'a sliced object',
      goal('(isSliced Apple_bar__minus_1)'),
      /"isSliced" of tasks with a sliced object/,
    ],
    ['what the engine does not track', goal('(noticed agent1)'), /predicate "noticed", which/],
    ['forall', goal('(forall (?o - object) (isClean ?o))'), /its goal uses "forall"/],
    ['imply', goal('(imply (and) (and))'), /its goal uses "imply"/],
    ['an empty or', goal('(or)'), /column \d+\): its goal has an empty "or"/],
    ['a number', goal('(= (total-cost) 3)'), /column \d+\): its goal compares a number/],
    ['two numbers', goal('(= 3 3)'), /its goal compares a number/],
    [
      'either',
      goal('(exists (?o - (either object agent)) (pickupable ?o))'),
      /column \d+\): it uses "either"/,
    ],
    ['when', goal('(when (and) (and))'), /its goal uses "when"/],
    [
      'thousands of receptacles',
      more(
        repeated(2000, (i) => `shelf_bar_${i} - receptacle`),
        '',
      ),
      /it has 2019 receptacles, more than the 400/,
    ],
    [
      'thousands of objects',
      more(
        repeated(9000, (i) => `cup_bar_${i} - object`),
        '',
      ),
      /it has 9\d+ objects, more than the 2000/,
    ],
    [
      'thousands of facts',
      more('', '(isClean Mug_bar_1)'.repeat(30_000)),
      /it has 30\d+ facts, more than the 20000/,
    ],
    [
      'a thousand variables',
      goal(`(exists (${repeated(1000, (i) => `?v${i}`)}) (and))`),
      /more than 16 variables/,
    ],
    [
      'a thousand conditions',
      goal(`(and ${'(holdsAny agent1) '.repeat(1000)})`),
      /more than 200 conditions/,
    ],
    [
      'more combinations than can be tested',
      goal(`(exists (${repeated(12, (i) => `?v${i} - receptacle`)}) (not (= ?v1 ?v2)))`),
      /pddl_problem, line \d+, column 10\): its goal has too many combinations .* "="/,
    ],
  ])('%s', (_name, text, message) => {
    const told = refusal(text);
    expect(told).toMatch(
      /^unplayable-game: This game cannot be played here.* choose another game\.$/,
    );
    expect(told).toMatch(message);
  });

  it.each<[string, string, RegExp]>([
    [
      'less a condition',
      part('pddl_domain', ' (not (holdsAny ?a))\n', '\n'),
      /pddl_domain, line \d+, column 3\): its action "PickupObject" has other rules/,
    ],
    [
      'with another effect',
      part('pddl_domain', ':effect (isClean ?o)', ':effect (isHot ?o)'),
      /its action "CleanObject" has other rules/,
    ],
    [
      'with rules of its own',
      part('pddl_domain', '(:action look', '(:derived (isHot ?o) (isCool ?o))\n(:action look'),
      /column 3\): it has a ":derived" section/,
    ],
  ])('has a domain %s', (_name, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  it.runIf(existsSync(UPSTREAM))('is not one with the domain of the installed package', () => {
    const upstream = readFileSync(UPSTREAM, 'utf8');
    expect(upstream).toContain('?l - location, ?r');
    const read = (domain: string) =>
      readGameFile(
        changed((file) => {
          file.pddl_domain = domain;
        }),
      );
    expect(read(upstream).dialect.examineHeldOnly).toBe(true);
    const mended = upstream.replace('?l - location, ?r', '?l - location ?r');
    expect(read(mended).dialect.examineHeldOnly).toBe(false);
  });

  it('is not one whose domain is only written otherwise', () => {
    const same = changed((file) => {
      file.pddl_domain = file.pddl_domain
        .toUpperCase()
        .replaceAll(/;.*/g, '; other words')
        .replaceAll('(', '\n( ');
    });
    expect(readGameFile(same)).toEqual(readGameFile(TEXT));
  });

  it('is not one for three of sixty objects', () => {
    const cups = repeated(60 - 12, (i) => `cup_bar_${i} - object`);
    const three = `(exists (?x - object ?y - object ?z - object)
      (and (not (= ?x ?y)) (not (= ?y ?z)) (isClean ?x) (isHot ?y) (isCool ?z)))`;
    const text = JSON.parse(more(cups, ''));
    text.pddl_problem = text.pddl_problem.replace(/\(:goal [\s\S]*/, () => `(:goal ${three}))`);
    const problem = readGameFile(JSON.stringify(text));
    expect(problem.objects.filter(({ type }) => type === 'object')).toHaveLength(60);
    expect(new Game(problem).reset().won).toBe(false);
  });

  it('is not one for facts that go round in circles, or that say a thing twice', () => {
    const facts = `(inReceptacleObject Mug_bar_1 Mug_bar_1) (inReceptacleObject Bowl_bar_1 Mug_bar_1)
      (inReceptacleObject Mug_bar_1 Bowl_bar_1) (inReceptacleObject Spoon_bar_1 Mug_bar_1)
      (inReceptacle Fridge_bar_1 Fridge_bar_1) (atLocation agent1 loc_bar_9)`;
    const game = new Game(readGameFile(more('', facts)));
    game.reset();
    for (const command of ['go to sidetable 1', 'take mug 1 from sidetable 1']) game.step(command);
    expect(game.step('examine mug 1').observation).toBe(
      'This is a normal mug 1. In it, you see a bowl 1, a mug 1, and a spoon 1.',
    );
  });
});
