/** Two results side by side as tables, Markdown, CSV and JSON. */
import { toCsv } from '../shared/csv';
import { pValue, rateCell, signed, signedSteps } from './batch-cells';
import { type ComparedCondition, type ComparedView, compareResults } from './batch-compare';
import { conditionId } from './batch-condition';
import { differencesBetween, differenceTexts } from './batch-differences';
import type { BatchFile } from './batch-file';
import { findings } from './batch-findings';
import { tableAsMarkdown } from './batch-formats';
import { messageName, splitName } from './batch-names';
import type { ReportTable } from './batch-report';
import type { ReportWords } from './batch-words';

/** The table of a view. `name`: of the other result. */
export function comparedTable(
  { view, rows }: ComparedView,
  name: string,
  words: ReportWords,
): ReportTable {
  const { compare: said, columns } = words;
  const findable = rows.map(({ split, condition, difference, pHolm }) => ({
    split,
    condition,
    comparison: { ...difference, pHolm },
  }));
  const agreeing = rows.filter(({ disagreements }) => disagreements.length === 0).length;
  return {
    title: said.title(words.views[view]),
    subtitle: said.subtitle(name),
    columns: [
      columns.condition,
      columns.split,
      columns.games,
      said.here,
      said.there,
      said.difference,
      columns.p,
      said.steps,
      said.disagree,
    ],
    rows: rows.map((row) => [
      messageName(row.condition.message, words.conditions),
      splitName(row.split, words),
      `${row.difference.games}`,
      rateCell(row.first),
      rateCell(row.second),
      `${signed(row.difference.difference)} [${row.difference.ci95.map(signed).join(', ')}]`,
      pValue(row.pHolm),
      signedSteps(row.steps),
      `${row.disagreements.length}`,
    ]),
    notes: [
      ...findings(findable, name, words),
      said.paired(name),
      ...(agreeing === 0 ? [] : [said.agree(`${agreeing}`, `${rows.length}`)]),
    ],
  };
}

/** `seen: Latent, full`: what a list of disagreements is of. */
export function comparedName({ condition, split }: ComparedCondition, words: ReportWords): string {
  return words.compare.of(
    splitName(split, words),
    messageName(condition.message, words.conditions),
  );
}

/** Files by their paths; `name` is what tables call the other one. */
export interface ComparedNames {
  readonly here: string;
  readonly there: string;
  readonly name: string;
}

export function comparisonAsMarkdown(
  one: BatchFile,
  other: BatchFile,
  names: ComparedNames,
  words: ReportWords,
): string {
  const { warning, rest } = differenceTexts(one, other, words);
  const { compare: said } = words;
  const views = compareResults(one, other);
  const lists = views.flatMap(({ rows }) => rows.filter((row) => row.disagreements.length > 0));
  return [
    said.files2(names.here, names.there),
    '',
    ...(warning === null ? [] : [`**${warning}**`, '']),
    ...rest.map((text) => `- ${text}`),
    '',
    ...(views.length === 0 ? [said.none, ''] : []),
    ...views.map((view) => tableAsMarkdown(comparedTable(view, names.name, words), words)),
    ...(lists.length === 0 ? [] : [`### ${said.disagreeing}`, '']),
    ...lists.flatMap((row) => [
      `- ${words.views[row.condition.view]}; ${comparedName(row, words)}`,
      ...row.disagreements.map(
        ({ game, first, second }) =>
          `  - \`${game}\`: ${said.line(said.outcomes[first.outcome], `${first.steps}`, said.outcomes[second.outcome], `${second.steps}`)}`,
      ),
    ]),
    '',
  ].join('\n');
}

const CSV_COLUMNS = [
  'condition',
  'split',
  'games',
  'success_here',
  'low_here',
  'high_here',
  'success_there',
  'low_there',
  'high_there',
  'difference',
  'difference_low',
  'difference_high',
  'p',
  'p_holm',
  'steps_difference',
  'won_here_only',
  'won_there_only',
] as const;

/** A line a condition and split, one number a cell; shares from 0 to 1. */
export function comparisonAsCsv(one: BatchFile, other: BatchFile): string {
  const rows = compareResults(one, other).flatMap((view) => view.rows);
  return toCsv(
    CSV_COLUMNS,
    rows.map(({ condition, split, first, second, difference, pHolm, steps }) => [
      conditionId(condition),
      split ?? '',
      difference.games,
      first.success ?? '',
      ...first.ci95,
      second.success ?? '',
      ...second.ci95,
      difference.difference,
      ...difference.ci95,
      difference.p,
      pHolm,
      steps,
      difference.firstOnly,
      difference.secondOnly,
    ]),
  );
}

/** The same with what differs and every game on which they disagree. */
export function comparisonAsJson(one: BatchFile, other: BatchFile, words: ReportWords): string {
  const views = compareResults(one, other).map(({ view, rows }) => ({
    view,
    rows: rows.map(({ condition: _, disagreements, ...row }) => ({
      ...row,
      disagreements: disagreements.map(({ game, first, second }) => ({
        game,
        here: { outcome: first.outcome, steps: first.steps },
        there: { outcome: second.outcome, steps: second.steps },
      })),
    })),
  }));
  const differences = differencesBetween(one, other, words);
  return `${JSON.stringify({ differences, views }, null, 1)}\n`;
}
