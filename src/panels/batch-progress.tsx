import type { BatchFile } from '../lab/batch-file';
import { formatCount } from '../plots/format';
import { useBatch, useBatchActions } from '../state/batch-context';
import { progressOfBatch } from '../state/batch-progress-view';
import { useBatchWords } from '../state/use-batch-words';

type TimeWords = ReturnType<typeof useBatchWords>['batch']['progress'];

function timeLeft(seconds: number, words: TimeWords): string {
  if (seconds < 90) return words.seconds(`${Math.max(1, Math.round(seconds))}`);
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return words.minutes(`${minutes}`);
  return words.hours(`${Math.floor(minutes / 60)}`, `${minutes % 60}`);
}

/** How far the batch is, how fast it goes, and what can be done with it. */
export function BatchProgressBar({ batch }: { batch: BatchFile }) {
  const words = useBatchWords().batch.progress;
  const phase = useBatch((state) => state.phase);
  const since = useBatch((state) => state.since);
  const lastAt = useBatch((state) => state.lastAt);
  const openedFrom = useBatch((state) => state.openedFrom);
  const kept = useBatch((state) => state.kept);
  const { pause, resume, stop, discard } = useBatchActions();
  const { done, total, failed, perMinute, secondsLeft } = progressOfBatch(batch, since, lastAt);
  const running = phase === 'running';
  const { source } = batch;
  const hashes = Object.entries(source.models).map(([role, hash]) => `${role} ${hash.slice(0, 8)}`);
  const versions = Object.entries(source.versions).map(([name, version]) => `${name} ${version}`);
  const facts = [
    words.label(formatCount(done), formatCount(total)),
    ...(running
      ? [
          perMinute === null
            ? words.rateUnknown
            : words.rate(perMinute.toFixed(perMinute < 10 ? 1 : 0)),
        ]
      : []),
    ...(running && secondsLeft !== null ? [words.left(timeLeft(secondsLeft, words))] : []),
    ...(failed > 0 ? [words.failed(formatCount(failed))] : []),
  ];
  return (
    <section className="batch-progress" aria-label={words.title}>
      <div className="batch-progress-head">
        <p>
          <strong>
            {openedFrom === null
              ? done >= total
                ? words.complete
                : words.phases[phase]
              : words.opened(openedFrom)}
          </strong>{' '}
          <span className="batch-facts">{facts.join(' · ')}</span>
        </p>
        <div className="batch-actions">
          {running && (
            <button type="button" className="button" onClick={pause}>
              {words.pause}
            </button>
          )}
          {phase === 'paused' && (
            <>
              <button type="button" className="button is-strong" onClick={resume}>
                {words.resume}
              </button>
              <button type="button" className="button" onClick={stop}>
                {words.stop}
              </button>
            </>
          )}
          {(phase === 'paused' || phase === 'ended') && (
            <button type="button" className="button" title={words.discardNote} onClick={discard}>
              {words.discard}
            </button>
          )}
        </div>
      </div>
      <progress max={Math.max(total, 1)} value={done} aria-label={facts[0]} />
      <p className="source">
        {words.made(source.tier, hashes.join(', '), source.backend, versions.join(', '))}
      </p>
      {!kept && openedFrom === null && <p className="note">{words.notKept}</p>}
    </section>
  );
}
