import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { parseGameName } from '../../src/alfworld/game-name';
import { writeGame } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { parseJson } from '../../src/alfworld/json-position';
import { LabError } from '../../src/shared/errors';

const TEXT = writeGame(
  generateGame(parseGameName('g1/dev/bathroom/pick_clean_then_place_in_recep/3/standard')),
)['game.tw-pddl'];
const FILE: Record<string, unknown> = JSON.parse(TEXT);

/** Longer than any of these takes on a busy machine, far shorter than a hang. */
const MOST_MILLISECONDS = 3000;

/** Reads and starts to play; whatever the text, only a LabError may come of it, and soon. */
function readOrRefuse(text: string): void {
  const start = performance.now();
  try {
    const game = new Game(readGameFile(text));
    for (const command of game.reset().admissibleCommands.slice(0, 5)) game.step(command);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    expect(error.message.length).toBeGreaterThan(20);
  }
  expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
}

/** A text with a stretch of it cut, doubled or replaced. */
function mutate(text: string) {
  return fc
    .tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.oneof(
        fc.constantFrom('', '(', ')', '"', '{', '}', ';', '\\', '?o', '- ', '"""', '\n', 'exists'),
        fc.string({ maxLength: 12 }),
        fc.nat(text.length - 30).map((from) => text.slice(from, from + 30)),
      ),
    )
    .map(([at, cut, insert]) => text.slice(0, at) + insert + text.slice(at + cut));
}

it('refuses or reads any goal', () => {
  const atom = fc.constantFrom(
    '?o',
    '?r',
    '?l',
    'agent1',
    'holds',
    'inreceptacle',
    '=',
    '-',
    'object',
  );
  const words = [
    'and',
    'or',
    'not',
    'exists',
    '=',
    'holdsany',
    'holds',
    'inreceptacle',
    'objecttype',
  ];
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      atom,
      fc
        .tuple(fc.constantFrom(...words), fc.array(tie('node'), { maxLength: 4 }))
        .map(([head, rest]) => `(${[head, ...rest].join(' ')})`),
      tie('node').map((body) => `(exists (?o - object ?r - receptacle) ${String(body)})`),
    ),
  }));
  const problem = String(FILE.pddl_problem);
  fc.assert(
    fc.property(node, (goal) => {
      const text = `${problem.slice(0, problem.indexOf('(:goal'))}(:goal ${String(goal)}))`;
      readOrRefuse(JSON.stringify({ ...FILE, pddl_problem: text }));
    }),
    { numRuns: 300 },
  );
});

it('finds a fault in JSON where JSON.parse does', () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value, null, 1));
  const pair = json.chain((text) => fc.tuple(fc.constant(text), mutate(text.padEnd(40))));
  fc.assert(
    fc.property(pair, ([text, broken]) => {
      expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      const parsed = parseJson(broken);
      if (parsed.ok) return;
      expect(parsed.offset).toBeLessThanOrEqual(broken.length);
      // What stands before the fault is a beginning of some JSON: the fault of it is its end.
      expect(parseJson(broken.slice(0, parsed.offset))).toSatisfy(
        (before: typeof parsed) => before.ok || before.offset === parsed.offset,
      );
      const told = failurePosition(broken);
      // Node points into a number, a word or an escape, this at its start.
      if (told !== null) expect(broken.slice(parsed.offset, told)).toMatch(/^[\w.+\\-]*$/);
    }),
    { numRuns: 500 },
  );
});

/** The position in Node's own message, where it gives one. */
function failurePosition(text: string): number | null {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    if (position !== undefined) return Number(position);
  }
  return null;
}
