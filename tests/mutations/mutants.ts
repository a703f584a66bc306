import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/** Real files to mutate: this project's exports and forms, and the handed-out ones where present. */
const FOLDERS = [
  'tests/fixtures/real-engine',
  'tests/fixtures/forms',
  '../shared/alfworld/recordings',
];

const PARTS = ['pddl_domain', 'grammar', 'pddl_problem'] as const;
type Part = (typeof PARTS)[number];
type GameJson = Readonly<Record<Part, string>>;

/** The texts of all game files at hand. */
export function seedFiles(): string[] {
  const texts: string[] = [];
  for (const folder of FOLDERS.filter((path) => existsSync(path))) {
    for (const game of readdirSync(folder).sort()) {
      const file = join(folder, game, 'game.tw-pddl');
      if (existsSync(file)) texts.push(readFileSync(file, 'utf8'));
    }
  }
  return texts;
}

/** What PDDL, twl2 and JSON are made of, and what breaks readers. */
const TOKEN = /"""|::|[(){}[\];:,"\\]|[^\s(){}[\];:,"\\]+|\s+/g;
const ODD = [
  ...['', '(', ')', '"', '{', '}', '[', ']', ';', ',', ':', '\\', '-', '?o', '"""', '::', '#'],
  ...['\n', '\r\n', '\t', '\0', '\uFEFF', '\uFFFD', '\uD800', 'é', '__proto__', 'constructor'],
  ...['null', 'true', '-1', '1e999', '99999999999999999999', '0x10', 'NaN'],
  ...['and', 'or', 'not', 'exists', 'forall', 'when', '=', ':init', ':goal', ':objects'],
  ...['object', 'agent', 'agent1', 'receptacle', 'issliced', 'inreceptacleobject', 'holds'],
];

const GOAL_WORDS = [
  ...['and', 'or', 'not', 'exists', 'forall', 'imply', 'when', '=', '?r', '?o', '?a', 'object'],
  ...['receptacle', 'location', 'agent', 'holds', 'holdsany', 'inreceptacle', 'opened', 'checked'],
  ...['issliced', 'inreceptacleobject', 'ison', 'isclean', 'ishot', 'atlocation', 'pickupable'],
];

/** Goals that a reader must refuse or play, around whatever names the numbers choose. */
const GOALS: readonly ((a: string, b: string, c: string) => string)[] = [
  (a, b, c) => `(forall (?o - object) (${a} ${b} ${c}))`,
  (a) => `(exists (?o - object) (and (isSliced ?o) (isClean ${a})))`,
  () =>
    '(exists (?o - object ?m - object) (and (isReceptacleObject ?m) (inReceptacleObject ?o ?m)))',
  () => '(exists (?a - object ?b - object ?c - object ?d - object) (and (isHot ?a) (isCool ?d)))',
  () => '(exists (?o - (either object receptacle)) (pickupable ?o))',
  (a) => `(and (= (total-cost) 3) (holdsAny ${a}))`,
  (a) => `(or (noticed ${a}) (checked ${a}))`,
  (a, b) => `(imply (holdsAny ${a}) (opened ${b}))`,
  () => '(or)',
  (a, b) => `(or (not (= ${a} ${b})) (holdsAny ${a}))`,
  (a) => `(exists (?o - object) (holds ${a} ?o))`,
];

/** Facts that the engine keeps one of for each agent, receptacle or hand. */
const SINGLE = /^(?:atLocation|receptacleAtLocation|holds|holdsAny)$/i;

/** One change of a list of tokens; `numbers` choose what and where, `donor` lends pieces. */
type Change = (tokens: string[], numbers: readonly number[], donor: readonly string[]) => void;

/** A place in a list, from a number of any size. */
function at(list: readonly unknown[], number = 0): number {
  return list.length === 0 ? 0 : number % list.length;
}

/** End of the parenthesis that opens at or after an index, or of the list. */
function endOfList(tokens: readonly string[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    if (tokens[index] === '(') depth++;
    if (tokens[index] === ')' && --depth <= 0) return index + 1;
  }
  return tokens.length;
}

