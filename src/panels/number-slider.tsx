import { useEffect, useId, useState } from 'react';

export interface NumberMark {
  readonly value: number;
  /** For a screen reader and as a title: why this value stands out. */
  readonly title: string;
}

export interface NumberSliderProps {
  readonly label: string;
  readonly value: number;
  /** From 0. */
  readonly most: number;
  /** Of the slider; the field takes any number between. */
  readonly step: number;
  /** What is said where the field holds none. */
  readonly problem: string;
  /** Values worth a button each, and what is said before them. */
  readonly marks?: readonly NumberMark[];
  readonly marksLabel?: string;
  /** Called when the person has let go of a value, not on the way to it. */
  readonly onCommit: (value: number) => void;
}

/** A number from 0 by slider, by typing, or by one of its marks. */
export function NumberSlider(props: NumberSliderProps) {
  const { label, value, most, step, problem, marks = [], marksLabel, onCommit } = props;
  const [slid, setSlid] = useState(value);
  const [typed, setTyped] = useState(String(value));
  const [wrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => {
    setSlid(value);
    setTyped(String(value));
    setWrong(false);
  }, [value]);
  const slide = (to: number): void => {
    setSlid(to);
    setTyped(String(to));
    setWrong(false);
  };
  const commit = (to: number): void => {
    slide(to);
    if (to !== value) onCommit(to);
  };
  const commitTyped = (): void => {
    const number = Number(typed);
    if (typed.trim() === '' || !(number >= 0 && number <= most)) setWrong(true);
    else commit(number);
  };
  return (
    <div className="number-slider">
      <label className="field-name" htmlFor={`${id}-slider`}>
        {label}
      </label>
      <div className="number-row">
        <input
          id={`${id}-slider`}
          type="range"
          min={0}
          max={most}
          step={step}
          value={slid}
          list={marks.length > 0 ? `${id}-marks` : undefined}
          onChange={(event) => slide(Number(event.target.value))}
          onPointerUp={() => commit(slid)}
          onKeyUp={() => commit(slid)}
          onBlur={() => commit(slid)}
        />
        <input
          className="mono"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-problem` : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commitTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commitTyped();
          }}
        />
      </div>
      {marks.length > 0 && (
        <>
          <datalist id={`${id}-marks`}>
            {marks.map((mark) => (
              <option key={mark.value} value={mark.value} />
            ))}
          </datalist>
          <p className="number-marks">
            {marksLabel}
            {marks.map((mark) => (
              <button
                key={mark.value}
                type="button"
                className="link"
                title={mark.title}
                aria-label={mark.title}
                aria-pressed={mark.value === value}
                onClick={() => commit(mark.value)}
              >
                {mark.value}
              </button>
            ))}
          </p>
        </>
      )}
      {wrong && (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
