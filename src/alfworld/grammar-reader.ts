import { parseJson, positionAt } from './json-position';
import type { Dialect } from './problem';
import { badFile } from './s-expression';

const GRAMMAR = 'grammar';

/** What the engine takes from a file's twl2 grammar; the texts themselves are the engine's own. */
export interface ReadGrammar {
  readonly task: string;
  readonly dialect: Omit<Dialect, 'examineHeldOnly'>;
}

/** @throws LabError 'bad-game-file'. */
export function readGrammar(text: string): ReadGrammar {
  if (/"\{a\.name\}\s*:/.test(text)) {
    throw badFile(
      GRAMMAR,
      null,
      'it is a game for several agents; only single-agent games are supported.',
    );
  }
  const rules = readRules(text);
  const task = firstText(rules, 'task');
  const wording = /^Your task is to: (.*)\.$/.exec(task);
  if (wording?.[1] === undefined) {
    throw badFile(
      GRAMMAR,
      null,
      `the rule "task" must read "Your task is to: ... ." and reads "${task}".`,
    );
  }
  const put = /action\s+PutObject\s*\{\s*template\s*::\s*"([^"]*)"/.exec(text)?.[1];
  if (put !== 'move {o} to {r}' && put !== 'put {o} in/on {r}') {
    throw badFile(
      GRAMMAR,
      null,
      'the template of the action "PutObject" is neither of the known two.',
    );
  }
  return {
    task: wording[1],
    dialect: {
      arrivalNamesLocation: firstText(rules, 'GotoLocation.feedback').includes('{lend.name}'),
      putInOn: put === 'put {o} in/on {r}',
      help: /^\s*action\s+help\s*\{/m.test(text),
    },
  };
}

/** The JSON of the first `grammar :: """ ... """` block. */
function readRules(text: string): object {
  const start = /grammar\s*::\s*"""/.exec(text);
  const from = start ? start.index + start[0].length : -1;
  const to = text.indexOf('"""', Math.max(from, 0));
  if (from < 0 || to < 0)
    throw badFile(GRAMMAR, null, 'it has no \'grammar :: """ ... """\' block.');
  const parsed = parseJson(text.slice(from, to));
  if (!parsed.ok) {
    const at = positionAt(text, from + parsed.offset);
    throw badFile(GRAMMAR, at, 'its rules are not valid JSON.');
  }
  if (typeof parsed.value !== 'object' || parsed.value === null) {
    throw badFile(GRAMMAR, null, 'its rules are not a JSON object.');
  }
  return parsed.value;
}

function firstText(rules: object, name: string): string {
  const alternatives: unknown = Object.entries(rules).find(([key]) => key === name)?.[1];
  const first: unknown = Array.isArray(alternatives) ? alternatives[0] : undefined;
  if (
    typeof first === 'object' &&
    first !== null &&
    'rhs' in first &&
    typeof first.rhs === 'string'
  ) {
    return first.rhs;
  }
  throw badFile(GRAMMAR, null, `it has no rule "${name}" with a text.`);
}
