import type { Domain } from './domain-reader';
import { badFile, type Position, quoted, unplayable } from './file-faults';
import { ANY_TYPE, atomOf, type ListNode, listOf, readTyped, spellingOf } from './pddl-nodes';
import type { Expression } from './problem';
import type { Node } from './s-expression';

/** Name of the file's part, for messages. */
export const PROBLEM = 'pddl_problem';

/** What goals may ask: what the rules change and know (spec.md, section 3), and what never changes. */
const GOAL_PREDICATES: ReadonlySet<string> = new Set([
  ...['atlocation', 'holds', 'holdsany', 'opened', 'inreceptacle', 'objectatlocation'],
  ...['isclean', 'ishot', 'iscool', 'istoggled'],
  ...['receptacleatlocation', 'receptacletype', 'objecttype', 'cancontain', 'openable'],
  ...['isreceptacleobject', 'pickupable', 'moveable', 'toggleable', 'sliceable'],
  ...['cleanable', 'heatable', 'coolable'],
]);

/** Tasks of ALFRED that upstream leaves out of the text game, by the predicate of their goals. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['inreceptacleobject', 'tasks with a movable receptacle'],
  ['issliced', 'tasks with a sliced object'],
]);

/** Forms of PDDL conditions that no goal of ALFWorld has. */
const OTHER_FORMS: ReadonlySet<string> = new Set(
  'forall imply when preference < <= > >='.split(' '),
);

/** Upstream's goals have up to 6 variables and 14 conditions, inner ones counted. */
const MOST_VARIABLES = 16;
const MOST_CONDITIONS = 200;

/** Reads the conditions of a problem: its goal, and the ground facts that hold at the start. */
export class ConditionReader {
  private variables = 0;
  private conditions = 0;

  constructor(
    private readonly domain: Domain,
    private readonly declared: ReadonlySet<string>,
  ) {}

  /**
   * @throws LabError 'bad-game-file' with line and column, 'unplayable-game' that names what the goal
   *   asks for and the engine does not have.
   */
  readGoal(node: Node, bound: ReadonlySet<string> = new Set()): Expression {
    const list = listOf(node, PROBLEM, node, 'a condition');
    const [head, ...rest] = list.items;
    const operator = atomOf(head, PROBLEM, list, 'a condition');
    if (++this.conditions > MOST_CONDITIONS) {
      throw unplayable(PROBLEM, list, `its goal has more than ${MOST_CONDITIONS} conditions`);
    }
    switch (operator) {
      case 'and':
      case 'or':
        if (operator === 'or' && rest.length === 0) {
          throw unplayable(PROBLEM, list, 'its goal has an empty "or", which nothing can fulfil');
        }
        return { kind: operator, of: rest.map((item) => this.readGoal(item, bound)) };
      case 'not':
        return { kind: 'not', of: this.readGoal(only(rest, list), bound) };
      case 'exists': {
        const variables = this.readVariables(rest[0], list);
        const inner = new Set([...bound, ...variables.map(({ name }) => name)]);
        return { kind: 'exists', variables, body: this.readGoal(only(rest.slice(1), list), inner) };
      }
      case '=': {
        if (rest.some(isNumeric)) throw unplayable(PROBLEM, list, 'its goal compares a number');
        const [left, right] = rest.map((item) => this.readTerm(item, list, bound));
        if (left === undefined || right === undefined || rest.length > 2) {
          throw badFile(PROBLEM, list, '"=" compares exactly two things.');
        }
        return { kind: 'equal', left, right };
      }
      default:
        this.checkPredicate(operator, spellingOf(head), list);
        return { kind: 'fact', ...this.readAtomic(list, bound) };
    }
  }

  /** A predicate and what it holds for. @throws LabError 'bad-game-file' with line and column. */
  readAtomic(
    list: ListNode,
    bound: ReadonlySet<string> = new Set(),
  ): { readonly predicate: string; readonly args: string[] } {
    const [head, ...rest] = list.items;
    const predicate = atomOf(head, PROBLEM, list, 'a predicate');
    const arity = this.domain.predicates.get(predicate);
    const spelling = quoted(spellingOf(head));
    if (arity === undefined) {
      throw badFile(PROBLEM, head ?? list, `the domain has no predicate ${spelling}.`);
    }
    if (rest.length !== arity) {
      const problem = `${spelling} takes ${arity} arguments, not ${rest.length}.`;
      throw badFile(PROBLEM, list, problem);
    }
    return { predicate, args: rest.map((item) => this.readTerm(item, list, bound)) };
  }

  private readVariables(node: Node | undefined, parent: Position) {
    const declaration = listOf(node, PROBLEM, parent, 'the list of variables');
    const variables = readTyped(declaration.items, PROBLEM, declaration);
    this.variables += variables.length;
    if (this.variables > MOST_VARIABLES) {
      throw unplayable(PROBLEM, declaration, `its goal has more than ${MOST_VARIABLES} variables`);
    }
    return variables.map(({ name, type, at, spelling, typeSpelling }) => {
      if (!name.startsWith('?'))
        throw badFile(PROBLEM, at, `${quoted(spelling)} is not a variable.`);
      if (type !== ANY_TYPE && !this.domain.types.has(type)) {
        throw badFile(PROBLEM, at, `the domain has no type ${quoted(typeSpelling)}.`);
      }
      return { name, type };
    });
  }

  private checkPredicate(predicate: string, spelling: string, at: Position): void {
    const name = quoted(spelling);
    const tasks = LEFT_OUT.get(predicate);
    if (tasks !== undefined) {
      const problem = `its goal uses the predicate ${name} of ${tasks}, which ALFWorld's text game leaves out`;
      throw unplayable(PROBLEM, at, problem);
    }
    if (OTHER_FORMS.has(predicate)) {
      throw unplayable(PROBLEM, at, `its goal uses ${name}, as no goal of ALFWorld does`);
    }
    if (this.domain.predicates.has(predicate) && !GOAL_PREDICATES.has(predicate)) {
      const problem = `its goal uses the predicate ${name}, which this engine does not track`;
      throw unplayable(PROBLEM, at, problem);
    }
  }

  private readTerm(node: Node, parent: Position, bound: ReadonlySet<string>): string {
    const text = atomOf(node, PROBLEM, parent, 'a name');
    if (text.startsWith('?') ? bound.has(text) : this.declared.has(text)) return text;
    const reason = text.startsWith('?') ? 'is bound by no "exists"' : 'is declared nowhere';
    throw badFile(PROBLEM, node, `${quoted(spellingOf(node))} ${reason}.`);
  }
}

/** A number, or what gives one, as `(total-cost)`. */
function isNumeric(node: Node): boolean {
  return node.kind === 'list' || /^[-+.]?\d[\d.]*$/.test(node.text);
}

function only(nodes: readonly Node[], parent: Position): Node {
  const [node] = nodes;
  if (!node || nodes.length > 1)
    throw badFile(PROBLEM, parent, 'exactly one condition is expected.');
  return node;
}
