import { badFile, type Position, quoted } from './file-faults';
import { type Node, readSExpression } from './s-expression';

export type ListNode = Extract<Node, { kind: 'list' }>;

export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly at: Position;
}

/** In PDDL everything is of this type, whatever else it is. */
export const ANY_TYPE = 'object';

export function listOf(
  node: Node | undefined,
  part: string,
  parent: Position,
  what: string,
): ListNode {
  if (node?.kind !== 'list')
    throw badFile(part, node ?? parent, `${what} is expected in parentheses.`);
  return node;
}

export function atomOf(
  node: Node | undefined,
  part: string,
  parent: Position,
  what: string,
): string {
  if (node?.kind !== 'atom') throw badFile(part, node ?? parent, `${what} is expected.`);
  return node.text;
}

/** The sections of `(define (domain name) (:section ...) ...)`, each with its keyword. */
export function readSections(
  text: string,
  part: string,
  kind: 'domain' | 'problem',
): { readonly name: string; readonly section: ListNode }[] {
  const root = listOf(readSExpression(text, part), part, { line: 1, column: 1 }, 'a definition');
  const [define, head, ...sections] = root.items;
  const title = listOf(head, part, root, `"(${kind} NAME)"`);
  if (atomOf(define, part, root, '"define"') !== 'define') {
    throw badFile(part, root, `it must start with "(define (${kind}".`);
  }
  if (atomOf(title.items[0], part, title, `"${kind}"`) !== kind) {
    throw badFile(part, title, `a ${kind} is expected here.`);
  }
  return sections.map((node) => {
    const section = listOf(node, part, root, 'a section');
    const name = atomOf(section.items[0], part, section, 'a keyword such as ":init"');
    return { name, section };
  });
}

/** `a b - type c - type`; names without a type are of any. */
export function readTyped(nodes: readonly Node[], part: string, parent: Position): TypedName[] {
  const typed: TypedName[] = [];
  let waiting: { name: string; at: Position }[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    const name = atomOf(node, part, parent, 'a name');
    const at = node ?? parent;
    if (name !== '-') {
      waiting.push({ name, at });
      continue;
    }
    const type = atomOf(nodes[++index], part, at, 'a type after "-"');
    if (waiting.length === 0)
      throw badFile(part, at, `the type ${quoted(type)} belongs to no name.`);
    for (const entry of waiting) typed.push({ ...entry, type });
    waiting = [];
  }
  for (const entry of waiting) typed.push({ ...entry, type: ANY_TYPE });
  return typed;
}
