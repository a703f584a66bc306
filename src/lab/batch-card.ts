/** A batch as a model card has it: what it was played with, and its main tables. Read by models/write_card.py. */
import { sha256 } from '../shared/sha256';
import { breadthTable } from './batch-breadth-figures';
import { conditionsOf, partsOf, usualBaseline } from './batch-figures';
import { type BatchFile, encodeBatch } from './batch-file';
import { tableAsMarkdown } from './batch-formats';
import { explorationTable } from './batch-group-tables';
import { methodsParagraph } from './batch-methods';
import { channelsTable, compressionTable, hasPart, type ReportTable } from './batch-report';
import { plannedCount } from './batch-settings';
import type { ReportWords } from './batch-words';
import { SENDER_VIEWS, type SenderView } from './sender-views';

export const BATCH_CARD_FORMAT = 1;

export interface BatchCard {
  readonly format: typeof BATCH_CARD_FORMAT;
  /** Of the file's text as `encodeBatch` writes it. */
  readonly sha256: string;
  /** Sentences that say how it was made. */
  readonly methods: string;
  readonly source: BatchFile['source'];
  readonly dates: BatchFile['dates'];
  readonly games: BatchFile['settings']['games'];
  readonly stepBudget: number;
  readonly episodes: { readonly planned: number; readonly played: number; readonly failed: number };
  /** How often the models were lost while it was played. */
  readonly faults: number;
  /** Markdown, as `evaluate -- tables` prints them; those by kind of game are left out. */
  readonly tables: readonly string[];
}

/** `batch` as a card has it, in the words of a language. */
export function batchCard(batch: BatchFile, words: ReportWords): BatchCard {
  const { settings, source, dates, lines, faults = [] } = batch;
  const views = SENDER_VIEWS.filter((view) => settings.conditions.some((one) => one.view === view));
  return {
    format: BATCH_CARD_FORMAT,
    sha256: sha256(new TextEncoder().encode(encodeBatch(batch))),
    methods: methodsParagraph(batch, words),
    source,
    dates,
    games: settings.games,
    stepBudget: settings.stepBudget,
    episodes: {
      planned: plannedCount(settings) * settings.conditions.length,
      played: lines.length,
      failed: lines.filter(({ outcome }) => outcome === 'failed').length,
    },
    faults: faults.length,
    tables: views
      .flatMap((view) => viewTables(batch, view, words))
      .map((table) => tableAsMarkdown(table, words)),
  };
}

function viewTables(batch: BatchFile, view: SenderView, words: ReportWords): ReportTable[] {
  const { settings } = batch;
  const choice = (part: 'channels' | 'compression') => ({
    view,
    baseline: usualBaseline(conditionsOf(settings, view, part), part),
  });
  const channels = conditionsOf(settings, view, 'channels');
  // The two ends of the compression table alone make no table of channels.
  const own = channels.some(({ message }) => !partsOf(message).includes('compression'));
  const compressed = hasPart(batch, view, 'compression');
  return [
    ...(own || !compressed ? [channelsTable(batch, choice('channels'), words)] : []),
    ...(compressed ? [compressionTable(batch, choice('compression'), words)] : []),
    explorationTable(batch, view, words),
    ...[breadthTable(batch, view, words) ?? []].flat(),
  ];
}
