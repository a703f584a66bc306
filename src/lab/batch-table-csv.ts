/** The figures behind a batch's tables, with one number a cell. */
import { toCsv } from '../shared/csv';
import {
  type BatchFigures,
  type BatchResults,
  type BatchRow,
  baselineOf,
  conditionsOf,
  groupedFigures,
  tableRows,
} from './batch-figures';
import { GROUP_OF, type Grouping } from './batch-group-tables';
import { messageName, splitName } from './batch-names';
import { hasPart } from './batch-report';
import type { ReportWords } from './batch-words';
import { SENDER_VIEWS } from './sender-views';

const COLUMNS = [
  'table',
  'view',
  'condition',
  'message',
  'scenes',
  'group',
  'planned',
  'games',
  'success',
  'success_low',
  'success_high',
  'steps',
  'steps_of_wins',
  'baseline',
  'paired_games',
  'difference',
  'difference_low',
  'difference_high',
  'p',
  'p_holm',
  'loses_less_than_margin',
  'positions',
  'bytes',
  'communication_ms',
  'generation_ms',
  'receptacles',
  'repeated',
  'inadmissible',
  'second_to_candidate',
  'near_ties',
  'failed',
  'context_full',
] as const;

type Cell = string | number;

const rateCells = ({ games, success, ci95, stepsMean, stepsOfWins }: BatchFigures): Cell[] => [
  games,
  success ?? '',
  ...(success === null ? ['', ''] : ci95),
  stepsMean ?? '',
  stepsOfWins ?? '',
];

const comparisonCells = ({ comparison }: BatchRow): Cell[] =>
  comparison === null
    ? new Array<Cell>(7).fill('')
    : [
        comparison.games,
        comparison.difference,
        ...comparison.ci95,
        comparison.p,
        comparison.pHolm,
        comparison.nonInferiority,
      ];

const restCells = (figures: BatchFigures): Cell[] => [
  figures.positions ?? '',
  figures.bytes ?? '',
  figures.communicationMs ?? '',
  figures.generationMs ?? '',
  figures.receptacles ?? '',
  figures.repeatedShare ?? '',
  figures.inadmissibleShare ?? '',
  figures.secondToCandidate?.share ?? '',
  figures.nearTies,
  figures.failed,
  figures.contextFull,
];

/**
 * Every table of `results`: a line for each of its rows, and for each group of those by task type, room
 * and rank. Shares from 0 to 1, times in ms, empty where there is nothing. `chosen`: see `baselineOf`.
 */
export function tablesAsCsv(
  results: BatchResults,
  words: ReportWords,
  chosen: string | null = null,
): string {
  const { settings, lines } = results;
  const rows: Cell[][] = [];
  for (const view of SENDER_VIEWS) {
    const named = (row: BatchRow): Cell[] => [
      view,
      row.id,
      messageName(row.condition.message, words.conditions),
      splitName(row.split, words),
    ];
    for (const part of ['channels', 'compression'] as const) {
      if (!hasPart(results, view, part)) continue;
      const baseline = baselineOf(results, view, part, chosen);
      const table = tableRows(results, {
        conditions: conditionsOf(settings, view, part),
        baseline,
      });
      for (const row of table) {
        rows.push([
          part,
          ...named(row),
          '',
          row.planned,
          ...rateCells(row.figures),
          row.comparison === null ? '' : (baseline ?? ''),
          ...comparisonCells(row),
          ...restCells(row.figures),
        ]);
      }
    }
    const conditions = settings.conditions.filter((one) => one.view === view);
    const all = tableRows(results, { conditions, baseline: null });
    for (const grouping of ['tasks', 'rooms', 'ranks'] satisfies Grouping[]) {
      for (const row of all) {
        const own = lines.filter((one) => one.condition === row.id && one.split === row.split);
        for (const [group, figures] of groupedFigures(
          own,
          settings.stepBudget,
          GROUP_OF[grouping],
        )) {
          rows.push([
            grouping,
            ...named(row),
            group,
            '',
            ...rateCells(figures),
            '',
            ...comparisonCells(row),
            ...restCells(figures),
          ]);
        }
      }
    }
  }
  return toCsv(COLUMNS, rows);
}
