import { Icon } from './icons';

export interface CloseButtonProps {
  /** What it closes or takes away: its name and its tooltip. */
  readonly label: string;
  /** A shorter tooltip, where the name alone tells which of several it is. */
  readonly title?: string;
  readonly className?: string;
  readonly onPress: () => void;
}

/** The square button with a cross. */
export function CloseButton({ label, title = label, className = '', onPress }: CloseButtonProps) {
  return (
    <button
      type="button"
      className={`button is-square is-plain ${className}`.trimEnd()}
      title={title}
      aria-label={label}
      onClick={onPress}
    >
      <Icon name="cross" />
    </button>
  );
}
