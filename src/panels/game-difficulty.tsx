import { useEffect, useId, useRef, useState } from 'react';
import {
  changeDifficulty,
  changeKnob,
  DIFFICULTY_KNOBS,
  DIFFICULTY_NAMES,
  DIFFICULTY_NOTES,
  type GameName,
  knobProblem,
  presetValue,
  resetKnobs,
  tidyKnob,
} from '../state/game-choice';
import { Choice, type ChoiceOption } from './choice';
import { TextField } from './game-fields';

type Difficulty = GameName['difficulty'];

const PRESETS = Object.entries(DIFFICULTY_NAMES).map(
  ([value, label]): ChoiceOption<Difficulty> => ({ value: value as Difficulty, label }),
);

export interface GameDifficultyProps {
  readonly name: GameName;
  readonly onChange: (game: string) => void;
}

/** The preset, and behind a disclosure what can be set apart from it. */
export function GameDifficulty({ name, onChange }: GameDifficultyProps) {
  const turned = Object.keys(name.knobs).length;
  const id = useId();
  const summary = useRef<HTMLElement>(null);
  const isTurned = turned > 0;
  const [open, setOpen] = useState(isTurned);
  const [resets, setResets] = useState(0);
  // Opened for knobs that are set; closed by hand only.
  useEffect(() => {
    if (isTurned) setOpen(true);
  }, [isTurned]);
  const reset = (): void => {
    onChange(resetKnobs(name));
    setResets(resets + 1);
    // The button goes.
    summary.current?.focus();
  };
  return (
    <div className="difficulty">
      <Choice
        legend="Preset"
        options={PRESETS}
        value={name.difficulty}
        onChange={(difficulty) => onChange(changeDifficulty(name, difficulty))}
      />
      <p className="note">{DIFFICULTY_NOTES[name.difficulty]}</p>
      <details
        className="knobs"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary ref={summary}>
          Difficulty{isTurned && `: ${turned} of ${DIFFICULTY_KNOBS.length} changed`}
        </summary>
        {DIFFICULTY_KNOBS.map((knob) => (
          <div key={`${knob.key} ${resets}`} className="knob">
            <TextField
              label={knob.label}
              numeric
              placeholder={presetValue(knob, name)}
              value={name.knobs[knob.key]?.toString() ?? ''}
              describedBy={`${id}-${knob.key}`}
              check={(text) => knobProblem(knob, text)}
              tidy={(text) => tidyKnob(knob, text, name)}
              onCommit={(text) => onChange(changeKnob(name, knob.key, text))}
            />
            <p className="note" id={`${id}-${knob.key}`}>
              {knob.hint} {knob.least} to {knob.most}.
            </p>
          </div>
        ))}
        {isTurned && (
          <button type="button" className="link" onClick={reset}>
            Reset to {DIFFICULTY_NAMES[name.difficulty]}
          </button>
        )}
      </details>
    </div>
  );
}
