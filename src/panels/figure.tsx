import { type ReactNode, useId, useRef, useState } from 'react';
import { formatCount } from '../plots/format';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import type { FigureTerm } from '../words/words';
import { FigureDefinition } from './figure-definition';
import { SaveMenu } from './save-menu';

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a row opens, by its first cell; null where it opens nothing. */
  readonly opener?: (name: string) => (() => void) | null;
}

export interface ShownTable extends FigureTable {
  /** How it is drawn, where not like any table. */
  readonly drawn?: ReactNode;
}

export interface FigureProps {
  readonly title: string;
  /** What is plotted, with its formula and source: an entry of src/words/english/figures.ts. */
  readonly definition: FigureTerm;
  /** What is measured, with its unit. */
  readonly subtitle: string;
  readonly children?: ReactNode;
  /** One sentence made from the measured values; empty before there are any. */
  readonly sentence?: string;
  /** The same figures as text; null before there are any. */
  readonly table: FigureTable | null;
  /** Every value that is drawn, where the table would be too long for the page: what is saved as CSV. */
  readonly values?: FigureTable;
  /** A figure that is a table in itself, instead of a plot with its table behind it. */
  readonly shown?: ShownTable;
  /** What the figures come from: the role of a model of this run, or a source of their own. */
  readonly model?: 'sender' | 'actor';
  readonly source?: ReactNode;
}

/** Opens what `ids` has under a row's name. */
export function openerOf(ids: ReadonlyMap<string, string>, onOpen: (id: string) => void) {
  return (name: string): (() => void) | null => {
    const id = ids.get(name);
    return id === undefined ? null : () => onOpen(id);
  };
}

/** The name of a row, which may open something. */
export function RowName({ name, open }: { name: string; open: (() => void) | null }) {
  if (open === null) return name;
  return (
    <button type="button" className="link" onClick={open}>
      {name}
    </button>
  );
}

function TableOf({ columns, rows, opener, name }: FigureTable & { name: string }) {
  const words = useWords().figure;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a group, as figures may be called the same: no landmark
    <section role="group" className="table-scroll" aria-label={words.table(name)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" data-number={typeof rows[0]?.[index] === 'number'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\t')}>
              {row.map((cell, index) => (
                <td key={columns[index]} data-number={typeof cell === 'number'}>
                  {typeof cell === 'number' ? (
                    formatCount(cell)
                  ) : (
                    <RowName name={cell} open={(index === 0 && opener?.(cell)) || null} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `live · webgpu · model 1a2b3c4d`: what made the figures. */
function Source({ model }: { model: 'sender' | 'actor' }) {
  const words = useWords().figure;
  const source = useLab((state) => state.run.trace?.source);
  if (source === undefined) return null;
  const hash = source.models[model]?.slice(0, 8);
  const parts = [words.kinds[source.kind], source.backend, hash && words.model(hash)].filter(
    Boolean,
  );
  return <p className="source">{parts.join(' · ')}</p>;
}

/** A figure with its title, its sentence, and its table behind it. */
export function Figure(props: FigureProps) {
  const {
    title,
    definition,
    subtitle,
    children,
    sentence = '',
    table,
    values,
    shown,
    model,
    source,
  } = props;
  const words = useWords().figure;
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  const figure = useRef<HTMLElement>(null);
  const tabular = asTable && table !== null;
  return (
    <figure ref={figure} className="figure" aria-labelledby={heading}>
      <figcaption>
        <div className="figure-title">
          <h3 id={heading}>{title}</h3>
          <FigureDefinition of={definition} title={title} />
        </div>
        <p>{subtitle}</p>
      </figcaption>
      {tabular ? <TableOf {...table} name={title} /> : children}
      {tabular && values && <p className="note">{words.inCsv(formatCount(values.rows.length))}</p>}
      {shown !== undefined && (shown.drawn ?? <TableOf {...shown} name={title} />)}
      {sentence !== '' && <p className="sentence">{sentence}</p>}
      <div className="figure-foot">
        {source}
        {model !== undefined && <Source model={model} />}
        <span className="figure-ways">
          {(table ?? shown) && (
            <SaveMenu
              figure={figure}
              title={title}
              subtitle={subtitle}
              sentence={sentence}
              table={values ?? table ?? shown ?? null}
            />
          )}
          {table !== null && (
            <button
              type="button"
              className="link"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {words.asTable}
            </button>
          )}
        </span>
      </div>
    </figure>
  );
}
