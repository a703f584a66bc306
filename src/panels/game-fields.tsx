import { type ReactNode, useEffect, useId, useState } from 'react';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of several, by name. */
export function Select<T extends string>({ label, names, value, onChange }: SelectProps<T>) {
  return (
    <label className="field">
      <span className="field-name">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {Object.entries<string>(names).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** What is wrong with a text; null where nothing is. */
  readonly check: (text: string) => string | null;
  /** The one way to write a right text. */
  readonly tidy?: (text: string) => string;
  readonly onCommit: (text: string) => void;
  /** Every change, right or wrong, for whoever must know before it counts. */
  readonly onDraft?: (text: string) => void;
  readonly numeric?: boolean;
  /** Shown while the text is empty. */
  readonly placeholder?: string;
  /** The element that says more. */
  readonly describedBy?: string;
  readonly children?: ReactNode;
}

/** A text that counts on Enter or on leaving the field, once it is right. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    check,
    tidy = (text) => text,
    onCommit,
    onDraft,
    numeric = false,
    placeholder,
    describedBy,
    children,
  } = props;
  const [draft, setDraft] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  useEffect(() => {
    setDraft(value);
    setProblem(null);
  }, [value]);
  const commit = (): void => {
    const text = draft.trim();
    const wrong = check(text);
    setProblem(wrong);
    if (wrong !== null) return;
    const tidied = tidy(text);
    setDraft(tidied);
    if (tidied !== value) onCommit(tidied);
  };
  return (
    <div className="field">
      <label className="field-name" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input
          id={id}
          className="mono"
          type="text"
          inputMode={numeric ? 'decimal' : 'text'}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? describedBy : `${id}-problem`}
          onChange={(event) => {
            setDraft(event.target.value);
            onDraft?.(event.target.value);
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
        {children}
      </div>
      {problem !== null && (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
