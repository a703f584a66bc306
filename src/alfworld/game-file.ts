import { LabError } from '../shared/errors';
import { PROBLEM } from './condition-reader';
import { DOMAIN, readDomain } from './domain-reader';
import { badFile, type Position, quoted, START, unplayable } from './file-faults';
import { type ReadGrammar, readGrammar } from './grammar-reader';
import { parseJson, positionAt, valueOffset } from './json-position';
import { compareText, nameEntities } from './names';
import { type ReadProblem, readProblem } from './pddl-reader';
import { checkPlayable } from './playable';
import type { Dialect, Problem } from './problem';

const FILE = 'game.tw-pddl';

/** The recorded files have up to 100 kB. */
export const MOST_GAME_FILE_BYTES = 5_000_000;

/**
 * Reads the text of a `game.tw-pddl`. Of a file for several agents one must be chosen, by a name of
 * `agentsOf`: the game is then played as the real engine plays it when only that agent is given
 * commands. What is typed and listed are the commands without the agent's name ("look" for the
 * engine's "alice : look"); every text is the engine's.
 * @throws LabError 'bad-game-file' that says what is wrong and where, 'unplayable-game' where the rules
 *   cannot play it, 'choose-agent' where the agent is not chosen or not one of the file's.
 */
export function readGameFile(text: string, agent: string | null = null): Problem {
  const { problem, agents, namesAgent, task, dialect, walkthrough } = readParts(text);
  const chosen = agents.find(({ name }) => name.trimEnd() === agent) ?? agents[0];
  const isChosen = agent === null ? agents.length === 1 : chosen?.name.trimEnd() === agent;
  if (!chosen || !isChosen) {
    const names = agents.map(({ name }) => name.trimEnd()).join(', ');
    const problem =
      agent === null
        ? 'This game is for several agents'
        : `There is no agent ${quoted(agent)} in this game`;
    throw new LabError('choose-agent', `${problem}; choose whom to play: ${names}.`);
  }
  return {
    objects: problem.objects,
    facts: problem.facts,
    goal: problem.goal,
    goalPlace: problem.places.goal,
    task,
    dialect,
    agent: chosen.id,
    walkthrough: namesAgent ? withoutAgent(walkthrough, chosen.name) : walkthrough,
  };
}

/**
 * Names of the agents of a file's game, in the engine's order: one for most files.
 * @throws LabError 'bad-game-file' or 'unplayable-game' like `readGameFile`.
 */
export function agentsOf(text: string): readonly string[] {
  return readParts(text).agents.map(({ name }) => name.trimEnd());
}

interface Parts {
  readonly problem: ReadProblem;
  /** Names as in the engine's texts, trailing space and all. */
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly namesAgent: boolean;
  readonly task: string;
  readonly dialect: Dialect;
  readonly walkthrough: readonly string[] | null;
}

function readParts(given: string): Parts {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const file = readJson(text);
  const textOf = (key: string): string => {
    const value = entryOf(file, key);
    if (value === undefined) throw badFile(FILE, startOf(text), `the key "${key}" is missing.`);
    if (typeof value !== 'string') throw badValue(text, key, 'is not a text');
    return value;
  };
  const grammar = readGrammar(textOf('grammar'));
  const domain = readDomain(textOf('pddl_domain'));
  for (const [action, at] of domain.actions) {
    if (!grammar.actions.has(action)) {
      throw badFile(DOMAIN, at, `the grammar has no action "${action}" for this one.`);
    }
  }
  const problem = readProblem(textOf('pddl_problem'), domain);
  checkPlayable(problem);
  const walkthrough = entryOf(file, 'walkthrough') ?? null;
  if (walkthrough !== null && !isTexts(walkthrough)) {
    throw badValue(text, 'walkthrough', 'is neither null nor a list of texts');
  }
  return {
    problem,
    agents: agentsIn(problem, grammar),
    namesAgent: grammar.namesAgent,
    task: grammar.task,
    dialect: {
      ...grammar.dialect,
      // `alfworld-generate` renews a file's grammar but not its domain: then there is no help.
      help: domain.actions.has('help'),
      examineHeldOnly: domain.examineHeldOnly,
    },
    walkthrough,
  };
}

function readJson(text: string): object {
  const bytes = text.length * 3 > MOST_GAME_FILE_BYTES ? new TextEncoder().encode(text).length : 0;
  if (bytes > MOST_GAME_FILE_BYTES) {
    const size = `${(bytes / 1e6).toFixed(1)} MB`;
    const most = `${MOST_GAME_FILE_BYTES / 1e6} MB`;
    throw badFile(FILE, null, `it has ${size}; files of up to ${most} are read.`);
  }
  if (text.trim() === '') throw badFile(FILE, START, 'it is empty.');
  const binary = text.search(/[\0\uFFFD]/);
  if (binary >= 0) {
    throw badFile(FILE, positionAt(text, binary), 'it is not text in UTF-8.');
  }
  const parsed = parseJson(text);
  if (!parsed.ok) throw badFile(FILE, positionAt(text, parsed.offset), `it ${parsed.problem}.`);
  const file = parsed.value;
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw badFile(FILE, startOf(text), 'it is not a JSON object.');
  }
  return file;
}

/** Where the JSON begins. */
function startOf(text: string): Position {
  return positionAt(text, text.search(/\S/));
}

function entryOf(file: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(file, key)?.value;
}

function badValue(text: string, key: string, problem: string): LabError {
  const offset = valueOffset(text, key);
  const at = offset === null ? null : positionAt(text, offset);
  return badFile(FILE, at, `the value of "${key}" ${problem}.`);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function agentsIn(
  { objects, facts, places }: ReadProblem,
  { namesAgent }: ReadGrammar,
): Parts['agents'] {
  const names = nameEntities(facts);
  const agents = objects
    .map(({ id, type }, index) => ({ id, type, at: places.objects[index] ?? null }))
    .filter(({ type }) => type === 'agent')
    .map(({ id, at }) => ({ id, name: names.get(id)?.name ?? id, at }))
    .sort((left, right) => compareText(left.id, right.id));
  if (agents.length === 0) throw badFile(PROBLEM, places.objectSection, 'it declares no agent.');
  if (agents.length > 1 && !namesAgent) {
    const problem = `it has ${agents.length} agents, and the commands of its grammar do not say whose they are`;
    throw unplayable(PROBLEM, agents[1]?.at ?? null, problem);
  }
  return agents;
}

/** The walkthrough as one agent types it; null where it needs another one too. */
function withoutAgent(walkthrough: readonly string[] | null, name: string) {
  const start = `${name}: `;
  const isOwn = walkthrough?.every((command) => command === 'help' || command.startsWith(start));
  if (!walkthrough || !isOwn) return null;
  return walkthrough.map((command) => (command === 'help' ? command : command.slice(start.length)));
}
