import { use } from 'react';
import { type BatchTexts, type Language, loadBatchTexts, type Words } from '../words/words';
import { useLanguage } from './language-context';

/** Fetched once. English where the texts of another language could not be. */
const ASKED = new Map<Language, Promise<BatchTexts>>();

function textsIn(language: Language): Promise<BatchTexts> {
  const known = ASKED.get(language);
  if (known) return known;
  const asked = loadBatchTexts(language).catch(() => loadBatchTexts('en'));
  // Whoever waits hears of it first, from this very promise; the next one asks anew.
  asked.catch(() => setTimeout(() => ASKED.delete(language), 500));
  ASKED.set(language, asked);
  return asked;
}

/** What the page says and what its Batch tab says. Suspends until that is there. */
export function useBatchWords(): Words & BatchTexts {
  const { language, words } = useLanguage();
  return { ...words, ...use(textsIn(language)) };
}
