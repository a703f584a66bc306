import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../state/language-context';
import { CloseButton } from './close-button';

export interface ExplanationProps {
  /** What is explained: the name of the popover. */
  readonly name: string;
  /** What is pressed: a word of a sentence; absent: a question mark. */
  readonly pressed?: ReactNode;
  /** What pressing it does: the question mark's name, a word's tooltip. */
  readonly label: string;
  /** Called when it is opened. */
  readonly onOpen?: () => void;
  /** Phrasing content: it may stand in a paragraph. */
  readonly children: ReactNode;
}

const GAP = 8;

/** Under the button, or above it where there is no room; never past the window's edges. */
function place(popover: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = anchor.bottom + GAP + height <= window.innerHeight;
  const left = Math.min(anchor.left, window.innerWidth - width - GAP);
  const top = below ? anchor.bottom + GAP : anchor.top - GAP - height;
  popover.style.left = `${Math.max(GAP, left)}px`;
  popover.style.top = `${Math.max(GAP, Math.min(top, window.innerHeight - height - GAP))}px`;
}

/**
 * A button and the popover that it opens by click, touch or keyboard. The popover gets the focus, so that
 * a screen reader reads it; Esc, its cross or a click elsewhere closes it, and the focus is where it was.
 */
export function Explanation({ name, pressed, label, onOpen, children }: ExplanationProps) {
  const { glossary } = useWords();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const [shown, opener] = [popover.current, button.current];
    if (!open || shown === null || opener === null) return;
    // What it says may come later than the popover.
    const observer = new ResizeObserver(() => place(shown, opener));
    observer.observe(shown);
    return () => observer.disconnect();
  }, [open]);
  const word = pressed !== undefined;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={word ? 'definition-term' : 'definition-mark'}
        popoverTarget={id}
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-label={word ? undefined : label}
        title={label}
      >
        {pressed ?? '?'}
      </button>
      <span
        ref={popover}
        id={id}
        popover="auto"
        className="definition"
        role="dialog"
        aria-label={name}
        tabIndex={-1}
        onBeforeToggle={(event) => {
          if (event.newState === 'open') onOpen?.();
        }}
        onToggle={(event) => {
          const shown = event.newState === 'open';
          setOpen(shown);
          if (!shown || !popover.current || !button.current) return;
          place(popover.current, button.current);
          popover.current.focus({ preventScroll: true });
        }}
      >
        <strong>{name}</strong>
        {children}
        {open && (
          <CloseButton
            label={glossary.close}
            className="definition-close"
            onPress={() => popover.current?.hidePopover()}
          />
        )}
      </span>
    </>
  );
}
