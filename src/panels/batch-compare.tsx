import { useMemo } from 'react';
import type { ComparedCondition } from '../lab/batch-compare';
import type { BatchFile } from '../lab/batch-file';
import { formatP, formatPoints, formatRate } from '../plots/format';
import { nameOf } from '../state/batch-choices';
import { useBatch, useBatchActions } from '../state/batch-context';
import { compareBatches, otherModels } from '../state/batch-tables';
import { useBatchWords } from '../state/use-batch-words';
import { WatchButton } from './batch-episodes';
import { BatchFileInput } from './batch-file-input';
import { Figure } from './figure';

function Disagreements({ compared }: { compared: ComparedCondition }) {
  const { batch: all, batchReport } = useBatchWords();
  const words = all.compare;
  const { disagreements, condition } = compared;
  const name = `${batchReport.views[condition.view]}: ${nameOf(condition, batchReport.conditions)}`;
  if (disagreements.length === 0) {
    return (
      <p className="note">
        {name}: {words.agree}
      </p>
    );
  }
  return (
    <details>
      <summary>
        {name}: {words.games(`${disagreements.length}`)}
      </summary>
      <ul className="batch-disagreements">
        {disagreements.map(({ game, first, second }) => (
          <li key={game}>
            <span className="mono">{game}</span> {words.here}:{' '}
            {all.episodes.outcomes[first.outcome]} ({first.steps}) · {words.there}:{' '}
            {all.episodes.outcomes[second.outcome]} ({second.steps}) <WatchButton line={first} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Compared({ batch, other, name }: { batch: BatchFile; other: BatchFile; name: string }) {
  const { batch: all, batchReport } = useBatchWords();
  const words = all.compare;
  const rows = useMemo(() => compareBatches(batch, other), [batch, other]);
  const roles = otherModels(batch, other);
  const disagreements = rows.reduce((sum, row) => sum + row.disagreements.length, 0);
  return (
    <>
      <Figure
        title={words.title}
        definition="batchCompare"
        subtitle={words.subtitle(name)}
        sentence={roles.length === 0 ? words.same : words.other(roles.join(', '))}
        table={null}
        {...(rows.length === 0
          ? {}
          : {
              shown: {
                columns: [
                  batchReport.columns.condition,
                  all.results.view,
                  batchReport.columns.games,
                  words.here,
                  words.there,
                  words.difference,
                  words.p,
                  words.disagree,
                ],
                rows: rows.map(({ condition, first, second, difference, pHolm, disagreements }) => [
                  nameOf(condition, batchReport.conditions),
                  batchReport.views[condition.view],
                  difference.games,
                  formatRate(first.success, first.ci95),
                  formatRate(second.success, second.ci95),
                  `${formatPoints(difference.difference)} [${difference.ci95.map(formatPoints).join(', ')}]`,
                  formatP(pHolm),
                  disagreements.length,
                ]),
              },
            })}
      >
        {rows.length === 0 && <p className="empty">{words.none}</p>}
      </Figure>
      {rows.length > 0 && (
        <details>
          <summary>{words.games(`${disagreements}`)}</summary>
          {rows.map((row) => (
            <Disagreements key={row.id} compared={row} />
          ))}
        </details>
      )}
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
