import { type ReactNode, useEffect, useId, useState } from 'react';
import {
  changeGame,
  DEFAULT_PARTS,
  type GameName,
  ROOM_NAMES,
  readGame,
  rollSeed,
  SPLIT_NAMES,
  TASK_NAMES,
  tasksOf,
} from '../state/game-choice';
import { useActions, useLab } from '../state/lab-context';
import { Icon } from './icons';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Select<T extends string>({ label, names, value, onChange }: SelectProps<T>) {
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
  readonly onCommit: (text: string) => void;
  readonly numeric?: boolean;
  readonly children?: ReactNode;
}

/** A text that counts on Enter or on leaving the field, once it is right. */
function TextField({ label, value, check, onCommit, numeric = false, children }: TextFieldProps) {
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
    if (wrong === null && text !== value) onCommit(text);
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
          inputMode={numeric ? 'numeric' : 'text'}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={(event) => setDraft(event.target.value)}
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

interface GamePartsProps {
  readonly name: GameName;
  readonly check: (text: string) => string | null;
}

function GameParts({ name, check }: GamePartsProps) {
  const { changeSettings } = useActions();
  const change = (part: Partial<GameName>): void =>
    changeSettings({ game: changeGame(name, part) });
  const withSeed = (text: string): string =>
    changeGame(name, {}).replace(/[^/]+(?=\/[^/]+$)/, text);
  const tasks = Object.fromEntries(tasksOf(name.room).map((task) => [task, TASK_NAMES[task]]));
  return (
    <>
      <div className="field-pair">
        <Select
          label="Split"
          names={SPLIT_NAMES}
          value={name.split}
          onChange={(split) => change({ split })}
        />
        <Select
          label="Room"
          names={ROOM_NAMES}
          value={name.room}
          onChange={(room) => change({ room })}
        />
      </div>
      <div className="field-pair">
        <Select
          label="Task"
          names={tasks as Record<typeof name.task, string>}
          value={name.task}
          onChange={(task) => change({ task })}
        />
        <TextField
          label="Seed"
          numeric
          value={String(name.seed)}
          check={(text) => check(withSeed(text))}
          onCommit={(text) => change({ seed: Number(text) })}
        >
          <button
            type="button"
            className="button is-square"
            title="Roll another seed"
            aria-label="Roll another seed"
            onClick={() => change({ seed: rollSeed(Math.random()) })}
          >
            <Icon name="dice" />
          </button>
        </TextField>
      </div>
    </>
  );
}

/** Which game is played: its parts, or its whole name. */
export function GamePicker() {
  const game = useLab((state) => state.settings.game);
  const { changeSettings } = useActions();
  const reading = readGame(game);
  // A link may carry a name that is none: the parts then start from the page's own game.
  const parts = reading.kind === 'game' ? reading.name : DEFAULT_PARTS;
  const problemOf = (text: string): string | null => {
    const read = readGame(text);
    return read.kind === 'wrong' ? read.error.message : null;
  };
  return (
    <div className="fields">
      <GameParts name={parts} check={problemOf} />
      <TextField
        label="Name"
        value={game}
        check={problemOf}
        onCommit={(text) => changeSettings({ game: text })}
      />
    </div>
  );
}
