import { useState } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { shownSpeed } from '../state/shown-speed';
import { finishedSpeed, NO_SPEED, type SpeedEnd } from '../state/speed-state';
import type { Words } from '../words/words';

const HASH_DIGITS = 8;

/** Why there is no new benchmark, and what to do. `button`: the one that starts it. */
export function endText(why: SpeedEnd, button: string, { speed: words, errors }: Words): string {
  if (why.kind !== 'error') return words.ends[why.kind](button);
  const { code, message } = why.error;
  if (code === 'worker-stopped') return words.workerStopped(button);
  return code === 'gpu-lost' ? words.gpuLost(button) : errors.told(code, message);
}

/** Which part is measured. */
function progressText(done: number, total: number, words: Words['speed']): string {
  if (done >= total) return words.finishing;
  return words.running(done === 0 ? null : `${done + 1}`, `${total}`);
}

/** The benchmark: what was measured here, and by which browser; as a table and as Markdown. */
export function Benchmark() {
  const spoken = useWords();
  const { speed: words } = spoken;
  const loading = useLab((state) => state.loading);
  const state = useLab(({ speed }) => speed ?? NO_SPEED);
  const { measureSpeed, stopSpeed } = useActions();
  const [copied, setCopied] = useState<boolean | null>(null);
  const ready = loading.kind === 'ready' ? loading : null;
  const running = ready !== null && state.kind === 'running' ? state : null;
  const measured = ready === null ? null : finishedSpeed(state);
  const button = measured ? words.again : words.run;
  const where =
    ready &&
    measured &&
    words.measuredOn(
      ready.manifest.tier,
      (ready.models.sender ?? '').slice(0, HASH_DIGITS),
      ready.device.device === 'wasm' ? words.wasm : words.webgpu(ready.device.description),
      navigator.userAgent,
      measured.date,
    );
  const shown = measured && where && shownSpeed(measured.speed, where, words.table);
  const copy = async (): Promise<void> => {
    if (!shown) return;
    try {
      await navigator.clipboard.writeText(shown.markdown);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <section aria-labelledby="speed-title">
      <h2 id="speed-title">{words.title}</h2>
      <p className="note">{words.lead}</p>
      {ready === null && <p className="empty">{words.waiting}</p>}
      {ready !== null && (
        <p className="speed-actions">
          <button
            type="button"
            className="button"
            disabled={running !== null}
            onClick={() => {
              setCopied(null);
              measureSpeed();
            }}
          >
            {button}
          </button>
          {running && (
            <button
              type="button"
              className="button"
              disabled={running.stopping}
              onClick={stopSpeed}
            >
              {running.stopping ? words.stopping : words.stop}
            </button>
          )}
          {measured && (
            <button type="button" className="button" onClick={() => void copy()}>
              {words.copy}
            </button>
          )}
          <span role="status" className="note">
            {running && progressText(running.done, running.total, words)}
            {copied !== null && (copied ? words.copied : words.notCopied)}
          </span>
        </p>
      )}
      {ready !== null && state.kind === 'failed' && (
        <p role="alert">{words.failed(endText(state.why, button, spoken))}</p>
      )}
      {measured && state.kind !== 'measured' && (
        <p className="note">{words.earlier(measured.date)}</p>
      )}
      {shown && where && (
        <>
          <p className="note">{where.join(' · ')}</p>
          {ready?.device.software && <p className="note">{words.emulated}</p>}
          <div className="table-scroll">
            <table className="speed-table">
              <thead>
                <tr>
                  <th scope="col">{words.table.what}</th>
                  <th scope="col" className="figure-cell">
                    {words.table.value}
                  </th>
                </tr>
              </thead>
              {shown.groups.map(({ key, title, rows }) => (
                <tbody key={key}>
                  <tr>
                    <th scope="rowgroup" colSpan={2} className="group-cell">
                      {title}
                    </th>
                  </tr>
                  {rows.map((row) => (
                    <tr key={row.key}>
                      <th scope="row">{row.label}</th>
                      <td className="figure-cell">{row.value}</td>
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </div>
        </>
      )}
    </section>
  );
}
