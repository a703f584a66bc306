/** The language of the page, for everything that is drawn. Without a provider it is English. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, WORDS, type Words } from '../words/words';
import { keepLanguage, languageOf, storedLanguage } from './language';

interface Speaking {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<Speaking>({ language: 'en', choose: () => {} });

const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(
    () => storedLanguage() ?? languageOf(navigator.languages),
  );
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
  }, [language]);
  const speaking = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        keepLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={speaking}>{children}</LanguageContext>;
}

export function useLanguage(): Speaking {
  return useContext(LanguageContext);
}

/** What the page says, in its language. */
export function useWords(): Words {
  return WORDS[useLanguage().language];
}
