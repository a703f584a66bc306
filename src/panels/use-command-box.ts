import { type KeyboardEvent, useState } from 'react';
import type { Typing } from '../state/command-boxes';
import { completions } from '../state/command-completion';

export interface CommandBoxOptions {
  readonly admissible: readonly string[];
  readonly typing: Typing;
  readonly keep: (change: Partial<Typing>) => void;
  /** Whether a command can be sent now; else what was typed stays. */
  readonly enabled: boolean;
  readonly onSend: (command: string) => void;
}

/** What is in the box, and which keys mean what: see `hint` in command-box.tsx. */
export interface CommandBoxState {
  readonly text: string;
  /** Completions; empty where the list is closed. */
  readonly list: readonly string[];
  /** Place in the list, or null where Enter sends. */
  readonly active: number | null;
  /** Completions were asked for and there are none. */
  readonly unmatched: boolean;
  /** The text was fetched from the history and not changed since. */
  readonly recalled: boolean;
  type(text: string): void;
  accept(command: string): void;
  send(): void;
  toggleList(): void;
  closeList(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * A shell's command line with a combobox's list. Arrows move in the list where it is open; where it
 * is closed, they walk the history from an empty or recalled text and open the list from any other.
 */
export function useCommandBox(options: CommandBoxOptions): CommandBoxState {
  const { admissible, typing, keep, enabled, onSend } = options;
  const { text, sent } = typing;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  /** How far back in the history; 0 is what comes next. */
  const [back, setBack] = useState(0);
  const matches = open && enabled ? completions(text, admissible) : [];
  // Where the text is all that can be meant, there is nothing to choose.
  const list = matches.length === 1 && matches[0] === text ? [] : matches;
  const chosen = active !== null && active < list.length ? active : null;

  const show = (shown: string, listOpen: boolean, historyBack = 0): void => {
    keep({ text: shown });
    setOpen(listOpen);
    setActive(null);
    setBack(historyBack);
  };
  const send = (): void => {
    if (!enabled || text.trim() === '') return;
    onSend(text);
    keep({ sent: [...sent, text] });
    show('', false);
  };
  const recall = (move: number): void => {
    const to = Math.min(sent.length, Math.max(0, back - move));
    show(sent[sent.length - to] ?? '', false, to);
  };
  const moveInList = (move: number): void => {
    const from = chosen ?? (move > 0 ? -1 : list.length);
    const to = from + move;
    setActive(to < 0 || to >= list.length ? null : to);
  };
  const onArrow = (event: KeyboardEvent, move: number): void => {
    event.preventDefault();
    if (list.length > 0) moveInList(move);
    else if (event.altKey) setOpen(true);
    else if (text === '' || back > 0) recall(move);
    else setOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method is composing: its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const offered = list[chosen ?? 0];
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowDown') onArrow(event, 1);
    else if (event.key === 'ArrowUp') onArrow(event, -1);
    else if (event.key === 'Tab' && plain && offered !== undefined) {
      event.preventDefault();
      show(offered, false);
    } else if (event.key === 'Escape' && list.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A key held down sends one command, not a row of them.
      if (event.repeat) return;
      if (chosen !== null && offered !== undefined) show(offered, false);
      else send();
    }
  };
  return {
    text,
    list,
    active: chosen,
    unmatched: open && enabled && matches.length === 0,
    recalled: back > 0,
    type: (typed) => show(typed, typed.trim() !== ''),
    accept: (command) => show(command, false),
    send,
    toggleList: () => {
      setOpen(!open);
      setActive(null);
    },
    closeList: () => setOpen(false),
    onKeyDown,
  };
}
