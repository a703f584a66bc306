import { type ReactNode, useEffect, useRef, useState } from 'react';

export interface AskFirstProps {
  readonly label: ReactNode;
  /** What a screen reader says in place of the label. */
  readonly name?: string;
  readonly className?: string;
  readonly disabled?: boolean;
  /** What is lost; null where nothing is: it is done at once. */
  readonly question: string | null;
  readonly yes: string;
  readonly no: string;
  readonly onDo: () => void;
}

/** A button that asks in its own place before something is lost. */
export function AskFirst(props: AskFirstProps) {
  const { label, name, className = 'button', disabled = false, question, yes, no, onDo } = props;
  const [asked, ask] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const asking = asked && question !== null && !disabled;
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (back.current) button.current?.focus();
    back.current = asking;
  }, [asking]);
  if (asking) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a question with its answers, no form of fields
      <span
        className="ask-first"
        role="group"
        aria-label={question}
        onKeyDown={({ key }) => {
          if (key === 'Escape') ask(false);
        }}
      >
        <span>{question}</span>
        <button
          type="button"
          className="button"
          onClick={() => {
            ask(false);
            onDo();
          }}
        >
          {yes}
        </button>
        <button ref={keep} type="button" className="button" onClick={() => ask(false)}>
          {no}
        </button>
      </span>
    );
  }
  return (
    <button
      ref={button}
      type="button"
      aria-label={name}
      className={className}
      aria-disabled={disabled}
      onClick={() => {
        if (disabled) return;
        if (question === null) onDo();
        else ask(true);
      }}
    >
      {label}
    </button>
  );
}
