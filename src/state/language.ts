/** Which language the page speaks: what the person chose, else what the browser asks for. */
import { LANGUAGES, type Language } from '../words/words';

const KEY = 'interlat-lab-language';

const isLanguage = (text: string | null): text is Language =>
  LANGUAGES.some((language) => language === text);

/** null where nothing was chosen, or where the browser keeps nothing. */
export function storedLanguage(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

/** `preferred`: the browser's languages, best first, such as `zh-CN`. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split('-');
    if (isLanguage(primary)) return primary;
  }
  return 'en';
}

/** Remembers the language where the browser allows. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
