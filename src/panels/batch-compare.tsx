import { Fragment, useMemo } from 'react';
import type { ComparedCondition } from '../lab/batch-compare';
import type { BatchFile } from '../lab/batch-file';
import { useBatch, useBatchActions } from '../state/batch-context';
import { compareBatches, comparedNameOf } from '../state/batch-tables';
import { useBatchWords } from '../state/use-batch-words';
import { WatchButton } from './batch-episodes';
import { BatchFileInput } from './batch-file-input';
import { Figure } from './figure';

function Disagreements({ compared }: { compared: ComparedCondition }) {
  const { batch, batchReport } = useBatchWords();
  const { line, outcomes } = batchReport.compare;
  const { disagreements } = compared;
  return (
    <details>
      <summary>
        {comparedNameOf(compared, batchReport)}: {batch.compare.games(`${disagreements.length}`)}
      </summary>
      <ul className="batch-disagreements">
        {disagreements.map(({ game, first, second }) => (
          <li key={game}>
            <span className="mono">{game}</span>{' '}
            {line(
              outcomes[first.outcome],
              `${first.steps}`,
              outcomes[second.outcome],
              `${second.steps}`,
            )}{' '}
            <WatchButton line={first} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Compared({ batch, other, name }: { batch: BatchFile; other: BatchFile; name: string }) {
  const { batch: words, batchReport } = useBatchWords();
  const { warning, differences, views } = useMemo(
    () => compareBatches(batch, other, name, batchReport),
    [batch, other, name, batchReport],
  );
  return (
    <>
      <h3>{words.compare.title}</h3>
      {warning !== null && (
        <p className="note">
          <strong>{warning}</strong>
        </p>
      )}
      <ul className="batch-notes">
        {differences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {views.length === 0 && <p className="empty">{batchReport.compare.none}</p>}
      {views.map(({ view, table, rows }) => {
        const disagreeing = rows.filter(({ disagreements }) => disagreements.length > 0);
        const count = disagreeing.reduce((sum, row) => sum + row.disagreements.length, 0);
        return (
          <Fragment key={view}>
            <Figure
              title={table.title}
              definition="batchCompare"
              subtitle={table.subtitle}
              table={null}
              shown={{ columns: table.columns, rows: table.rows }}
            >
              <ul className="batch-notes">
                {table.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Figure>
            {count > 0 && (
              <details>
                <summary>{words.compare.games(`${count}`)}</summary>
                {disagreeing.map((row) => (
                  <Disagreements key={`${row.split} ${row.id}`} compared={row} />
                ))}
              </details>
            )}
          </Fragment>
        );
      })}
    </>
  );
}

/** Another result of the same games: paired differences, and where they disagree game by game. */
export function BatchCompare({ batch }: { batch: BatchFile }) {
  const words = useBatchWords().batch.compare;
  const beside = useBatch((state) => state.beside);
  const { openBeside, closeBeside } = useBatchActions();
  return (
    <section className="batch-compare" aria-label={words.title}>
      {beside === null ? (
        <>
          <h3>{words.title}</h3>
          <p className="note">{words.lead}</p>
        </>
      ) : (
        <Compared batch={batch} other={beside.batch} name={beside.name} />
      )}
      <div className="batch-actions">
        <BatchFileInput label={words.open} onFile={openBeside} />
        {beside !== null && (
          <button type="button" className="button" onClick={closeBeside}>
            {words.close}
          </button>
        )}
      </div>
    </section>
  );
}
