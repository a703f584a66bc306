import { readGrammar } from './grammar-reader';
import { parseJson, positionAt } from './json-position';
import { readDomain, readProblem } from './pddl-reader';
import type { Problem } from './problem';
import { badFile } from './s-expression';

const FILE = 'game.tw-pddl';

/** The actions whose rules the engine has; a domain with another one is a different game. */
const REQUIRED_ACTIONS = [
  'gotolocation',
  'openobject',
  'closeobject',
  'pickupobject',
  'putobject',
  'inventory',
  'examinereceptacle',
  'examineobject',
  'look',
] as const;

/**
 * Reads the text of a `game.tw-pddl`.
 * @throws LabError 'bad-game-file' that says what is wrong and where.
 */
export function readGameFile(text: string): Problem {
  const parsed = parseJson(text);
  if (!parsed.ok) throw badFile(FILE, positionAt(text, parsed.offset), 'it is not valid JSON.');
  const file = parsed.value;
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw badFile(FILE, null, 'it is not a JSON object.');
  }
  const grammar = readGrammar(textOf(file, 'grammar'));
  const domain = readDomain(textOf(file, 'pddl_domain'));
  for (const action of REQUIRED_ACTIONS) {
    if (!domain.actions.has(action)) {
      throw badFile('pddl_domain', null, `it has no action "${action}".`);
    }
  }
  return {
    ...readProblem(textOf(file, 'pddl_problem'), domain),
    task: grammar.task,
    dialect: { ...grammar.dialect, examineHeldOnly: domain.examineHeldOnly },
    walkthrough: walkthroughOf(file),
  };
}

function entryOf(file: object, key: string): unknown {
  return Object.entries(file).find(([name]) => name === key)?.[1];
}

function textOf(file: object, key: string): string {
  const value = entryOf(file, key);
  if (value === undefined) throw badFile(FILE, null, `the key "${key}" is missing.`);
  if (typeof value !== 'string') throw badFile(FILE, null, `the value of "${key}" is not a text.`);
  return value;
}

function walkthroughOf(file: object): readonly string[] | null {
  const value = entryOf(file, 'walkthrough');
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || !value.every((command) => typeof command === 'string')) {
    throw badFile(FILE, null, 'the value of "walkthrough" is neither null nor a list of texts.');
  }
  return value;
}
