import { useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { LaneTrace } from '../lab/trace';
import { typingOf } from '../state/command-boxes';
import { useCommandBoxes } from '../state/command-boxes-context';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { takesCommand } from '../state/run-store';
import type { Words } from '../words/words';
import { useTouch } from './focus';
import { Icon } from './icons';
import { type CommandBoxState, useCommandBox } from './use-command-box';

export interface CommandBoxProps {
  /** The lane's name, the one that what is typed is kept under, and its place in the run. */
  readonly name: string;
  readonly id: string;
  readonly index: number;
  readonly lane: LaneTrace;
  /** Admissible in the state that the lane is in now. */
  readonly admissible: readonly string[];
}

/** Fields where a person may be writing something else. */
const WRITING = 'input, select, textarea';

/** Which keys do what just now. */
function hint(
  words: Words['commandBox'],
  box: CommandBoxState,
  history: number,
  touch: boolean,
): string {
  if (touch) return box.list.length > 0 ? words.tap : words.touch;
  if (box.list.length > 0) return box.active === null ? words.choose : words.take;
  if (box.unmatched) return words.unmatched;
  if (box.recalled) return words.recalled;
  if (box.text !== '') return words.typed;
  return history > 0 ? words.history : words.empty;
}

function Completions({ id, name, box }: { id: string; name: string; box: CommandBoxState }) {
  const { commandBox: words } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const { active } = box;
  useEffect(() => {
    if (active !== null) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="completions" role="listbox" id={id} aria-label={words.list(name)} ref={list}>
      {box.list.map((command, place) => (
        <div
          key={command}
          role="option"
          id={`${id}-${place}`}
          tabIndex={-1}
          className="completion"
          aria-selected={place === active}
          // The box keeps the focus, and on a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => box.accept(command)}
          onKeyDown={box.onKeyDown}
        >
          {command}
        </div>
      ))}
    </div>
  );
}

/** Where a person types: a combobox over the admissible commands that takes any other text too. */
export function CommandBox({ name, id: laneId, index, lane, admissible }: CommandBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { commandBox: words } = useWords();
  const { sendCommand } = useActions();
  const enabled = useLab((state) => takesCommand(state.run, index));
  const touch = useTouch();
  const game = useLab((state) => state.run.trace?.settings.game ?? '');
  const boxes = useCommandBoxes();
  const typing = useStore(boxes, (state) => typingOf(state, game, laneId));
  const focusAsked = useStore(boxes, (state) => state.focusAsked);
  const box = useCommandBox({
    admissible,
    typing,
    keep: (change) => boxes.getState().keep(game, laneId, change),
    enabled,
    onSend: (command) => sendCommand(index, command),
  });
  const { list, active } = box;
  const open = list.length > 0;
  useEffect(() => {
    if (!focusAsked || !enabled || !boxes.getState().takeFocus()) return;
    if (!document.activeElement?.matches(WRITING)) input.current?.focus();
  }, [boxes, focusAsked, enabled]);
  return (
    <form
      className="command-box"
      onSubmit={(event) => {
        event.preventDefault();
        box.send();
        input.current?.focus();
      }}
    >
      {open && <Completions id={`${id}-list`} name={name} box={box} />}
      <div className="command-row">
        <span className="prompt" aria-hidden="true">
          {'>'}
        </span>
        <input
          ref={input}
          className="mono"
          type="text"
          role="combobox"
          aria-label={words.command(name)}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={active === null ? undefined : `${id}-list-${active}`}
          aria-describedby={`${id}-hint`}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          readOnly={!enabled}
          value={box.text}
          onChange={(event) => box.type(event.target.value)}
          onKeyDown={box.onKeyDown}
          onBlur={box.closeList}
        />
        <button
          type="button"
          className="button is-square is-plain"
          tabIndex={-1}
          title={words.showNote}
          aria-label={words.show(name)}
          aria-expanded={open}
          aria-disabled={!enabled}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!enabled) return;
            input.current?.focus();
            box.toggleList();
          }}
        >
          <Icon name="list" />
        </button>
        <button type="submit" className="button" aria-disabled={!enabled || box.text.trim() === ''}>
          {words.send}
        </button>
      </div>
      <p className="note" id={`${id}-hint`}>
        {lane.outcome === 'running' ? hint(words, box, typing.sent.length, touch) : words.ended}
      </p>
    </form>
  );
}
