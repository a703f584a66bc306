import { useEffect, useRef } from 'react';
import type { BatchFile } from '../lab/batch-file';
import { formatCount } from '../plots/format';
import { useBatch, useBatchActions } from '../state/batch-context';
import { isPlaying, plannedEpisodesOf } from '../state/batch-data';
import { missingGames } from '../state/batch-games';
import { progressOfBatch } from '../state/batch-progress-view';
import { hindranceOf } from '../state/batch-source-of';
import { useLab } from '../state/lab-context';
import { useBatchWords } from '../state/use-batch-words';
import { AskFirst } from './ask-first';

type TimeWords = ReturnType<typeof useBatchWords>['batch']['progress'];

function timeLeft(seconds: number, words: TimeWords): string {
  if (seconds < 90) return words.seconds(`${Math.max(1, Math.round(seconds))}`);
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return words.minutes(`${minutes}`);
  return words.hours(`${Math.floor(minutes / 60)}`, `${minutes % 60}`);
}

/** Seconds as they are written: coarser the more there are, so that they do not flicker. */
const steady = (seconds: number): number => (seconds < 20 ? seconds : 5 * Math.round(seconds / 5));

/** What can be done with the batch; whatever is pressed, the focus stays among these. */
function Ways({ batch, left }: { batch: BatchFile; left: number }) {
  const words = useBatchWords().batch.progress;
  const phase = useBatch((state) => state.phase);
  const openedFrom = useBatch((state) => state.openedFrom);
  const aside = useBatch((state) => state.aside);
  const missing = useBatch((state) => missingGames(batch.settings, state.games).length);
  const ready = useLab((state) => state.loading.kind === 'ready');
  const hindrance = useLab((state) => hindranceOf(batch, state.loading));
  const { pause, resume, stop, discard, closeFile, replayFailed } = useBatchActions();
  const ways = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const opened = openedFrom !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what can be pressed changes with these
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) {
      ways.current?.querySelector('button')?.focus();
    }
  }, [phase, openedFrom]);
  useEffect(
    () => () => {
      // The batch is gone, and the buttons with it: the focus goes to the next one.
      if (!pressed.current || document.activeElement !== document.body) return;
      document
        .getElementById('batch-start')
        ?.querySelector('button')
        ?.focus({ preventScroll: true });
    },
    [],
  );
  const still = phase === 'paused' || phase === 'ended';
  const failed = batch.lines.filter(({ outcome }) => outcome === 'failed').length;
  const lost = (lines: number): string | null =>
    lines === 0 ? null : words.forgets(formatCount(lines));
  const onward = phase === 'paused' ? words.resume : words.rest(formatCount(left));
  const can = ready && missing === 0 && hindrance === null;
  return (
    <div
      ref={ways}
      className="batch-actions"
      onClickCapture={() => {
        pressed.current = true;
      }}
    >
      {isPlaying(phase) && (
        <button
          key="go"
          type="button"
          className="button"
          aria-disabled={phase === 'stopping'}
          onClick={pause}
        >
          {words.pause}
        </button>
      )}
      {still && left > 0 && (
        <AskFirst
          key="go"
          className={phase === 'paused' ? 'button is-strong' : 'button'}
          disabled={!can}
          label={onward}
          question={opened ? lost(aside?.batch.lines.length ?? 0) : null}
          yes={words.restAndForget}
          no={words.keep}
          onDo={resume}
        />
      )}
      {(phase === 'running' || phase === 'paused') && (
        <button type="button" className="button" onClick={stop}>
          {words.stop}
        </button>
      )}
      {still && !opened && failed > 0 && (
        <button
          type="button"
          className="button"
          aria-disabled={!can}
          onClick={() => {
            if (can) replayFailed();
          }}
        >
          {words.replayFailed(formatCount(failed))}
        </button>
      )}
      {still && opened && (
        <button type="button" className="button" onClick={closeFile}>
          {words.closeFile}
        </button>
      )}
      {still && !opened && (
        <AskFirst
          label={words.discard}
          question={lost(batch.lines.length)}
          yes={words.discardAll}
          no={words.keep}
          onDo={discard}
        />
      )}
      {still && left > 0 && hindrance !== null && (
        <span className="note">{words.hindered(words.differences[hindrance])}</span>
      )}
    </div>
  );
}

/** How far the batch is, how fast it goes, and what can be done with it. */
export function BatchProgressBar({ batch }: { batch: BatchFile }) {
  const words = useBatchWords().batch.progress;
  const phase = useBatch((state) => state.phase);
  const since = useBatch((state) => state.since);
  const lastAt = useBatch((state) => state.lastAt);
  const openedFrom = useBatch((state) => state.openedFrom);
  const kept = useBatch((state) => state.kept);
  const aside = useBatch((state) => state.aside);
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
    ...(running && secondsLeft !== null ? [words.left(timeLeft(steady(secondsLeft), words))] : []),
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
        <Ways batch={batch} left={total - done} />
      </div>
      <progress max={Math.max(total, 1)} value={done} aria-label={facts[0]} />
      <p className="source">
        {words.made(source.tier, hashes.join(', '), source.backend, versions.join(', '))}
      </p>
      {aside !== null && (
        <p className="note">
          {words.aside(
            formatCount(aside.batch.lines.length),
            formatCount(plannedEpisodesOf(aside.batch.settings)),
          )}
        </p>
      )}
      {!kept && openedFrom === null && <p className="note">{words.notKept}</p>}
    </section>
  );
}
