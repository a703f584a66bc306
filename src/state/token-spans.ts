/** The words of a chain of thought, cut where its tokens meet. */

export interface TokenSpan {
  readonly text: string;
  /** The first of the tokens that it spans, from 0. */
  readonly token: number;
  /** How many tokens: more than one where the trace does not tell them apart. */
  readonly count: number;
}

/**
 * Cuts `text` into the spans of `tokens`, in order; together they are the text, and every token is in
 * one span. A trace holds the text of a token only where a distribution names it: tokens whose text
 * is not known, or is not found where it should stand, share one span with their neighbours.
 */
export function tokenSpans(
  text: string,
  tokens: readonly number[],
  textOf: ReadonlyMap<number, string>,
): TokenSpan[] {
  const spans: TokenSpan[] = [];
  let position = 0;
  let unknown = 0;
  const close = (end: number, next: number): void => {
    if (unknown === 0) return;
    spans.push({ text: text.slice(position, end), token: next - unknown, count: unknown });
    position = end;
    unknown = 0;
  };
  tokens.forEach((token, place) => {
    const piece = textOf.get(token) ?? '';
    // What is not known is at least a character long.
    const found = piece === '' ? -1 : text.indexOf(piece, position + unknown);
    const expected = unknown === 0 ? found === position : found !== -1;
    if (!expected) {
      unknown += 1;
      return;
    }
    close(found, place);
    spans.push({ text: piece, token: place, count: 1 });
    position = found + piece.length;
  });
  close(text.length, tokens.length);
  const last = spans.at(-1);
  if (last !== undefined && position < text.length) {
    spans[spans.length - 1] = { ...last, text: last.text + text.slice(position) };
  }
  return spans;
}
