import type { Expression, Fact } from './problem';
import { badFile, type Node, type Position, readSExpression } from './s-expression';

/** What a PDDL domain says that a problem is checked against. */
export interface Domain {
  readonly types: ReadonlySet<string>;
  /** Number of arguments by predicate. */
  readonly predicates: ReadonlyMap<string, number>;
  readonly actions: ReadonlySet<string>;
  /** Only the held object can be examined (spec.md, section 6). */
  readonly examineHeldOnly: boolean;
}

/** The part of a game that its PDDL problem tells. */
export interface ReadProblem {
  readonly objects: readonly { readonly id: string; readonly type: string }[];
  readonly facts: readonly Fact[];
  readonly goal: Expression;
}

/** Names of the file's parts, for messages. */
const DOMAIN = 'pddl_domain';
const PROBLEM = 'pddl_problem';

type ListNode = Extract<Node, { kind: 'list' }>;

function listOf(node: Node | undefined, part: string, parent: Position, what: string): ListNode {
  if (node?.kind !== 'list')
    throw badFile(part, node ?? parent, `${what} is expected in parentheses.`);
  return node;
}

function atomOf(node: Node | undefined, part: string, parent: Position, what: string): string {
  if (node?.kind !== 'atom') throw badFile(part, node ?? parent, `${what} is expected.`);
  return node.text;
}

/** The sections of `(define (domain name) (:section ...) ...)` by their keyword. */
function readSections(text: string, part: string, kind: 'domain' | 'problem'): ListNode[] {
  const root = listOf(readSExpression(text, part), part, { line: 1, column: 1 }, 'a definition');
  const [define, head, ...sections] = root.items;
  const title = listOf(head, part, root, `"(${kind} NAME)"`);
  if (atomOf(define, part, root, '"define"') !== 'define') {
    throw badFile(part, root, `it must start with "(define (${kind}".`);
  }
  if (atomOf(title.items[0], part, title, `"${kind}"`) !== kind) {
    throw badFile(part, title, `a ${kind} is expected here.`);
  }
  return sections.map((section) => listOf(section, part, root, 'a section'));
}

function keyword(section: ListNode, part: string): string {
  return atomOf(section.items[0], part, section, 'a keyword such as ":init"');
}

/** `a b - type c - type`, as `[name, type, node]`; names without a type get 'object'. */
function readTyped(
  nodes: readonly Node[],
  part: string,
  parent: Position,
): { name: string; type: string; at: Position }[] {
  const typed: { name: string; type: string; at: Position }[] = [];
  let waiting: { name: string; at: Position }[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    // Upstream separates some parameters with commas, which PDDL readers take as part of the type.
    const text = atomOf(node, part, parent, 'a name').replace(/,$/, '');
    const at = node ?? parent;
    if (text !== '-') {
      waiting.push({ name: text, at });
      continue;
    }
    const type = atomOf(nodes[++index], part, at, 'a type after "-"').replace(/,$/, '');
    if (waiting.length === 0) throw badFile(part, at, `the type "${type}" belongs to no name.`);
    typed.push(...waiting.map(({ name, at: place }) => ({ name, type, at: place })));
    waiting = [];
  }
  typed.push(...waiting.map(({ name, at }) => ({ name, type: 'object', at })));
  return typed;
}

/** @throws LabError 'bad-game-file' with line and column. */
export function readDomain(text: string): Domain {
  const types = new Set<string>();
  const predicates = new Map<string, number>();
  const actions = new Set<string>();
  let examineHeldOnly = true;
  for (const section of readSections(text, DOMAIN, 'domain')) {
    const [, ...items] = section.items;
    switch (keyword(section, DOMAIN)) {
      case ':types':
        for (const { name } of readTyped(items, DOMAIN, section)) types.add(name);
        break;
      case ':predicates':
        for (const item of items) {
          const declaration = listOf(item, DOMAIN, section, 'a predicate');
          const [name, ...parameters] = declaration.items;
          predicates.set(
            atomOf(name, DOMAIN, declaration, 'a predicate name'),
            readTyped(parameters, DOMAIN, declaration).length,
          );
        }
        break;
      case ':action':
        actions.add(atomOf(items[0], DOMAIN, section, 'an action name'));
        if (items[0]?.kind === 'atom' && items[0].text === 'examineobject') {
          examineHeldOnly = !examinesVisible(section);
        }
        break;
    }
  }
  if (predicates.size === 0) throw badFile(DOMAIN, null, 'it has no ":predicates" section.');
  return { types, predicates, actions, examineHeldOnly };
}

/**
 * Whether `examineObject` has a branch for what lies in a receptacle here. Upstream's has one, but a
 * comma glued to the type ("?l - location,") keeps it from ever holding.
 */
function examinesVisible(action: ListNode): boolean {
  const atoms = new Set<string>();
  const collect = (node: Node): void => {
    if (node.kind === 'atom') atoms.add(node.text);
    else node.items.forEach(collect);
  };
  collect(action);
  return atoms.has('inreceptacle') && !atoms.has('location,');
}

