import { useEffect, useId, useRef, useState } from 'react';
import {
  changeDifficulty,
  changeKnob,
  DIFFICULTY_KNOBS,
  type GameName,
  knobProblem,
  presetValue,
  resetKnobs,
  tidyKnob,
} from '../state/game-choice';
import { useWords } from '../state/language-context';
import { Choice, type ChoiceOption } from './choice';
import { TextField } from './game-fields';

type Difficulty = GameName['difficulty'];

export interface GameDifficultyProps {
  readonly name: GameName;
  readonly onChange: (game: string) => void;
}

/** The preset, and behind a disclosure what can be set apart from it. */
export function GameDifficulty({ name, onChange }: GameDifficultyProps) {
  const { gamePicker: words } = useWords();
  const presets = Object.entries(words.presets).map(
    ([value, label]): ChoiceOption<Difficulty> => ({ value: value as Difficulty, label }),
  );
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
        legend={words.preset}
        options={presets}
        value={name.difficulty}
        onChange={(difficulty) => onChange(changeDifficulty(name, difficulty))}
      />
      <p className="note">{words.presetNotes[name.difficulty]}</p>
      <details
        className="knobs"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary ref={summary}>
          {isTurned ? words.changed(turned, DIFFICULTY_KNOBS.length) : words.difficulty}
        </summary>
        {DIFFICULTY_KNOBS.map((knob) => (
          <div key={`${knob.key} ${resets}`} className="knob">
            <TextField
              label={words.knobs[knob.key].label}
              numeric
              placeholder={presetValue(knob, name, words)}
              value={name.knobs[knob.key]?.toString() ?? ''}
              describedBy={`${id}-${knob.key}`}
              check={(text) => knobProblem(knob, text, words)}
              tidy={(text) => tidyKnob(knob, text, name)}
              onCommit={(text) => onChange(changeKnob(name, knob.key, text))}
            />
            <p className="note" id={`${id}-${knob.key}`}>
              {words.range(words.knobs[knob.key].hint, knob.least, knob.most)}
            </p>
          </div>
        ))}
        {isTurned && (
          <button type="button" className="link" onClick={reset}>
            {words.reset(words.presets[name.difficulty])}
          </button>
        )}
      </details>
    </div>
  );
}
