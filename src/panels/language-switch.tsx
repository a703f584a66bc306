import { useState } from 'react';
import { useLanguage, useWords } from '../state/language-context';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../words/words';

/** On phones. */
const SHORT: Readonly<Record<Language, string>> = { en: 'EN', zh: '中文' };
const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** To the next language; it is named in itself. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const { language: words } = useWords();
  const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? language;
  const label = words.switchTo(LANGUAGE_NAMES[next]);
  const [failed, setFailed] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button is-plain language-button"
        title={label}
        aria-label={label}
        onClick={() => void choose(next).then((came) => setFailed(!came))}
      >
        <span lang={TAGS[next]} data-long="">
          {LANGUAGE_NAMES[next]}
        </span>
        <span lang={TAGS[next]} data-short="">
          {SHORT[next]}
        </span>
      </button>
      {failed && (
        <span className="language-failed" role="alert">
          {words.failed(LANGUAGE_NAMES[next])}
        </span>
      )}
    </>
  );
}