/** A list near a place: three times in four an innermost one, such as a fact. */
function listAt(tokens: readonly string[], number: number): { start: number; end: number } {
  const from = at(tokens, number);
  const opening = tokens.indexOf('(', from);
  const closing = tokens.indexOf(')', from);
  const innermost = closing < 0 ? -1 : tokens.lastIndexOf('(', closing);
  const found = number % 4 === 0 ? opening : innermost;
  const start = found < 0 ? from : found;
  return { start, end: endOfList(tokens, start) };
}

const CHANGES: Readonly<Record<string, Change>> = {
  delete: (tokens, [where = 0, count = 0]) => tokens.splice(at(tokens, where), 1 + (count % 5)),
  double: (tokens, [where = 0, count = 0]) => {
    const start = at(tokens, where);
    tokens.splice(start, 0, ...tokens.slice(start, start + 1 + (count % 8)));
  },
  swap: (tokens, [first = 0, second = 0]) => {
    const [left, right] = [at(tokens, first), at(tokens, second)];
    [tokens[left], tokens[right]] = [tokens[right] ?? '', tokens[left] ?? ''];
  },
  odd: (tokens, [where = 0, which = 0]) => {
    tokens[at(tokens, where)] = ODD[at(ODD, which)] ?? '';
  },
  flip: (tokens, [where = 0, which = 0, code = 0]) => {
    const index = at(tokens, where);
    const characters = [...(tokens[index] ?? '')];
    characters[at(characters, which)] = String.fromCharCode(code % 256);
    tokens[index] = characters.join('');
  },
  splice: (tokens, [where = 0, from = 0, count = 0], donor) => {
    const start = at(donor, from);
    const piece = donor.slice(start, start + 1 + (count % 60));
    tokens.splice(at(tokens, where), piece.length, ...piece);
  },
  truncate: (tokens, [where = 0]) => {
    tokens.length = at(tokens, where);
  },
  number: (tokens, [where = 0, power = 0]) => {
    const from = at(tokens, where);
    const number = tokens.find((token, place) => place >= from && /\d/.test(token)) ?? '';
    const blown = number.replace(/\d+/, (digits) => digits.repeat(1 + (power % 40)));
    for (const [index, token] of tokens.entries()) if (token === number) tokens[index] = blown;
  },
  nest: (tokens, [where = 0, depth = 0]) => {
    const { start, end } = listAt(tokens, where);
    const levels = 1 + (depth % 200);
    const heads = ['(not ', '(and ', '(exists (?x - object ?y - receptacle) ', '('];
    const head = heads[depth % heads.length] ?? '(';
    tokens.splice(end, 0, ')'.repeat(levels));
    tokens.splice(start, 0, head.repeat(levels));
  },
  deleteList: (tokens, [where = 0]) => {
    const { start, end } = listAt(tokens, where);
    tokens.splice(start, end - start);
  },
  doubleList: (tokens, [where = 0, times = 0]) => {
    const { start, end } = listAt(tokens, where);
    const list = tokens.slice(start, end);
    const copies = end - start > 2000 ? 1 : 1 + (times % 50);
    for (let copy = 0; copy < copies; copy++) tokens.splice(end, 0, ...list);
  },
  swapLists: (tokens, [first = 0, second = 0]) => {
    const left = listAt(tokens, first);
    const right = listAt(tokens, second);
    if (left.end > right.start) return;
    const moved = tokens.slice(right.start, right.end);
    tokens.splice(right.start, right.end - right.start, ...tokens.slice(left.start, left.end));
    tokens.splice(left.start, left.end - left.start, ...moved);
  },
  /** One word of the goal put for another. */
  goal: (tokens, [where = 0, which = 0]) => {
    const start = tokens.indexOf(':goal') + 1;
    const words = tokens.flatMap((token, index) =>
      index > start && /\w/.test(token) ? [index] : [],
    );
    const index = words[at(words, where)];
    if (index !== undefined) tokens[index] = GOAL_WORDS[at(GOAL_WORDS, which)] ?? '';
  },
  wholeGoal: (tokens, [which = 0, first = 0, second = 0]) => {
    const start = tokens.indexOf('(', tokens.indexOf(':goal') + 1);
    const names = tokens.filter((token) => /_bar_|^agent\d/.test(token));
    const name = (number: number) => names[at(names, number)] ?? 'agent1';
    const goal = GOALS[at(GOALS, which)]?.(name(first), name(second), name(first + second)) ?? '';
    tokens.splice(start, endOfList(tokens, start) - start, goal);
  },
  /** A fact of where something or somebody is, said again of another place. */
  fact: (tokens, [which = 0, other = 0]) => {
    const facts = tokens.flatMap((token, index) =>
      tokens[index - 1] === '(' && SINGLE.test(token) ? [index - 1] : [],
    );
    const start = facts[at(facts, which)];
    const place = facts[at(facts, other)];
    if (start === undefined || place === undefined) return;
    const fact = tokens.slice(start, endOfList(tokens, start));
    const end = endOfList(tokens, place);
    if (fact.length > 5) fact[fact.length - 2] = tokens[end - 2] ?? '';
    tokens.splice(start, 0, ...fact);
  },
  /** A name put for another that stands elsewhere: what is well-formed mostly stays so. */
  rename: (tokens, [from = 0, to = 0, all = 0]) => {
    const old = tokens[at(tokens, from)] ?? '';
    const other = tokens[at(tokens, to)] ?? '';
    if (!/^\w/.test(old) || !/^\w/.test(other)) return;
    for (let index = 0; index < tokens.length; index++) {
      if (tokens[index] !== old) continue;
      tokens[index] = other;
      if (all % 2 === 0) return;
    }
  },
};

