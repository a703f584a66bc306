/** The paper's tables of a batch, as the page shows them and files hold them. */
import { FEWEST_FOR_NON_INFERIORITY } from '../shared/paired';
import {
  PAPER_COMPRESSION_MODEL,
  PAPER_ONLY,
  PAPER_PAIRS,
  type PaperRate,
  paperTable1,
  paperTable3,
} from '../shared/paper-tables';
import { decimal, MISSING, pValue, rateCell, signed, whole } from './batch-cells';
import { messageId } from './batch-condition';
import {
  type BatchPart,
  type BatchResults,
  type BatchRow,
  batchFigures,
  conditionsOf,
  MARGIN,
  tableRows,
} from './batch-figures';
import { findings } from './batch-findings';
import { inFlight } from './batch-machine';
import { messageName, splitName } from './batch-names';
import type { ReportWords } from './batch-words';
import type { SenderView } from './sender-views';

export interface ReportTable {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the table shows and what not, a sentence each. */
  readonly notes: readonly string[];
}

function comparisonCells({ comparison }: BatchRow): [difference: string, p: string] {
  if (comparison === null) return [MISSING, MISSING];
  const [low, high] = comparison.ci95.map(signed);
  return [`${signed(comparison.difference)} [${low}, ${high}]`, pValue(comparison.pHolm)];
}

const ofSplit = (rate: PaperRate | null | undefined, split: string | null): number | null =>
  rate && (split === 'seen' || split === 'unseen') ? rate[split] : null;

const paperCell = (value: number | null): string => (value === null ? MISSING : value.toFixed(2));

/** As it is written. */
const MARGIN_POINTS = (100 * MARGIN).toFixed(0);

interface Choice {
  readonly view: SenderView;
  /** The id that the others are compared with; null: none. */
  readonly baseline: string | null;
}

function baselineName(
  rows: readonly BatchRow[],
  baseline: string | null,
  words: ReportWords,
): string | null {
  const found = rows.find(({ id }) => id === baseline);
  return found ? messageName(found.condition.message, words.conditions) : null;
}

/** The paper's table 1: channels and perturbations; its figures stand beside the planner view alone. */
export function channelsTable(
  results: BatchResults,
  { view, baseline }: Choice,
  words: ReportWords,
): ReportTable {
  const rows = tableRows(results, {
    conditions: conditionsOf(results.settings, view, 'channels'),
    baseline,
  });
  const { columns } = words;
  const paper = view === 'planner' && splitsWithPaper(rows).length > 0;
  const against = baselineName(rows, baseline, words);
  const cells = rows.map((row) => {
    const figures = paper ? paperTable1(messageId(row.condition.message)) : null;
    return [
      messageName(row.condition.message, words.conditions),
      splitName(row.split, words),
      `${row.figures.games}`,
      rateCell(row.figures),
      decimal(row.figures.stepsMean),
      ...(against === null ? [] : comparisonCells(row)),
      ...(paper
        ? PAPER_PAIRS.map((_, place) => paperCell(ofSplit(figures?.[place], row.split)))
        : []),
    ];
  });
  const ours = against === null ? 5 : 7;
  const quoted = paper
    ? splitsWithPaper(rows).flatMap((split) =>
        PAPER_ONLY.map((id) => [
          words.conditions.paper[id],
          splitName(split, words),
          ...new Array<string>(ours - 2).fill(MISSING),
          ...(paperTable1(id) ?? []).map((rate) => paperCell(rate[split])),
        ]),
      )
    : [];
  return {
    title: words.tables.channels(words.views[view]),
    subtitle: subtitleOf('channels', view, results, words),
    columns: [
      columns.condition,
      columns.split,
      columns.games,
      columns.success,
      columns.steps,
      ...(against === null ? [] : [columns.difference(against), columns.p]),
      ...(paper ? PAPER_PAIRS.map(columns.paper) : []),
    ],
    rows: [...cells, ...quoted],
    notes: tableNotes(rows, { view, against, paper }, words),
  };
}

/** Lengths that only the paper has: our context is too short for them to be a compression. */
const PAPER_LENGTHS = ['k128', 'untrained-128'] as const;

