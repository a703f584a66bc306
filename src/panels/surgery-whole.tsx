import { type ReactNode, useId, useState } from 'react';
import type { MessageSettings } from '../lab/settings';
import { gameProblem, tidyGame } from '../state/game-choice';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { anotherGame, hasWords, withEdits } from '../state/surgery';
import { TextField } from './game-fields';
import { Icon } from './icons';
import { NumberSlider } from './number-slider';
import { ActButton, SurgeryPart } from './surgery-parts';

export interface GameFieldProps {
  readonly label: string;
  readonly game: string;
  readonly onCommit: (game: string) => void;
}

/** A generated game by its name, with a die for another one like it. */
export function GameField({ label, game, onCommit }: GameFieldProps) {
  const { surgery, errors } = useWords();
  const { whole: words } = surgery;
  return (
    <TextField
      label={label}
      value={game}
      check={(text) => gameProblem(text, errors)}
      tidy={tidyGame}
      onCommit={(text) => onCommit(tidyGame(text))}
    >
      <button
        type="button"
        className="button is-square"
        title={words.roll}
        aria-label={words.roll}
        onClick={() => onCommit(anotherGame(game, Math.random()))}
      >
        <Icon name="dice" />
      </button>
    </TextField>
  );
}

export interface SurgeryWholeProps {
  readonly settings: MessageSettings;
  readonly onChange: (settings: MessageSettings) => void;
  readonly outcome: ReactNode;
}

/** Mixtures of the whole message with its words, and with another game's message. */
export function SurgeryWhole({ settings, onChange, outcome }: SurgeryWholeProps) {
  const { whole: words } = useWords().surgery;
  const played = useLab((state) => state.settings.game);
  const [ratio, setRatio] = useState(0.5);
  const [amount, setAmount] = useState(0.5);
  const [chosen, setChosen] = useState<string | null>(null);
  // The same other game until it is chosen anew: a name rolled from the game played.
  const game = chosen ?? anotherGame(played, 0.5);
  const spoken = hasWords(settings);
  const { edits = [] } = settings;
  const note = useId();
  return (
    <SurgeryPart wide title={words.title} subtitle={words.subtitle}>
      <div className="surgery-forms">
        <div className="surgery-form">
          <h4>{words.splice}</h4>
          <p className="note" id={note}>
            {spoken ? words.spliceNote : words.noWords}
          </p>
          <NumberSlider
            label={words.ratio}
            value={ratio}
            most={1}
            step={0.05}
            problem={words.shareProblem}
            onCommit={setRatio}
          />
          <ActButton
            whyId={spoken ? null : note}
            onPress={() => onChange(withEdits(settings, [...edits, { kind: 'splice', ratio }]))}
          >
            {words.addSplice}
          </ActButton>
        </div>
        <div className="surgery-form">
          <h4>{words.interpolate}</h4>
          <p className="note">{words.interpolateNote}</p>
          <GameField label={words.game} game={game} onCommit={setChosen} />
          <NumberSlider
            label={words.amount}
            value={amount}
            most={1}
            step={0.05}
            problem={words.shareProblem}
            onCommit={setAmount}
          />
          <ActButton
            onPress={() =>
              onChange(withEdits(settings, [...edits, { kind: 'interpolate', game, amount }]))
            }
          >
            {words.addInterpolate}
          </ActButton>
        </div>
      </div>
      {outcome}
    </SurgeryPart>
  );
}
