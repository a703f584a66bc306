import { useState } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { shownSpeed } from '../state/speed-state';

const HASH_DIGITS = 8;
/** One object: another each time would be a change each time. */
const NONE = { kind: 'none' } as const;

/** The benchmark: what was measured here, and by which browser; as a table and as Markdown. */
export function Benchmark() {
  const { speed: words } = useWords();
  const loading = useLab((state) => state.loading);
  const state = useLab(({ speed }) => speed ?? NONE);
  const { measureSpeed } = useActions();
  const [copied, setCopied] = useState<boolean | null>(null);
  const ready = loading.kind === 'ready' ? loading : null;
  const running = ready !== null && state.kind === 'running';
  const measured = ready !== null && state.kind === 'measured' ? state : null;
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
            disabled={running}
            onClick={() => {
              setCopied(null);
              measureSpeed();
            }}
          >
            {measured ? words.again : words.run}
          </button>
          {measured && (
            <button type="button" className="button" onClick={() => void copy()}>
              {words.copy}
            </button>
          )}
          <span role="status" className="note">
            {running && words.running(`${state.done}`, `${state.total}`)}
            {copied !== null && (copied ? words.copied : words.notCopied)}
          </span>
        </p>
      )}
      {ready !== null && state.kind === 'failed' && (
        <p>{words.failed(state.message ?? words.stopped)}</p>
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
