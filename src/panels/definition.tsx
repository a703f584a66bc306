import type { ReactNode } from 'react';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';
import { Explanation } from './explanation';

export type Term = keyof Words['glossary']['terms'];

export interface DefinitionProps {
  readonly of: Term;
  /** What is pressed: a word of a sentence; absent: a question mark. */
  readonly children?: ReactNode;
}

/** A formula, named as such for who does not see it. */
export function Formula({ text }: { text: string }) {
  const { glossary } = useWords();
  return (
    <span className="definition-formula">
      <span className="visually-hidden">{glossary.formula}: </span>
      <code>{text}</code>
    </span>
  );
}

/**
 * A term's definition with its formula, on a click or by keyboard. Usage: `<Definition of="entropy" />`
 * beside a title, or `<Definition of="lens">logit lens</Definition>` in a sentence.
 */
export function Definition({ of, children }: DefinitionProps) {
  const { glossary } = useWords();
  const { term, definition, formula } = glossary.terms[of];
  return (
    <Explanation name={term} pressed={children} label={glossary.explain(term)}>
      <span>{definition}</span>
      <Formula text={formula} />
    </Explanation>
  );
}
