/** The tables and files of a result, in the words of a language. */

import { breadthTable } from '../lab/batch-breadth-figures';
import { type ComparedCondition, type ComparedView, compareResults } from '../lab/batch-compare';
import { comparedName, comparedTable } from '../lab/batch-compare-report';
import { conditionId, messageId } from '../lab/batch-condition';
import { differenceTexts } from '../lab/batch-differences';
import { type BatchPart, type BatchResults, baselineOf } from '../lab/batch-figures';
import { type BatchFile, encodeBatch } from '../lab/batch-file';
import { batchAsLatex, batchAsMarkdown, linesAsCsv } from '../lab/batch-formats';
import { explorationTable, groupedTable } from '../lab/batch-group-tables';
import { methodsParagraph, type ReportChoice } from '../lab/batch-methods';
import { channelsTable, compressionTable, hasPart, type ReportTable } from '../lab/batch-report';
import { tablesAsCsv } from '../lab/batch-table-csv';
import type { ReportWords } from '../lab/batch-words';
import type { SenderView } from '../lab/sender-views';

export interface NamedTable {
  readonly key: BatchPart | 'tasks' | 'rooms' | 'ranks' | 'exploration' | 'breadth';
  readonly table: ReportTable;
}

/** The tables of a view that have something to say. `chosen`: the baseline’s message by its id, where a table has it. */
export function tablesOf(
  results: BatchResults,
  view: SenderView,
  chosen: string | null,
  words: ReportWords,
): NamedTable[] {
  const choice = (part: BatchPart) => ({ view, baseline: baselineOf(results, view, part, chosen) });
  const tables: NamedTable[] = [];
  if (hasPart(results, view, 'channels')) {
    tables.push({ key: 'channels', table: channelsTable(results, choice('channels'), words) });
  }
  if (hasPart(results, view, 'compression')) {
    const table = compressionTable(results, choice('compression'), words);
    tables.push({ key: 'compression', table });
  }
  for (const key of ['tasks', 'rooms', 'ranks'] as const) {
    const table = groupedTable(results, view, key, words);
    if (table !== null) tables.push({ key, table });
  }
  tables.push({ key: 'exploration', table: explorationTable(results, view, words) });
  const breadth = breadthTable(results, view, words);
  return breadth === null ? tables : [...tables, { key: 'breadth', table: breadth }];
}

export const BATCH_FORMATS = ['json', 'csv', 'csvTables', 'markdown', 'latex', 'settings'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

export const EXTENSIONS: Readonly<Record<BatchFormat, string>> = {
  json: 'json',
  csv: 'csv',
  csvTables: 'tables.csv',
  markdown: 'md',
  latex: 'tex',
  settings: 'settings.json',
};

/** `about`: see `ReportChoice`. */
export function batchAs(
  format: BatchFormat,
  batch: BatchFile,
  words: ReportWords,
  about: ReportChoice,
): string {
  switch (format) {
    case 'json':
      return encodeBatch(batch);
    case 'csv':
      return linesAsCsv(batch);
    case 'csvTables':
      return tablesAsCsv(batch, words, about.baseline ?? null);
    case 'markdown':
      return batchAsMarkdown(batch, words, about);
    case 'latex':
      return batchAsLatex(batch, words, about);
    case 'settings':
      return `${JSON.stringify(batch.settings, null, 1)}\n`;
  }
}

export const methodsOf = (batch: BatchFile, words: ReportWords, about: ReportChoice): string =>
  methodsParagraph(batch, words, about);

export interface ComparedBatches {
  /** That the games were not played alike; null where they were. */
  readonly warning: string | null;
  /** What else differs, a sentence each. */
  readonly differences: readonly string[];
  readonly views: readonly (ComparedView & { readonly table: ReportTable })[];
}

/** `name`: of the other result. */
export function compareBatches(
  one: BatchFile,
  other: BatchFile,
  name: string,
  words: ReportWords,
): ComparedBatches {
  const { warning, rest } = differenceTexts(one, other, words);
  const views = compareResults(one, other).map((view) => ({
    ...view,
    table: comparedTable(view, name, words),
  }));
  return { warning, differences: rest, views };
}

export const comparedNameOf = (row: ComparedCondition, words: ReportWords): string =>
  comparedName(row, words);

/** A view's conditions, each with its id and with its message's, by which a baseline is named. */
export function conditionsIn({ settings }: BatchResults, view: SenderView) {
  return settings.conditions
    .filter((condition) => condition.view === view)
    .map((condition) => ({
      id: conditionId(condition),
      message: messageId(condition.message),
      condition,
    }));
}