/** The paper's table 3: shares of the message, and K latent steps of three kinds. */
export function compressionTable(
  results: BatchResults,
  { view, baseline }: Choice,
  words: ReportWords,
): ReportTable {
  const rows = tableRows(results, {
    conditions: conditionsOf(results.settings, view, 'compression'),
    baseline,
  });
  const { columns } = words;
  const paper = view === 'planner' && splitsWithPaper(rows).length > 0;
  const against = baselineName(rows, baseline, words);
  const cells = rows.map((row) => {
    const quoted = paper ? paperTable3(messageId(row.condition.message)) : null;
    return [
      messageName(row.condition.message, words.conditions),
      splitName(row.split, words),
      `${row.figures.games}`,
      rateCell(row.figures),
      decimal(row.figures.stepsMean),
      whole(row.figures.positions),
      whole(row.figures.communicationMs),
      ...(against === null
        ? []
        : [
            ...comparisonCells(row),
            row.comparison ? words.losesLess[row.comparison.nonInferiority] : MISSING,
          ]),
      ...(paper ? [paperCell(ofSplit(quoted, row.split)), paperCell(quoted?.seconds ?? null)] : []),
    ];
  });
  const ours = against === null ? 7 : 10;
  const names = {
    k128: words.conditions.trained('128'),
    'untrained-128': words.conditions.untrained('128'),
  };
  const quotedRows = paper
    ? splitsWithPaper(rows).flatMap((split) =>
        PAPER_LENGTHS.map((id) => {
          const quoted = paperTable3(id);
          return [
            names[id],
            splitName(split, words),
            ...new Array<string>(ours - 2).fill(MISSING),
            paperCell(ofSplit(quoted, split)),
            paperCell(quoted?.seconds ?? null),
          ];
        }),
      )
    : [];
  return {
    title: words.tables.compression(words.views[view]),
    subtitle: subtitleOf('compression', view, results, words),
    columns: [
      columns.condition,
      columns.split,
      columns.games,
      columns.success,
      columns.steps,
      columns.positions,
      columns.time,
      ...(against === null
        ? []
        : [columns.difference(against), columns.p, columns.losesLess(MARGIN_POINTS)]),
      ...(paper
        ? [columns.paper(PAPER_COMPRESSION_MODEL), columns.paperSeconds(PAPER_COMPRESSION_MODEL)]
        : []),
    ],
    rows: [...cells, ...quotedRows],
    notes: [
      ...tableNotes(rows, { view, against, paper }, words),
      ...(against === null
        ? []
        : [words.notes.nonInferiority(MARGIN_POINTS, `${FEWEST_FOR_NON_INFERIORITY}`)]),
      ...timeNotes(results, words),
    ],
  };
}

function splitsWithPaper(rows: readonly BatchRow[]): ('seen' | 'unseen')[] {
  return (['seen', 'unseen'] as const).filter((split) => rows.some((row) => row.split === split));
}

function subtitleOf(
  part: BatchPart,
  view: SenderView,
  { settings }: BatchResults,
  words: ReportWords,
): string {
  const subtitle = words.tables.subtitle(`${settings.stepBudget}`);
  return view === 'planner' ? `${words.tables.like[part]}; ${subtitle}` : subtitle;
}

/** Times of games that share a processor are not those of one game. */
export function timeNotes({ source }: BatchResults, { notes }: ReportWords): string[] {
  const { concurrency, workers } = inFlight(source);
  return concurrency * workers > 1 ? [notes.shared(`${concurrency}`, `${workers}`)] : [];
}

/** What the rows show against the baseline, and what the table cannot say. */
function tableNotes(
  rows: readonly BatchRow[],
  { view, against, paper }: { view: SenderView; against: string | null; paper: boolean },
  words: ReportWords,
): string[] {
  const { notes } = words;
  const planner = paper ? notes.planner : notes.plannerAlone;
  const failed = rows.reduce((sum, { figures }) => sum + figures.failed, 0);
  const played = rows.reduce((sum, { figures }) => sum + figures.games, 0);
  const planned = rows.reduce((sum, row) => sum + row.planned, 0);
  return [
    ...findings(rows, against, words),
    played >= planned ? notes.complete : notes.provisional(`${played}`, `${planned}`),
    ...(failed > 0 ? [notes.failed(`${failed}`)] : []),
    ...(against === null ? [] : [notes.paired(against)]),
    view === 'planner' ? planner : notes.knowing(words.views[view]),
  ];
}

/** Whether a part has anything but its two ends. */
export function hasPart(results: BatchResults, view: SenderView, part: BatchPart): boolean {
  const conditions = conditionsOf(results.settings, view, part);
  if (part === 'channels') return conditions.length > 0;
  return conditions.some(({ message }) => message.compression !== 'full');
}

/** Success of all lines of a condition, of every split together. */
export function overallFigures({ settings, lines }: BatchResults, id: string): BatchRow['figures'] {
  return batchFigures(
    lines.filter(({ condition }) => condition === id),
    settings.stepBudget,
  );
}
