import { badFile, type Position, quoted, START } from './file-faults';

/** PDDL's syntax tree. Atoms are lower case; `spelling` is as the text has it, for messages. */
export type Node = Position &
  (
    | { readonly kind: 'atom'; readonly text: string; readonly spelling: string }
    | { readonly kind: 'list'; readonly items: readonly Node[] }
  );

/** Deeper nesting than any real file has; it keeps recursive readers from running out of stack. */
const MAX_DEPTH = 64;

/** The recorded files have up to 3,500 in a text; reading many more would keep the page waiting. */
const MOST_WORDS = 200_000;

/** What the planner of the real engine reads: visible ASCII. */
const ATOM = /^[!-~]+$/;

/**
 * Reads one parenthesised expression, with `;` comments, and nothing after it.
 * @throws LabError 'bad-game-file' with line and column.
 */
export function readSExpression(text: string, part: string): Node {
  const open: { items: Node[]; position: Position }[] = [];
  let root: Node | null = null;
  let line = 1;
  let lineStart = 0;
  let words = 0;
  const pattern = /\r\n?|\n|;[^\r\n]*|[()]|[^\s();]+/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [token] = match;
    if (token === '\n' || token.startsWith('\r')) {
      line++;
      lineStart = pattern.lastIndex;
      continue;
    }
    if (token.startsWith(';')) continue;
    const position = { line, column: match.index - lineStart + 1 };
    if (++words > MOST_WORDS) {
      throw badFile(part, position, `it has more than ${MOST_WORDS} words and parentheses.`);
    }
    if (root) throw badFile(part, position, `${quoted(token)} stands after the end.`);
    if (token === '(') {
      if (open.length >= MAX_DEPTH) throw badFile(part, position, 'parentheses nest too deep.');
      open.push({ items: [], position });
      continue;
    }
    const parent = open.at(-1);
    if (token === ')') {
      if (!parent) throw badFile(part, position, 'a ")" closes nothing.');
      open.pop();
      const list: Node = { kind: 'list', items: parent.items, ...parent.position };
      const grandparent = open.at(-1);
      if (grandparent) grandparent.items.push(list);
      else root = list;
    } else {
      if (!parent) throw badFile(part, position, `${quoted(token)} stands where "(" is expected.`);
      if (!ATOM.test(token)) {
        throw badFile(part, position, `${quoted(token)} holds signs that PDDL does not allow.`);
      }
      parent.items.push({
        kind: 'atom',
        text: token.toLowerCase(),
        spelling: token,
        ...position,
      });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw badFile(part, unclosed.position, 'this "(" is never closed.');
  if (!root) throw badFile(part, START, 'it is empty.');
  return root;
}
