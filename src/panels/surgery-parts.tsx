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

export interface ActButtonProps {
  readonly children: ReactNode;
  readonly title?: string;
  /** Why it cannot be used now, in words that stand beside it; null where it can. */
  readonly why?: string | null;
  /** In place of `why`: the element that says it already. */
  readonly whyId?: string | null;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress: () => void;
}

/** A button that says why it cannot be used, and stays in the order of the keyboard. */
export function ActButton(props: ActButtonProps) {
  const { children, title, why = null, whyId = null, pressed, ref, onPress } = props;
  const own = useId();
  const disabled = why !== null || whyId !== null;
  return (
    <>
      <button
        ref={ref}
        type="button"
        className="button"
        title={title}
        aria-disabled={disabled}
        aria-describedby={whyId ?? (why === null ? undefined : own)}
        aria-pressed={pressed}
        onClick={() => {
          if (!disabled) onPress();
        }}
      >
        {children}
      </button>
      {whyId === null && why !== null && (
        <small className="button-why" id={own}>
          {why}
        </small>
      )}
    </>
  );
}
