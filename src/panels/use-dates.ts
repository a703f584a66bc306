import { useLanguage } from '../state/language-context';
import type { Language } from '../words/words';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeZone: 'UTC' }),
};

/** Days of ISO dates in the language of the page: one, or from the first to the last. */
export function useDates(): (dates: readonly string[]) => string {
  const format = FORMATS[useLanguage().language];
  return (dates) => {
    const sorted = dates.toSorted();
    const days = [...sorted.slice(0, 1), ...sorted.slice(-1)].map((date) =>
      format.format(new Date(date)),
    );
    return [...new Set(days)].join(' – ');
  };
}
