import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ReportTable } from '../lab/batch-report';
import { useWords } from '../state/language-context';
import { RowName } from './figure';
import { useWidth } from './use-width';

export interface BatchTableProps {
  readonly table: Pick<ReportTable, 'columns' | 'rows' | 'title'>;
  /** By its heading: a column of the paper's figures, as it is called under the group's heading. */
  readonly paper: ReadonlyMap<string, string>;
  readonly paperName: string;
  /** Opens the games of a row by its name; null where it has none. */
  readonly opener: (name: string) => (() => void) | null;
}

/** `–` says that there is none. */
const NUMBER = /^(?:[<+−–-]?\d.*|–)$/;

/** `61.5 [35.5, 82.3] (12)`: the interval may stand under its value. */
function Cell({ text }: { text: string }): ReactNode {
  const [value = '', ...rest] = text.split(/ (?=[[(])/);
  if (rest.length === 0) return text;
  return (
    <>
      <span>{value}</span> <span className="interval">{rest.join(' ')}</span>
    </>
  );
}

/** Whether a table is wider than its frame and not scrolled to its end. */
function useMore() {
  const [frame, width] = useWidth<HTMLDivElement>();
  const scroller = useRef<HTMLElement>(null);
  const [more, setMore] = useState(false);
  const look = (): void => {
    const { current } = scroller;
    if (current === null) return;
    setMore(current.scrollLeft + current.clientWidth < current.scrollWidth - 1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table's width follows its frame's
  useEffect(look, [width]);
  return { frame, scroller, more, look };
}

/** A table of results: names stay in view, numbers stand under each other, the paper's are apart. */
export function BatchTable({ table, paper, paperName, opener }: BatchTableProps) {
  const words = useWords().figure;
  const { frame, scroller, more, look } = useMore();
  const { columns, rows, title } = table;
  const isNumber = columns.map((_, index) => rows.every((row) => NUMBER.test(row[index] ?? '')));
  const quoted = columns.filter((column) => paper.has(column)).length;
  const own = columns.length - quoted;
  return (
    <div className="result-table" ref={frame} data-more={more}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group, as figures may be called the same */}
      <section
        ref={scroller}
        role="group"
        className="table-scroll"
        aria-label={words.table(title)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
        tabIndex={0}
        onScroll={look}
      >
        <table>
          {quoted > 0 && (
            <colgroup>
              <col span={own} />
              <col span={quoted} className="is-paper" />
            </colgroup>
          )}
          <thead>
            {quoted > 0 && (
              <tr>
                <td colSpan={own} />
                <th scope="colgroup" colSpan={quoted} className="is-paper">
                  {paperName}
                </th>
              </tr>
            )}
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  data-number={isNumber[index]}
                  className={paper.has(column) ? 'is-paper' : undefined}
                >
                  {paper.get(column) ?? column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join('\t')}>
                {row.map((cell, index) => {
                  return index === 0 ? (
                    <th key={columns[index]} scope="row">
                      <RowName name={cell} open={opener(cell)} />
                    </th>
                  ) : (
                    <td
                      key={columns[index]}
                      data-number={isNumber[index]}
                      className={paper.has(columns[index] ?? '') ? 'is-paper' : undefined}
                    >
                      <Cell text={cell} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
