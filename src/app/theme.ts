/** Light or dark: what the person chose, else what the system asks for. */
export type Theme = 'light' | 'dark';

const KEY = 'interlat-lab-theme';

/** null where nothing was chosen, or where the browser keeps nothing. */
export function storedTheme(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

export function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Before anything is drawn: what the person chose; else the style sheet follows the system. */
export function applyStoredTheme(): void {
  const theme = storedTheme();
  if (theme !== null) applyTheme(theme);
}

/** Shows the theme; remembers it where the browser allows. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

/** Paper is white: while the page is printed its theme is the light one. Call it once, before anything draws. */
export function printInLight(): void {
  const root = document.documentElement;
  let before: string | undefined;
  window.addEventListener('beforeprint', () => {
    before = root.dataset.theme;
    root.dataset.theme = 'light';
  });
  window.addEventListener('afterprint', () => {
    if (before === undefined) delete root.dataset.theme;
    else root.dataset.theme = before;
  });
}
