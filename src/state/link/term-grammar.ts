/**
 * The small grammar that a lane is written in:
 *
 *     lane = head *( "~" term )
 *     term = name [ "(" [ argument *( "," argument ) ] ")" ]
 *
 * In an argument the signs ! ( ) , ~ have an exclamation mark before them; everything else stands for
 * itself. The text is escaped once more where it becomes part of an address.
 */

export interface Term {
  readonly name: string;
  readonly args: readonly string[];
}

export interface Terms {
  readonly head: string;
  readonly terms: readonly Term[];
}

const NAME = /^[a-z][a-z-]*$/;

const escaped = (text: string): string => text.replace(/[!(),~]/g, '!$&');

/** `cov-noise(0.5,corpus,7)` */
export function writeTerm(name: string, ...args: readonly (string | number)[]): string {
  return `${name}(${args.map((arg) => escaped(String(arg))).join(',')})`;
}

/**
 * The parts of a text in one pass over it; null where it is not of the grammar. A term that is not
 * closed is no term: a link that was cut says so.
 */
export function readTerms(text: string): Terms | null {
  const [head = ''] = text.split('~', 1);
  const terms: Term[] = [];
  let at = head.length;
  while (at < text.length) {
    // Here stands a tilde.
    const read = readTerm(text, at + 1);
    if (read === null) return null;
    terms.push(read.term);
    at = read.end;
  }
  return { head, terms };
}

function readTerm(text: string, start: number): { term: Term; end: number } | null {
  let at = start;
  while (at < text.length && text[at] !== '(' && text[at] !== '~') at += 1;
  const name = text.slice(start, at);
  if (!NAME.test(name)) return null;
  if (text[at] !== '(') return { term: { name, args: [] }, end: at };
  const args: string[] = [];
  let arg = '';
  for (at += 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '!') {
      at += 1;
      arg += text[at] ?? '';
    } else if (sign === ',') {
      args.push(arg);
      arg = '';
    } else if (sign === ')') {
      if (at + 1 < text.length && text[at + 1] !== '~') return null;
      return { term: { name, args: [...args, arg] }, end: at + 1 };
    } else if (sign === '(' || sign === '~') return null;
    else arg += sign;
  }
  return null;
}
