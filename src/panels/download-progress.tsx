import { formatMegabytes } from '../plots/format';
import { useActions } from '../state/lab-context';
import type { Loading } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { secondsLeft } from '../state/loading';
import type { Words } from '../words/words';

type Download = Extract<Loading, { kind: 'loading' }>;

/** Above so many seconds minutes are said. */
const MINUTES = 90;

/** `1.2 MB/s · 20 s left`, or why nothing moves; empty where nothing is known. */
export function paceText(loading: Download, words: Words['device']['download']): string {
  if (loading.phase !== 'running') return words[loading.phase];
  const { bytesPerSecond } = loading;
  const left = secondsLeft(loading);
  if (bytesPerSecond === null || left === null || loading.loaded >= loading.total) return '';
  const rest =
    left < MINUTES
      ? words.secondsLeft(`${Math.ceil(left)}`)
      : words.minutesLeft(`${Math.round(left / 60)}`);
  return `${words.speed(formatMegabytes(bytesPerSecond))} · ${rest}`;
}

/** Bytes, speed and remaining time of the models' download, and its pause. */
export function DownloadProgress({ loading }: { readonly loading: Download }) {
  const { statusLine: words, device } = useWords();
  const { pauseLoad, resumeLoad } = useActions();
  const { loaded, total, phase } = loading;
  const amount = total === 0 ? '' : words.amount(formatMegabytes(loaded), formatMegabytes(total));
  const preparing = total > 0 && loaded >= total;
  const pace = paceText(loading, device.download);
  const paused = phase === 'paused';
  return (
    <>
      <label htmlFor="loading-progress">{preparing ? words.starting : words.loading}</label>
      <progress
        id="loading-progress"
        value={total === 0 ? undefined : loaded}
        max={total === 0 ? undefined : total}
        aria-valuetext={[amount, pace].filter(Boolean).join(', ')}
      />
      {pace !== '' && <span className="pace">{pace}</span>}
      <span className="amount">{amount}</span>
      {total > 0 && !preparing && (
        <button type="button" className="button" onClick={paused ? resumeLoad : pauseLoad}>
          {paused ? device.download.resume : device.download.pause}
        </button>
      )}
    </>
  );
}
