import { badFile, quoted, unplayable } from './file-faults';
import { KNOWN_ACTIONS } from './grammar-reader';
import { ANY_TYPE, atomOf, type ListNode, listOf, readSections, readTyped } from './pddl-nodes';
import type { Node } from './s-expression';

/** What a PDDL domain says that a problem is checked against. */
export interface Domain {
  readonly types: ReadonlySet<string>;
  /** Number of arguments by predicate. */
  readonly predicates: ReadonlyMap<string, number>;
  /** All that the engine knows, but for `help`, which files have only of late. */
  readonly actions: ReadonlySet<string>;
  /** Only the held object can be examined (spec.md, section 6). */
  readonly examineHeldOnly: boolean;
}

/** Name of the file's part, for messages. */
const DOMAIN = 'pddl_domain';

/**
 * Reads what the engine needs of a domain; the rules themselves are the engine's own.
 * @throws LabError 'bad-game-file' with line and column, 'unplayable-game' for actions or types that
 *   are not ALFWorld's.
 */
export function readDomain(text: string): Domain {
  const types = new Set<string>([ANY_TYPE]);
  const predicates = new Map<string, number>();
  const actions = new Set<string>();
  let examineHeldOnly = true;
  for (const { name, section } of readSections(text, DOMAIN, 'domain')) {
    const [, ...items] = section.items;
    if (name === ':types') {
      for (const { name: type, type: kind, at } of readTyped(items, DOMAIN, section)) {
        if (kind !== ANY_TYPE) {
          const problem = `its type ${quoted(type)} is a kind of ${quoted(kind)}, unlike any of ALFWorld`;
          throw unplayable(DOMAIN, at, problem);
        }
        types.add(type);
      }
    } else if (name === ':predicates') {
      for (const item of items) readPredicate(item, section, predicates);
    } else if (name === ':action') {
      const action = readAction(section, actions);
      if (action === 'examineobject') examineHeldOnly = !examinesVisible(section);
    }
  }
  if (predicates.size === 0) throw badFile(DOMAIN, null, 'it has no ":predicates" section.');
  for (const action of KNOWN_ACTIONS) {
    if (action !== 'help' && !actions.has(action)) {
      throw badFile(DOMAIN, null, `it has no action "${action}".`);
    }
  }
  return { types, predicates, actions, examineHeldOnly };
}

function readPredicate(item: Node, section: ListNode, predicates: Map<string, number>): void {
  const declaration = listOf(item, DOMAIN, section, 'a predicate');
  const [head, ...parameters] = declaration.items;
  const name = atomOf(head, DOMAIN, declaration, 'a predicate name');
  if (predicates.has(name)) {
    throw badFile(DOMAIN, item, `the predicate ${quoted(name)} is declared a second time.`);
  }
  predicates.set(name, readTyped(parameters, DOMAIN, declaration).length);
}

function readAction(section: ListNode, actions: Set<string>): string {
  const name = atomOf(section.items[1], DOMAIN, section, 'an action name');
  if (actions.has(name)) {
    throw badFile(DOMAIN, section, `the action ${quoted(name)} is declared a second time.`);
  }
  if (!KNOWN_ACTIONS.has(name)) {
    const problem = `its action ${quoted(name)} is none of the text game's`;
    throw unplayable(DOMAIN, section, problem);
  }
  actions.add(name);
  return name;
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
