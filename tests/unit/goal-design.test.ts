import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { agentsOf, readGameFile } from '../../src/alfworld/game-file';
import { DIFFICULTIES, SPLITS, splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { designOf } from '../../src/alfworld/goal-design';
import { goalOf, taskTypeOf } from '../../src/alfworld/goal-expressions';
import type { Expression } from '../../src/alfworld/problem';

const and = (...of: Expression[]): Expression => ({ kind: 'and', of });
const fact = (predicate: string, ...args: string[]): Expression => ({
  kind: 'fact',
  predicate,
  args,
});
const some = (name: string, body: Expression): Expression => ({
  kind: 'exists',
  variables: [{ name, type: 'object' }],
  body,
});

/** Every game file of the fixtures, with its path in there. */
const FILES = readdirSync('tests/fixtures', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tw-pddl'))
  .map((path) => [path, readFileSync(join('tests/fixtures', path), 'utf8')] as const);

describe('designOf', () => {
  it('finds what the generator designed', () => {
    for (const split of SPLITS) {
      for (const difficulty of DIFFICULTIES) {
        for (let seed = 0; seed < 40; seed++) {
          const { goal, design } = generateGame(splitGame(split, seed, difficulty));
          expect(designOf(goal)).toEqual(design);
        }
      }
    }
  });

  it.each(FILES)('finds what the file %s asks for', (path, text) => {
    const problem = readGameFile(
      text,
      agentsOf(text).length > 1 ? agentsOf(text)[0]?.trim() : null,
    );
    const design = designOf(problem.goal);
    const task = taskTypeOf(problem.goal);
    expect(design).toMatchObject({ task });
    for (const className of [design?.object, design?.destination ?? design?.lamp]) {
      expect(className).toMatch(/^[A-Z]/);
      // The goals of some forms were exchanged, but not their words.
      if (path.startsWith('real-engine')) {
        expect(path).toContain(task ?? 'a task');
        expect(problem.task).toContain(className?.toLowerCase());
      }
    }
  });

  it.each(TASK_TYPES)('keeps the spelling of classes that nobody knows: %s', (task) => {
    const light = task === 'look_at_obj_in_light';
    const design = {
      task,
      object: 'wuggle',
      destination: light ? null : 'zorbcase',
      lamp: light ? 'glowlamp' : null,
    };
    expect(designOf(goalOf(design))).toEqual(design);
  });

  it('tells variables of the same name apart', () => {
    const goal = and(
      some('?x', and(fact('objecttype', '?x', 'desklamptype'), fact('istoggled', '?x'))),
      some('?x', and(fact('objecttype', '?x', 'pentype'), fact('holds', '?a', '?x'))),
    );
    expect(designOf(goal)).toMatchObject({ object: 'Pen', lamp: 'DeskLamp' });
  });

  const placed = (object: string, type: string): Expression =>
    and(
      fact('objecttype', object, type),
      fact('receptacletype', '?r', 'desktype'),
      fact('inreceptacle', object, '?r'),
    );

  it.each([
    ['no task of the six', fact('holds', '?a', '?o')],
    [
      'an object of no class',
      and(fact('receptacletype', '?r', 't'), fact('inreceptacle', '?o', '?r')),
    ],
    ['objects of two classes', and(placed('?o', 'pentype'), placed('?p', 'mugtype'))],
    ['a class by choice', { kind: 'or', of: [placed('?o', 'pentype'), placed('?o', 'mugtype')] }],
    ['what must not be', { kind: 'not', of: placed('?o', 'pentype') }],
    [
      'a lamp alone with what is held',
      and(fact('istoggled', '?l'), fact('objecttype', '?o', 'pentype'), fact('holds', '?a', '?o')),
    ],
  ] satisfies [string, Expression][])('finds nothing in %s', (_, goal) => {
    expect(designOf(goal)).toBeNull();
  });
});
