import { fingerprint } from '../shared/sha256';
import { type ListNode, readSections } from './pddl-nodes';
import { DOMAIN_TEXT } from './pddl-writer';
import type { Node } from './s-expression';

/**
 * Actions that files of other hands have and that mean what the engine's rules do: the first 16 hex
 * digits of the SHA-256 of `treeText`. The tests read files that have them.
 */
const OTHERS: readonly string[] = [
  // Upstream's, the same in every version of alfred.pddl since its first commit of 2020.
  ...['af35305d0073105f', '707bf5a9f559863f', 'b3bf49299bab5205', '30dc940e6061553d'],
  ...['1a17e26de38fab24', '21956169b15d8546', '11ebd46815bc0c79', '67566d33029bd651'],
  ...['6ebc84b6bfd5a339', '60439a4fefecb24d', '913128a2295ae62c', 'e5584ea482950e09'],
  ...['add36a6e826ee01c', 'd10bfbed9ccc451d', '805c8dba41981b5e'],
  // Its examineObject without the comma, and its patch script's help.
  ...['7b595aa3b6261ef2', '9d6b068a39f20835'],
  // This project's GotoLocation with the old answer's ?lEnd, and its examineObject of what lies here.
  ...['8bb0f83e69963039', 'ce076b24499fb45c'],
];

let known: ReadonlySet<string> | null = null;

/** Whether an `(:action ...)` is one that the engine plays as it is written, names of variables and all. */
export function isKnownAction(action: ListNode): boolean {
  known ??= new Set([
    ...OTHERS,
    ...readSections(DOMAIN_TEXT, 'pddl_domain', 'domain')
      .sections.filter(({ name }) => name === ':action')
      .map(({ section }) => fingerprint(treeText(section))),
  ]);
  return known.has(fingerprint(treeText(action)));
}

/** A tree in one line: lower case, one space between two of a list, no comments. */
function treeText(node: Node): string {
  return node.kind === 'atom' ? node.text : `(${node.items.map(treeText).join(' ')})`;
}
