import { badFile, type Position, quoted, START, unplayable } from './file-faults';
import { type Node, readSExpression } from './s-expression';

export type ListNode = Extract<Node, { kind: 'list' }>;

export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly at: Position;
  /** As the file spells them, for messages. */
  readonly spelling: string;
  readonly typeSpelling: string;
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

/** A name as the file spells it. */
export function spellingOf(node: Node | undefined): string {
  return node?.kind === 'atom' ? node.spelling : '';
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

export interface Definition {
  /** Where the whole begins. */
  readonly at: Position;
  readonly sections: readonly { readonly name: string; readonly section: ListNode }[];
}

/** The sections of `(define (domain name) (:section ...) ...)`, each with its keyword. */
export function readSections(text: string, part: string, kind: 'domain' | 'problem'): Definition {
  const root = listOf(readSExpression(text, part), part, START, 'a definition');
  const [define, head, ...sections] = root.items;
  const title = listOf(head, part, root, `"(${kind} NAME)"`);
  if (atomOf(define, part, root, '"define"') !== 'define') {
    throw badFile(part, root, `it must start with "(define (${kind}".`);
  }
  if (atomOf(title.items[0], part, title, `"${kind}"`) !== kind) {
    throw badFile(part, title, `a ${kind} is expected here.`);
  }
  return {
    at: root,
    sections: sections.map((node) => {
      const section = listOf(node, part, root, 'a section');
      const name = atomOf(section.items[0], part, section, 'a keyword such as ":init"');
      return { name, section };
    }),
  };
}

/** `a b - type c - type`; names without a type are of any. */
export function readTyped(nodes: readonly Node[], part: string, parent: Position): TypedName[] {
  const typed: TypedName[] = [];
  let waiting: { name: string; spelling: string; at: Position }[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    const name = atomOf(node, part, parent, 'a name');
    const at = node ?? parent;
    if (name !== '-') {
      waiting.push({ name, spelling: spellingOf(node), at });
      continue;
    }
    const typeNode = nodes[++index];
    if (typeNode?.kind === 'list') checkEither(typeNode, part);
    const type = atomOf(typeNode, part, at, 'a type after "-"');
    const typeSpelling = spellingOf(typeNode);
    if (waiting.length === 0)
      throw badFile(part, at, `the type ${quoted(typeSpelling)} belongs to no name.`);
    for (const entry of waiting) typed.push({ ...entry, type, typeSpelling });
    waiting = [];
  }
  for (const entry of waiting) typed.push({ ...entry, type: ANY_TYPE, typeSpelling: ANY_TYPE });
  return typed;
}

/** PDDL lets a name be of one of several types. */
function checkEither(type: ListNode, part: string): void {
  const [head] = type.items;
  if (head?.kind !== 'atom' || head.text !== 'either') return;
  throw unplayable(part, type, 'it uses "either" for a type, as no game of ALFWorld does');
}
