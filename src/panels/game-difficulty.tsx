import { useId } from 'react';
import {
  changeDifficulty,
  changeKnob,
  DIFFICULTY_KNOBS,
  DIFFICULTY_NAMES,
  DIFFICULTY_NOTES,
  type GameName,
  knobProblem,
  presetValue,
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
  return (
    <div className="difficulty">
      <Choice
        legend="Preset"
        options={PRESETS}
        value={name.difficulty}
        onChange={(difficulty) => onChange(changeDifficulty(name, difficulty))}
      />
      <p className="note">{DIFFICULTY_NOTES[name.difficulty]}</p>
      <details className="knobs" open={turned > 0 || undefined}>
        <summary>
          Difficulty{turned > 0 && `: ${turned} of ${DIFFICULTY_KNOBS.length} changed`}
        </summary>
        {DIFFICULTY_KNOBS.map((knob) => (
          <div key={knob.key} className="knob">
            <TextField
              label={knob.label}
              numeric
              placeholder={presetValue(knob, name)}
              value={name.knobs[knob.key]?.toString() ?? ''}
              describedBy={`${id}-${knob.key}`}
              check={(text) => knobProblem(knob, text)}
              onCommit={(text) => onChange(changeKnob(name, knob.key, text))}
            />
            <p className="note" id={`${id}-${knob.key}`}>
              {knob.hint} {knob.least} to {knob.most}.
            </p>
          </div>
        ))}
        {turned > 0 && (
          <button
            type="button"
            className="link"
            onClick={() => onChange(changeDifficulty(name, name.difficulty))}
          >
            Reset to {DIFFICULTY_NAMES[name.difficulty]}
          </button>
        )}
      </details>
    </div>
  );
}
