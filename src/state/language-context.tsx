/** The language of the page, for everything that is drawn. Without a provider it is English. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { ENGLISH } from '../words/english/english';
import { type Language, loadWords, type Words } from '../words/words';
import { keepLanguage, languageOf, storedLanguage } from './language';

/** A language with its texts. */
export interface Spoken {
  readonly language: Language;
  readonly words: Words;
}

interface Speaking extends Spoken {
  /** False where its texts could not be fetched: the page stays as it is. */
  readonly choose: (language: Language) => Promise<boolean>;
}

const IN_ENGLISH: Spoken = { language: 'en', words: ENGLISH };

const LanguageContext = createContext<Speaking>({ ...IN_ENGLISH, choose: async () => false });

const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** English where the texts of another language could not be fetched. */
async function speak(language: Language): Promise<Spoken> {
  try {
    return { language, words: await loadWords(language) };
  } catch {
    return IN_ENGLISH;
  }
}

/** What the person chose before, else what the browser asks for. */
export function firstSpoken(): Promise<Spoken> {
  return speak(storedLanguage() ?? languageOf(navigator.languages));
}

export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = TAGS[spoken.language];
  }, [spoken.language]);
  const speaking = useMemo(
    () => ({
      ...spoken,
      choose: async (chosen: Language) => {
        const next = await speak(chosen);
        if (next.language !== chosen) return false;
        keepLanguage(chosen);
        setSpoken(next);
        return true;
      },
    }),
    [spoken],
  );
  return <LanguageContext value={speaking}>{children}</LanguageContext>;
}

export function useLanguage(): Speaking {
  return useContext(LanguageContext);
}

/** What the page says, in its language. */
export function useWords(): Words {
  return useContext(LanguageContext).words;
}
