import { Fragment } from 'react';
import { Definition, type Term } from './definition';

const LINK = /\[([^\]]+)\]\((\w+)\)/g;

/** A text in which `[label](term)` stands for a term of the glossary: `term` is one of its keys. */
export function Prose({ text }: { text: string }) {
  const parts: { readonly before: string; readonly label: string; readonly term: string }[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push({
      before: text.slice(end, found.index),
      label: found[1] ?? '',
      term: found[2] ?? '',
    });
    end = found.index + found[0].length;
  }
  return (
    <p>
      {parts.map(({ before, label, term }) => (
        <Fragment key={`${before}${label}`}>
          {before}
          {/* tests/unit/words.test.ts holds every term of every text against the glossary */}
          <Definition of={term as Term}>{label}</Definition>
        </Fragment>
      ))}
      {text.slice(end)}
    </p>
  );
}
