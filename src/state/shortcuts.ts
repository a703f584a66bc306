/** Keys that act wherever the focus is, unless it is where the key means something already. */
export type Shortcut =
  | 'run'
  | 'step'
  | 'back'
  | 'forth'
  | 'first'
  | 'last'
  | 'tab-before'
  | 'tab-after'
  | 'theme'
  | 'help'
  | { readonly lane: number };

const KEYS: Readonly<Record<string, Shortcut>> = {
  ' ': 'run',
  '.': 'step',
  ArrowLeft: 'back',
  ArrowRight: 'forth',
  Home: 'first',
  End: 'last',
  '[': 'tab-before',
  ']': 'tab-after',
  t: 'theme',
  '?': 'help',
  '1': { lane: 0 },
  '2': { lane: 1 },
  '3': { lane: 2 },
  '4': { lane: 3 },
};

/** Fields that take letters: no key is a shortcut there. */
const TYPED = 'textarea, select, [contenteditable]:not([contenteditable="false"]), dialog *';
const TYPED_INPUT = 'input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"])';
/** What Space presses. */
const PRESSED = 'button, a[href], input, summary, [role="tab"], [role="button"], [role="radio"]';
/** What the arrows move in. */
const MOVED = 'input, [role="tab"], [role="radio"], [role="slider"], [role="gridcell"]';
/** What Home and End move in. */
const ENDED = `${MOVED}, [role="listbox"], [role="listbox"] *`;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
}

/** What a key does where the focus is on `target`; null: nothing of ours. */
export function shortcutOf(
  event: Pressed,
  target: { matches(selectors: string): boolean },
): Shortcut | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const found = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (found === undefined || target.matches(TYPED) || target.matches(TYPED_INPUT)) return null;
  if (found === 'run' && target.matches(PRESSED)) return null;
  if ((found === 'back' || found === 'forth') && target.matches(MOVED)) return null;
  if ((found === 'first' || found === 'last') && target.matches(ENDED)) return null;
  return found;
}

const STORED = 'interlat-lab-shortcuts';

/** Off where a person turned them off (WCAG 2.1.4). */
export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers it where the browser allows. */
export function keepShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
