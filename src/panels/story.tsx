import { Suspense, useEffect, useRef, useState } from 'react';
import { useWords } from '../state/language-context';
import { lazyPart } from './part-boundary';

// Without the code of a part the rest of the page goes on.
const Article = lazyPart(async () => (await import('./article')).Article);
const MindReading = lazyPart(async () => (await import('./mind-reading')).MindReading);

/** Whether the element has come near the window, or has the focus: then it stays. */
function useNear(): [React.RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const own = element.current;
    if (own === null || near) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '30% 0%' },
    );
    // Too late for this print, in time for the next.
    const load = (): void => setNear(true);
    window.addEventListener('beforeprint', load);
    observer.observe(own);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', load);
    };
  }, [near]);
  return [element, near];
}

/** Under the lab: the article and the mind-reading game; their code is loaded when they come near. */
export function Story() {
  const { article: words } = useWords();
  const [element, near] = useNear();
  return (
    <section className="article" aria-labelledby="article-title" ref={element}>
      <header className="article-head">
        <h2 id="article-title">{words.title}</h2>
        <p>{words.lead}</p>
      </header>
      {!near && <p className="print-only empty">{words.notPrinted}</p>}
      {near && (
        <Suspense fallback={<p className="empty">{words.loading}</p>}>
          <Article />
          <MindReading />
        </Suspense>
      )}
    </section>
  );
}