const CHANGE_NAMES = Object.keys(CHANGES);
/** Well-formed goals and facts that may be more than the engine plays. */
const MEANING = ['wholeGoal', 'fact', 'goal'];
/** Those that leave parentheses in pairs: most of these mutants are games. */
const GENTLE = ['deleteList', 'doubleList', 'swapLists', 'rename', 'number', 'goal'];

interface Step {
  readonly change: string;
  readonly numbers: readonly number[];
}

function mutated(text: string, donor: string, steps: readonly Step[]): string {
  const tokens = text.match(TOKEN) ?? [];
  const lent = donor.match(TOKEN) ?? [];
  for (const { change, numbers } of steps) CHANGES[change]?.(tokens, numbers, lent);
  return tokens.join('');
}

function stepsOf(names: readonly string[], most = 6): fc.Arbitrary<Step[]> {
  const step = fc.record({
    change: fc.constantFrom(...names),
    numbers: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  });
  return fc.array(step, { minLength: 1, maxLength: most });
}

/** A real file with up to six changes in its JSON, or in one or more of the texts inside it. */
export function mutants(seeds: readonly string[]): fc.Arbitrary<string> {
  const seed = fc.constantFrom(...seeds);
  const whole = fc
    .tuple(seed, seed, stepsOf(CHANGE_NAMES))
    .map(([text, donor, steps]) => mutated(text, donor, steps));
  const inside = (parts: fc.Arbitrary<readonly Part[]>, names: readonly string[], most?: number) =>
    fc.tuple(seed, seed, parts, stepsOf(names, most)).map(([text, other, chosen, steps]) => {
      const file = JSON.parse(text) as GameJson;
      const donor = JSON.parse(other) as GameJson;
      const texts = chosen.map((part) => [part, mutated(file[part], donor[part], steps)]);
      return JSON.stringify({ ...file, ...Object.fromEntries(texts) });
    });
  // The problem is what differs between games, and where most of a reader's work is.
  const problem = fc.constant<readonly Part[]>(['pddl_problem']);
  const someParts = fc.subarray<Part>([...PARTS], { minLength: 1 });
  return fc.oneof(
    { weight: 2, arbitrary: whole },
    { weight: 3, arbitrary: inside(someParts, CHANGE_NAMES) },
    { weight: 3, arbitrary: inside(problem, CHANGE_NAMES) },
    { weight: 4, arbitrary: inside(problem, GENTLE) },
    { weight: 3, arbitrary: inside(problem, MEANING, 2) },
  );
}
