/** The page's texts by language. A text with figures in it is a function. The types let none be missing. */
import { ENGLISH } from './english/english';

export type Words = typeof ENGLISH;

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

/** English is there at once; another language comes when it is asked for. */
export async function loadWords(language: Language): Promise<Words> {
  if (language === 'en') return ENGLISH;
  return (await import('./chinese/chinese')).CHINESE;
}

export type BatchTexts = typeof import('./english/batch-texts').batchTexts;

/** What the Batch tab says. Rejects where it cannot be fetched. */
export async function loadBatchTexts(language: Language): Promise<BatchTexts> {
  if (language === 'en') return (await import('./english/batch-texts')).batchTexts;
  return (await import('./chinese/batch-texts')).batchTexts;
}

export type FigureTexts = typeof import('./english/figures').figures;
/** The figures that have a definition. */
export type FigureTerm = keyof FigureTexts;

/** What the figures show and how it is computed: fetched when one is asked for. Rejects where it cannot be. */
export async function loadFigureTexts(language: Language): Promise<FigureTexts> {
  if (language === 'en') return (await import('./english/figures')).figures;
  return (await import('./chinese/figures')).figures;
}
