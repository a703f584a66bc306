import { useEffect, useId, useRef, useState } from 'react';
import type { BatchFile } from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import type { SenderView } from '../lab/sender-views';
import { formatCount } from '../plots/format';
import { nameOf } from '../state/batch-choices';
import { useBatch, useBatchActions } from '../state/batch-context';
import { conditionsIn } from '../state/batch-tables';
import { useBatchWords } from '../state/use-batch-words';
import { Choice } from './choice';

const PAGE = 20;
const FILTERS = ['all', 'won', 'lost', 'failed'] as const;
type Filter = (typeof FILTERS)[number];

/** Not won is also what failed. */
const keeps = (filter: Filter, { outcome }: BatchLine): boolean => {
  if (filter === 'all') return true;
  return filter === 'failed' ? outcome === 'failed' : (filter === 'won') === (outcome === 'won');
};

/** `g1/dev/kitchen/…` plays at once; an imported game needs its file. */
const isGenerated = ({ split }: BatchLine): boolean => split !== null;

/** A game of a batch, to be played in the lanes. */
export function WatchButton({ line }: { line: BatchLine }) {
  const words = useBatchWords().batch.episodes;
  const { watch } = useBatchActions();
  const here = useBatch(({ games }) => games.some(({ name }) => name === line.game));
  if (!isGenerated(line) && !here) return <span className="note">{words.file}</span>;
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        watch(line);
        const lanes = document.querySelector<HTMLElement>('#lanes');
        // The task and the status stand above the lanes: what the batch recorded is told there.
        (document.querySelector('.headline') ?? lanes)?.scrollIntoView({ block: 'start' });
        lanes?.focus({ preventScroll: true });
      }}
    >
      {words.watch}
    </button>
  );
}

export interface BatchEpisodesProps {
  readonly batch: BatchFile;
  readonly view: SenderView;
  /** Null: imported games. */
  readonly split: string | null;
  readonly selected: string | null;
  /** How often a plot or a table has asked for games: each time they come into view. */
  readonly asked: number;
  /** By the condition's id. */
  readonly onSelect: (condition: string | null) => void;
}

/** The games of one condition, one by one. */
export function BatchEpisodes(props: BatchEpisodesProps) {
  const { batch, view, split, selected, asked, onSelect } = props;
  const { batch: all, batchReport, errors, figure } = useBatchWords();
  const words = all.episodes;
  const [filter, setFilter] = useState<Filter>('all');
  const [shown, setShown] = useState(PAGE);
  const field = useId();
  const section = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another condition the first page
  useEffect(() => setShown(PAGE), [selected]);
  useEffect(() => {
    if (asked === 0) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, [asked]);
  const choices = conditionsIn(batch, view);
  const chosen = choices.find(({ id }) => id === selected);
  const lines = batch.lines.filter((line) => line.condition === chosen?.id && line.split === split);
  const kept = lines.filter((line) => keeps(filter, line));
  const failed = lines.filter(({ outcome }) => outcome === 'failed').length;
  const won = lines.filter(({ outcome }) => outcome === 'won').length;
  const name = chosen ? nameOf(chosen.condition, batchReport.conditions) : '';
  return (
    <section
      className="figure batch-episodes"
      ref={section}
      tabIndex={-1}
      aria-label={chosen ? words.title(name) : words.condition}
    >
      <header>
        <h3>{chosen ? words.title(name) : words.condition}</h3>
        <p>{chosen ? words.subtitle(formatCount(won), formatCount(lines.length)) : words.choose}</p>
      </header>
      <div className="batch-choosers">
        <div className="field">
          <label className="field-name" htmlFor={field}>
            {words.condition}
          </label>
          <select
            id={field}
            value={chosen?.id ?? ''}
            onChange={({ target }) => onSelect(target.value === '' ? null : target.value)}
          >
            <option value="">–</option>
            {choices.map(({ id, condition }) => (
              <option key={id} value={id}>
                {nameOf(condition, batchReport.conditions)}
              </option>
            ))}
          </select>
        </div>
        {chosen && (
          <Choice
            legend={words.only}
            options={FILTERS.filter((value) => value !== 'failed' || failed > 0).map((value) => ({
              value,
              label: words.filters[value],
            }))}
            value={filter}
            onChange={setFilter}
          />
        )}
      </div>
      {chosen && kept.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: no landmark inside one
        <section
          role="group"
          className="table-scroll"
          aria-label={figure.table(words.title(name))}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{words.game}</th>
                <th scope="col">{words.outcome}</th>
                <th scope="col" data-number>
                  {words.steps}
                </th>
                <th scope="col" data-number>
                  {words.positions}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{words.watch}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {kept.slice(0, shown).map((line) => (
                <tr key={line.game}>
                  <td className="mono">{line.game}</td>
                  <td>
                    {words.outcomes[line.outcome]}
                    {line.failure !== null && (
                      <span className="batch-failure">
                        {errors.told(line.failure.code, line.failure.message)}
                      </span>
                    )}
                  </td>
                  <td data-number>{line.steps}</td>
                  <td data-number>{line.messageLength ?? '–'}</td>
                  <td>
                    <WatchButton line={line} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {kept.length > shown && (
        <button type="button" className="link" onClick={() => setShown(shown + PAGE)}>
          {words.more(formatCount(Math.min(PAGE, kept.length - shown)))}
        </button>
      )}
    </section>
  );
}
