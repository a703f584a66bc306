/** The tables and files of a result, in the words of a language. */

import { breadthTable } from '../lab/batch-breadth-figures';
import { type ComparedCondition, compareResults } from '../lab/batch-compare';
import { conditionId } from '../lab/batch-condition';
import type { BatchPart, BatchResults } from '../lab/batch-figures';
import { type BatchFile, encodeBatch } from '../lab/batch-file';
import { batchAsLatex, batchAsMarkdown, linesAsCsv, methodsParagraph } from '../lab/batch-formats';
import { explorationTable, groupedTable } from '../lab/batch-group-tables';
import { channelsTable, compressionTable, hasPart, type ReportTable } from '../lab/batch-report';
import type { ReportWords } from '../lab/batch-words';
import type { SenderView } from '../lab/sender-views';
import { baselineOf } from './batch-view';

export interface NamedTable {
  readonly key: BatchPart | 'tasks' | 'rooms' | 'ranks' | 'exploration' | 'breadth';
  readonly table: ReportTable;
}

/** The tables of a view that have something to say. `chosen`: the baseline, where a table has it. */
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

export const BATCH_FORMATS = ['json', 'csv', 'markdown', 'latex', 'settings'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

export const EXTENSIONS: Readonly<Record<BatchFormat, string>> = {
  json: 'json',
  csv: 'csv',
  markdown: 'md',
  latex: 'tex',
  settings: 'settings.json',
};

/** `link`: an address of the settings, or null. */
export function batchAs(
  format: BatchFormat,
  batch: BatchFile,
  words: ReportWords,
  link: string | null,
): string {
  switch (format) {
    case 'json':
      return encodeBatch(batch);
    case 'csv':
      return linesAsCsv(batch);
    case 'markdown':
      return batchAsMarkdown(batch, words, link);
    case 'latex':
      return batchAsLatex(batch, words, link);
    case 'settings':
      return `${JSON.stringify(batch.settings, null, 1)}\n`;
  }
}

export const methodsOf = (batch: BatchFile, words: ReportWords, link: string | null): string =>
  methodsParagraph(batch, words, link);

export const compareBatches = (one: BatchResults, other: BatchResults): ComparedCondition[] =>
  compareResults(one, other);

/** Roles whose model files differ. */
export function otherModels(one: BatchFile, other: BatchFile): string[] {
  const roles = new Set([...Object.keys(one.source.models), ...Object.keys(other.source.models)]);
  return [...roles].filter((role) => one.source.models[role] !== other.source.models[role]).sort();
}

/** Of a view, the conditions that can be compared with: id and condition. */
export function baselineChoices({ settings }: BatchResults, view: SenderView) {
  return settings.conditions
    .filter((condition) => condition.view === view)
    .map((condition) => ({ id: conditionId(condition), condition }));
}
