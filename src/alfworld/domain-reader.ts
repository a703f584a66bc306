import { badFile, type Position, quoted, unplayable } from './file-faults';
import { KNOWN_ACTIONS } from './grammar-reader';
import { isKnownAction } from './known-actions';
import {
  ANY_TYPE,
  atomOf,
  type ListNode,
  listOf,
  readSections,
  readTyped,
  spellingOf,
} from './pddl-nodes';
import type { Node } from './s-expression';

/** What a PDDL domain says that a problem is checked against. */
export interface Domain {
  readonly types: ReadonlySet<string>;
  /** Number of arguments by predicate. */
  readonly predicates: ReadonlyMap<string, number>;
  /** All that the engine knows, but for `help`, which files have only of late; and where they stand. */
  readonly actions: ReadonlyMap<string, Position>;
  /** Only the held object can be examined (spec.md, section 6). */
  readonly examineHeldOnly: boolean;
}

/** Name of the file's part, for messages. */
export const DOMAIN = 'pddl_domain';

/** Sections without a meaning for the engine: costs are the planner's. */
const OTHER_SECTIONS: ReadonlySet<string> = new Set([':requirements', ':functions']);

let latest: { readonly text: string; readonly domain: Domain } | null = null;

/**
 * Reads what the engine needs of a domain; the rules themselves are the engine's own. The files of a
 * dataset share their domain: the latest is kept.
 * @throws LabError 'bad-game-file' with line and column, 'unplayable-game' for rules or types that
 *   are not ALFWorld's.
 */
export function readDomain(text: string): Domain {
  if (latest?.text !== text) latest = { text, domain: parseDomain(text) };
  return latest.domain;
}

function parseDomain(text: string): Domain {
  const types = new Set<string>([ANY_TYPE]);
  const predicates = new Map<string, number>();
  const actions = new Map<string, Position>();
  let examineHeldOnly = true;
  const definition = readSections(text, DOMAIN, 'domain');
  for (const { name, section } of definition.sections) {
    const [, ...items] = section.items;
    if (name === ':types') {
      for (const { name: type, type: kind, at, spelling, typeSpelling } of readTyped(
        items,
        DOMAIN,
        section,
      )) {
        if (kind !== ANY_TYPE) {
          const problem = `its type ${quoted(spelling)} is a kind of ${quoted(typeSpelling)}, unlike any of ALFWorld`;
          throw unplayable(DOMAIN, at, problem);
        }
        types.add(type);
      }
    } else if (name === ':predicates') {
      for (const item of items) readPredicate(item, section, predicates);
    } else if (name === ':action') {
      const action = readAction(section, actions);
      if (action === 'examineobject') examineHeldOnly = !examinesVisible(section);
    } else if (!OTHER_SECTIONS.has(name)) {
      const keyword = quoted(spellingOf(section.items[0]));
      throw unplayable(
        DOMAIN,
        section,
        `it has a ${keyword} section, as no domain of ALFWorld does`,
      );
    }
  }
  if (predicates.size === 0)
    throw badFile(DOMAIN, definition.at, 'it has no ":predicates" section.');
  for (const action of KNOWN_ACTIONS) {
    if (action !== 'help' && !actions.has(action)) {
      throw badFile(DOMAIN, definition.at, `it has no action "${action}".`);
    }
  }
  return { types, predicates, actions, examineHeldOnly };
}

function readPredicate(item: Node, section: ListNode, predicates: Map<string, number>): void {
  const declaration = listOf(item, DOMAIN, section, 'a predicate');
  const [head, ...parameters] = declaration.items;
  const name = atomOf(head, DOMAIN, declaration, 'a predicate name');
  if (predicates.has(name)) {
    throw badFile(
      DOMAIN,
      item,
      `the predicate ${quoted(spellingOf(head))} is declared a second time.`,
    );
  }
  predicates.set(name, readTyped(parameters, DOMAIN, declaration).length);
}

function readAction(section: ListNode, actions: Map<string, Position>): string {
  const name = atomOf(section.items[1], DOMAIN, section, 'an action name');
  const spelling = quoted(spellingOf(section.items[1]));
  if (actions.has(name)) {
    throw badFile(DOMAIN, section, `the action ${spelling} is declared a second time.`);
  }
  if (!KNOWN_ACTIONS.has(name)) {
    const problem = `its action ${spelling} is none of the text game's`;
    throw unplayable(DOMAIN, section, problem);
  }
  if (!isKnownAction(section)) {
    throw unplayable(DOMAIN, section, `its action ${spelling} has other rules than ALFWorld's`);
  }
  actions.set(name, section);
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
