import { type ReactNode, type Ref, useId } from 'react';

/** A part of the Surgery tab: what it does, with what it works on. */
export function SurgeryPart(props: {
  readonly title: string;
  readonly subtitle: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { title, subtitle, wide = false, children } = props;
  const heading = useId();
  return (
    <section
      className={wide ? 'figure surgery-wide' : 'figure'}
      data-channel="latent"
      aria-labelledby={heading}
    >
      <header>
        <h3 id={heading}>{title}</h3>
        <p>{subtitle}</p>
      </header>
      {children}
    </section>
  );
}

/** A button that says why it cannot be used, and stays in the order of the keyboard. */
export function ActButton(props: {
  readonly children: ReactNode;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress: () => void;
}) {
  const { children, title, disabled = false, pressed, ref, onPress } = props;
  return (
    <button
      ref={ref}
      type="button"
      className="button"
      title={title}
      aria-disabled={disabled}
      aria-pressed={pressed}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
