import { useEffect, useState } from 'react';
import { Icon } from '../panels/icons';
import { ShortcutsSheet } from '../panels/shortcuts-sheet';
import { useLabStore } from '../state/lab-context';
import { INSPECTOR_TABS, type LabStore, shownStep } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { keepShortcuts, type Shortcut, shortcutOf, shortcutsOn } from '../state/shortcuts';

interface Reach {
  readonly store: LabStore;
  readonly toggleTheme: () => void;
  readonly help: () => void;
}

function focusLane(lane: number): void {
  document.querySelectorAll<HTMLElement>('.lane [role="listbox"]')[lane]?.focus();
}

function moveTab({ getState }: LabStore, by: number): void {
  const { tab, act } = getState();
  const count = INSPECTOR_TABS.length;
  act.selectTab(INSPECTOR_TABS[(INSPECTOR_TABS.indexOf(tab) + by + count) % count] ?? tab);
}

function perform(shortcut: Shortcut, { store, toggleTheme, help }: Reach): void {
  const state = store.getState();
  const { act } = state;
  if (typeof shortcut === 'object') {
    focusLane(shortcut.lane);
    return;
  }
  const actions: Readonly<Record<Extract<Shortcut, string>, () => void>> = {
    run: () => (state.run.phase === 'playing' ? act.pause() : act.play()),
    step: act.advance,
    back: () => act.selectStep(shownStep(state) - 1),
    forth: () => act.selectStep(shownStep(state) + 1),
    first: () => act.selectStep(0),
    last: () => act.selectStep(Number.POSITIVE_INFINITY),
    'tab-before': () => moveTab(store, -1),
    'tab-after': () => moveTab(store, 1),
    theme: toggleTheme,
    help,
  };
  actions[shortcut]();
}

/** The keys of the page, and the button that lists them. */
export function Shortcuts({ toggleTheme }: { toggleTheme: () => void }) {
  const store = useLabStore();
  const { shortcuts: words } = useWords();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(shortcutsOn);
  useEffect(() => {
    if (!on) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      const shortcut = shortcutOf(event, target);
      if (shortcut === null) return;
      event.preventDefault();
      perform(shortcut, { store, toggleTheme, help: () => setOpen(true) });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on, store, toggleTheme]);
  return (
    <>
      <button
        type="button"
        className="button is-square is-plain shortcuts-open"
        title={words.open}
        aria-label={words.open}
        onClick={() => setOpen(true)}
      >
        <Icon name="keyboard" />
      </button>
      <ShortcutsSheet
        open={open}
        on={on}
        onSwitch={(chosen) => {
          keepShortcuts(chosen);
          setOn(chosen);
        }}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
