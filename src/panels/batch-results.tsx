import { useId, useMemo, useState } from 'react';
import type { BatchFile } from '../lab/batch-file';
import type { SenderView } from '../lab/sender-views';
import { formatCount } from '../plots/format';
import { PAPER_PAIRS } from '../shared/paper-tables';
import { nameOf } from '../state/batch-choices';
import { useBatch } from '../state/batch-context';
import { missingGames } from '../state/batch-games';
import { conditionsIn, type NamedTable, tablesOf } from '../state/batch-tables';
import { splitChoices, viewsOf } from '../state/batch-view';
import { useBatchWords } from '../state/use-batch-words';
import type { FigureTerm } from '../words/words';
import { BatchCompare } from './batch-compare';
import { BatchEpisodes } from './batch-episodes';
import { BatchPlots } from './batch-plots';
import { BatchSave } from './batch-save';
import { BatchSource } from './batch-source';
import { BatchTable } from './batch-table';
import { Choice } from './choice';
import { Figure, openerOf } from './figure';

const USUAL = '';
const FILES = 'files';

const DEFINITIONS: Readonly<Record<NamedTable['key'], FigureTerm>> = {
  channels: 'batchTable',
  compression: 'batchTable',
  tasks: 'batchGroups',
  rooms: 'batchGroups',
  ranks: 'batchGroups',
  exploration: 'batchExploration',
  breadth: 'batchBreadth',
};

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="batch-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

interface TablesProps {
  readonly batch: BatchFile;
  readonly view: SenderView;
  readonly tables: readonly NamedTable[];
  readonly onSelect: (condition: string) => void;
}

function Tables({ batch, view, tables, onSelect }: TablesProps) {
  const { batch: all, batchReport } = useBatchWords();
  const { columns, conditions } = batchReport;
  const paper = new Map(
    PAPER_PAIRS.flatMap((pair) => [
      [columns.paper(pair), `${pair}, %`] as const,
      [columns.paperSeconds(pair), `${pair}, s`] as const,
    ]),
  );
  const ids = new Map(
    conditionsIn(batch, view).map(({ id, condition }) => [nameOf(condition, conditions), id]),
  );
  const opener = openerOf(ids, onSelect);
  return (
    <>
      {tables.map(({ key, table }) => (
        <Figure
          key={key}
          title={table.title}
          definition={DEFINITIONS[key]}
          subtitle={table.subtitle}
          source={<BatchSource batch={batch} />}
          table={null}
          shown={{
            columns: table.columns,
            rows: table.rows,
            drawn: (
              <>
                <BatchTable
                  table={table}
                  paper={paper}
                  paperName={all.results.paper}
                  opener={opener}
                />
                <Notes notes={table.notes} />
              </>
            ),
          }}
        />
      ))}
    </>
  );
}

/** That games which the result names are not here. */
function MissingGames({ settings }: Pick<BatchFile, 'settings'>) {
  const words = useBatchWords().batch.results;
  const missing = useBatch((state) => missingGames(settings, state.games).length);
  if (settings.games.kind !== 'files' || missing === 0) return null;
  const all = formatCount(settings.games.names.length);
  return <p className="note batch-missing">{words.missing(formatCount(missing), all)}</p>;
}

/** Tables, plots, single games, another result beside it, and files of a batch. */
export function BatchResultsPart({ batch }: { batch: BatchFile }) {
  const { batch: words, batchReport } = useBatchWords();
  const views = viewsOf(batch);
  const splits = splitChoices(batch).map((split) => split ?? FILES);
  const [wantedView, setView] = useState<SenderView | null>(null);
  const [wantedSplit, setSplit] = useState<string | null>(null);
  const [baseline, setBaseline] = useState(USUAL);
  const [selected, select] = useState<string | null>(null);
  const [asked, ask] = useState(0);
  const open = (condition: string): void => {
    select(condition);
    ask(asked + 1);
  };
  const baselineField = useId();
  const view = views.find((one) => one === wantedView) ?? views[0] ?? 'scout';
  const split = splits.find((one) => one === wantedSplit) ?? splits[0] ?? FILES;
  const chosen = baseline === USUAL ? null : baseline;
  const tables = useMemo(
    () => tablesOf(batch, view, chosen, batchReport),
    [batch, view, chosen, batchReport],
  );
  const names: Readonly<Record<string, string>> = batchReport.splits;
  if (batch.lines.length === 0) {
    return <p className="empty">{words.results.empty}</p>;
  }
  const drawnSplit = split === FILES ? null : split;
  return (
    <section className="batch-results" aria-label={words.results.title}>
      <div className="batch-choosers">
        {views.length > 1 && (
          <Choice
            legend={words.results.view}
            options={views.map((one) => ({ value: one, label: batchReport.views[one] }))}
            value={view}
            onChange={setView}
          />
        )}
        {splits.length > 1 && (
          <Choice
            legend={words.results.split}
            options={splits.map((one) => ({ value: one, label: names[one] ?? one }))}
            value={split}
            onChange={setSplit}
          />
        )}
        <div className="field">
          <label className="field-name" htmlFor={baselineField}>
            {words.results.baseline}
          </label>
          <select
            id={baselineField}
            value={baseline}
            onChange={({ target }) => setBaseline(target.value)}
          >
            <option value={USUAL}>{words.results.usual}</option>
            {conditionsIn(batch, view).map(({ message, condition }) => (
              <option key={message} value={message}>
                {nameOf(condition, batchReport.conditions)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <MissingGames settings={batch.settings} />
      <Tables batch={batch} view={view} tables={tables.slice(0, 2)} onSelect={open} />
      <BatchPlots
        batch={batch}
        view={view}
        split={drawnSplit}
        selected={selected}
        onSelect={open}
      />
      <BatchEpisodes
        batch={batch}
        view={view}
        split={drawnSplit}
        selected={selected}
        asked={asked}
        onSelect={select}
      />
      <Tables batch={batch} view={view} tables={tables.slice(2)} onSelect={open} />
      <BatchCompare batch={batch} />
      <BatchSave batch={batch} baseline={chosen} />
    </section>
  );
}
