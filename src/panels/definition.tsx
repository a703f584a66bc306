import { type ReactNode, useId, useRef, useState } from 'react';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';

export type Term = keyof Words['glossary']['terms'];

export interface DefinitionProps {
  readonly of: Term;
  /** What is pressed: a word of a sentence; absent: a question mark. */
  readonly children?: ReactNode;
}

const GAP = 8;

/** Under the button, or above it where there is no room; never past the window's edges. */
function place(popover: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = anchor.bottom + GAP + height <= window.innerHeight;
  const left = Math.min(anchor.left, window.innerWidth - width - GAP);
  popover.style.left = `${Math.max(GAP, left)}px`;
  popover.style.top = `${Math.max(GAP, below ? anchor.bottom + GAP : anchor.top - GAP - height)}px`;
}

/**
 * A term's definition with its formula, on a click or by keyboard; Esc or a click elsewhere closes it
 * and the focus is where it was. Usage: `<Definition of="entropy" />` beside a title, or
 * `<Definition of="lens">logit lens</Definition>` in a sentence.
 */
export function Definition({ of, children }: DefinitionProps) {
  const { glossary } = useWords();
  const { term, definition, formula } = glossary.terms[of];
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={children === undefined ? 'definition-mark' : 'definition-term'}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={children === undefined ? glossary.explain(term) : undefined}
        title={children === undefined ? undefined : glossary.explain(term)}
      >
        {children ?? '?'}
      </button>
      <span
        ref={popover}
        id={id}
        popover="auto"
        className="definition"
        role="note"
        aria-label={term}
        onToggle={(event) => {
          const shown = event.newState === 'open';
          setOpen(shown);
          if (shown && popover.current && button.current) place(popover.current, button.current);
        }}
      >
        <strong>{term}</strong>
        <span>{definition}</span>
        <span className="definition-formula">
          <span className="visually-hidden">{glossary.formula}: </span>
          <code>{formula}</code>
        </span>
      </span>
    </>
  );
}