/** @throws LabError 'bad-game-file' with line and column. */
export function readProblem(text: string, domain: Domain): ReadProblem {
  const sections = new Map<string, ListNode>();
  for (const section of readSections(text, PROBLEM, 'problem')) {
    const name = keyword(section, PROBLEM);
    if (sections.has(name)) throw badFile(PROBLEM, section, `"${name}" stands here a second time.`);
    sections.set(name, section);
  }
  const required = (name: string): ListNode => {
    const section = sections.get(name);
    if (!section) throw badFile(PROBLEM, null, `it has no "${name}" section.`);
    return section;
  };
  const objectSection = required(':objects');
  const declared = new Map<string, string>();
  for (const { name, type, at } of readTyped(
    objectSection.items.slice(1),
    PROBLEM,
    objectSection,
  )) {
    if (declared.has(name)) throw badFile(PROBLEM, at, `"${name}" is declared a second time.`);
    if (!domain.types.has(type)) throw badFile(PROBLEM, at, `the domain has no type "${type}".`);
    declared.set(name, type);
  }
  const reader = new ConditionReader(domain, declared);
  const facts = required(':init')
    .items.slice(1)
    .flatMap((node) => reader.readFact(node));
  const goal = required(':goal');
  const condition = goal.items[1];
  if (!condition || goal.items.length > 2) {
    throw badFile(PROBLEM, goal, '":goal" must hold exactly one condition.');
  }
  return {
    objects: [...declared].map(([id, type]) => ({ id, type })),
    facts,
    goal: reader.read(condition, new Set()),
  };
}

class ConditionReader {
  constructor(
    private readonly domain: Domain,
    private readonly declared: ReadonlyMap<string, string>,
  ) {}

  /** One initial fact; `(= ...)` sets a number, which the game does not use. */
  readFact(node: Node): Fact[] {
    const list = listOf(node, PROBLEM, node, 'a fact');
    const first = list.items[0];
    if (first?.kind === 'atom' && first.text === '=') return [];
    const { predicate, args } = this.readAtomic(list, new Set());
    return [[predicate, ...args]];
  }

  read(node: Node, bound: ReadonlySet<string>): Expression {
    const list = listOf(node, PROBLEM, node, 'a condition');
    const [head, ...rest] = list.items;
    const operator = atomOf(head, PROBLEM, list, 'a condition');
    switch (operator) {
      case 'and':
      case 'or':
        return { kind: operator, of: rest.map((item) => this.read(item, bound)) };
      case 'not':
        return { kind: 'not', of: this.read(this.only(rest, list), bound) };
      case 'exists': {
        const declaration = listOf(rest[0], PROBLEM, list, 'the list of variables');
        const variables = readTyped(declaration.items, PROBLEM, declaration).map(
          ({ name, type, at }) => {
            if (!name.startsWith('?')) throw badFile(PROBLEM, at, `"${name}" is not a variable.`);
            if (!this.domain.types.has(type)) {
              throw badFile(PROBLEM, at, `the domain has no type "${type}".`);
            }
            return { name, type };
          },
        );
        const inner = new Set([...bound, ...variables.map(({ name }) => name)]);
        const body = this.read(this.only(rest.slice(1), list), inner);
        return { kind: 'exists', variables, body };
      }
      case '=': {
        const [left, right] = rest.map((item) => this.readTerm(item, list, bound));
        if (left === undefined || right === undefined || rest.length > 2) {
          throw badFile(PROBLEM, list, '"=" compares exactly two things.');
        }
        return { kind: 'equal', left, right };
      }
      default:
        return { kind: 'fact', ...this.readAtomic(list, bound) };
    }
  }

  private only(nodes: readonly Node[], parent: Position): Node {
    const [node] = nodes;
    if (!node || nodes.length > 1)
      throw badFile(PROBLEM, parent, 'exactly one condition is expected.');
    return node;
  }

  private readAtomic(list: ListNode, bound: ReadonlySet<string>) {
    const [head, ...rest] = list.items;
    const predicate = atomOf(head, PROBLEM, list, 'a predicate');
    const arity = this.domain.predicates.get(predicate);
    if (arity === undefined) {
      throw badFile(PROBLEM, head ?? list, `the domain has no predicate "${predicate}".`);
    }
    if (rest.length !== arity) {
      throw badFile(PROBLEM, list, `"${predicate}" takes ${arity} arguments, not ${rest.length}.`);
    }
    return { predicate, args: rest.map((item) => this.readTerm(item, list, bound)) };
  }

  private readTerm(node: Node, parent: Position, bound: ReadonlySet<string>): string {
    const text = atomOf(node, PROBLEM, parent, 'a name');
    if (text.startsWith('?') ? bound.has(text) : this.declared.has(text)) return text;
    const reason = text.startsWith('?') ? 'is bound by no "exists"' : 'is declared nowhere';
    throw badFile(PROBLEM, node, `"${text}" ${reason}.`);
  }
}
