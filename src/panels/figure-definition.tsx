import { useEffect, useState } from 'react';
import { useLanguage } from '../state/language-context';
import { type FigureTerm, type FigureTexts, loadFigureTexts } from '../words/words';
import { Formula } from './definition';
import { Explanation } from './explanation';

type Loaded =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'present'; readonly texts: FigureTexts };

const LOADING: Loaded = { kind: 'loading' };

/** The figures' definitions in the page's language; they are fetched when the first one is opened. */
function useFigureTexts(asked: boolean): { loaded: Loaded; retry: () => void } {
  const { language } = useLanguage();
  const [loaded, setLoaded] = useState<Loaded>(LOADING);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    const take = (next: Loaded): void => {
      if (wanted) setLoaded(next);
    };
    take(LOADING);
    loadFigureTexts(language).then(
      (texts) => take({ kind: 'present', texts }),
      () => take({ kind: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [asked, language, attempt]);
  return { loaded, retry: () => setAttempt(attempt + 1) };
}

export interface FigureDefinitionProps {
  readonly of: FigureTerm;
  /** Of the figure. */
  readonly title: string;
}

/** Beside a figure's title: what is plotted, by which formula, and whose definition that is. */
export function FigureDefinition({ of, title }: FigureDefinitionProps) {
  const { glossary, language } = useLanguage().words;
  const [asked, setAsked] = useState(false);
  const { loaded, retry } = useFigureTexts(asked);
  return (
    <Explanation name={title} label={glossary.ofFigure(title)} onOpen={() => setAsked(true)}>
      {loaded.kind === 'present' ? (
        <>
          <span>{loaded.texts[of].plotted}</span>
          <Formula text={loaded.texts[of].formula} />
          <span className="definition-source">
            {glossary.source}: {loaded.texts[of].source}
          </span>
        </>
      ) : (
        <span aria-live="polite">
          {language.beforeLink(loaded.kind === 'loading' ? glossary.loading : glossary.failed)}
          {loaded.kind === 'failed' && (
            <button type="button" className="link" onClick={retry}>
              {glossary.retry}
            </button>
          )}
        </span>
      )}
    </Explanation>
  );
}
