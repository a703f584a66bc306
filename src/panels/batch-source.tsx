import type { BatchFile } from '../lab/batch-file';
import { faultSentences } from '../state/faults';
import { useWords } from '../state/language-context';

/** `wasm · tiny 1a2b3c4d · 2026-11-26`: what made the figures. */
export function BatchSource({ batch }: { batch: BatchFile }) {
  const { source, dates, faults = [] } = batch;
  const { faults: words, language } = useWords();
  const told = faultSentences(faults, ({ done }) => done, words.episode, words);
  const [, hash = ''] = Object.entries(source.models).find(([role]) => role === 'actor') ?? [];
  const parts = [source.backend, `${source.tier} ${hash.slice(0, 8)}`, dates.last.slice(0, 10)];
  return (
    <>
      <p className="source">{parts.join(' · ')}</p>
      {told.length > 0 && <p className="source">{language.sentences(told)}</p>}
    </>
  );
}
