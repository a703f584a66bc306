import { useId } from 'react';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A longer name, where the label is short. */
  readonly title?: string;
}

export interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly options: readonly ChoiceOption<T>[];
  /** null where none of the options holds. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
}

/** One of a few: native radio buttons, drawn as one segmented switch. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { legend, hideLegend = false, options, value, onChange } = props;
  const group = useId();
  return (
    <fieldset className="choice">
      <legend className={hideLegend ? 'visually-hidden' : 'field-name'}>{legend}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value} className="choice-option" title={option.title}>
            <input
              type="radio"
              name={group}
              value={option.value}
              aria-label={option.title}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
