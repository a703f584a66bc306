/** Rows of a card as plots and tables show them. */
import { conditionChannel, conditionName, isDisturbed } from '../plots/condition-names';
import type { WhiskerMark, WhiskerRow } from '../plots/dot-whisker-plot';
import { formatCount, formatMean, formatPercent, formatRate } from '../plots/format';
import type { CardRow } from '../shared/card';
import type { Words } from '../words/words';
import type { FigureTable } from './figure';
import { named } from './named';

type ModelsWords = Words['models'];

/** `unseen`: of a set of games. */
export const splitName = ({ splits }: ModelsWords, split: string): string => named(splits, split);

/** Success within 20 steps as a mark; none where it was not measured. */
export function successMark(row: CardRow, key: string, filled: boolean): WhiskerMark[] {
  const { success20, success20_ci95 } = row;
  if (success20 === null || success20_ci95 === null) return [];
  const [low, high] = success20_ci95;
  return [{ key, value: success20, low, high, text: formatPercent(success20), filled }];
}

/** `163 positions, 8.1 steps`, of the first of the splits; the steps wait until all games are played. */
function detailOf({ row: words }: ModelsWords, row: CardRow | undefined): string {
  if (row === undefined) return '';
  const { positions, steps20, complete } = row;
  const read = positions === null ? [] : [words.positions(formatCount(Math.round(positions)))];
  if (!complete) return words.details([...read, words.provisional]);
  return words.details([...read, ...(steps20 === null ? [] : [words.steps(formatMean(steps20))])]);
}

export function whiskerRow(words: Words, rows: readonly CardRow[]): WhiskerRow {
  const condition = rows[0]?.condition ?? '';
  return {
    key: condition,
    name: conditionName(words.conditions, condition),
    detail: detailOf(words.models, rows[0]),
    channel: conditionChannel(condition),
    disturbed: isDisturbed(condition),
    marks: rows.flatMap((row) => successMark(row, row.split, row.split === 'unseen')),
  };
}

/** What a plot of these rows says, for those who do not see it. */
export function whiskerWords(
  words: ModelsWords,
  rows: readonly WhiskerRow[],
  unit: string,
): string {
  const { spoken } = words;
  return spoken.rows(
    rows.map(({ name, marks }) =>
      spoken.row(
        name,
        marks.map(({ key, text }) => spoken.value(text, unit, splitName(words, key))),
      ),
    ),
  );
}

const share = (value: number | null): string => (value === null ? '' : formatPercent(value));

export function rowsTable(words: Words, rows: readonly CardRow[]): FigureTable {
  const { columns, complete, incomplete } = words.models;
  return {
    columns: [
      columns.message,
      columns.meaning,
      columns.scenes,
      columns.games,
      columns.success20,
      columns.steps20,
      columns.success50,
      columns.steps50,
      columns.stepsOfWins,
      columns.positions,
      columns.second,
      columns.inadmissible,
      columns.contextFull,
      columns.nearTies,
      columns.leftOut,
      columns.complete,
    ],
    rows: rows.map((row) => [
      conditionName(words.conditions, row.condition),
      row.meaning,
      splitName(words.models, row.split),
      row.games,
      formatRate(row.success20, row.success20_ci95),
      formatMean(row.steps20),
      formatRate(row.success50, row.success50_ci95),
      formatMean(row.steps50),
      formatMean(row.steps_of_wins),
      formatMean(row.positions),
      share(row.second_to_candidate?.rate ?? null),
      share(row.inadmissible_share),
      row.context_full,
      row.near_ties,
      row.left_out,
      row.complete ? complete : incomplete,
    ]),
  };
}

export function tasksTable(words: Words, rows: readonly CardRow[]): FigureTable | null {
  const tasks = [...new Set(rows.flatMap((row) => Object.keys(row.by_task)))];
  if (tasks.length === 0) return null;
  const { columns, tasks: byTask } = words.models;
  return {
    columns: [
      columns.message,
      columns.scenes,
      ...tasks.map((task) => named(byTask.columns, task).replaceAll('_', ' ')),
    ],
    rows: rows.map((row) => [
      conditionName(words.conditions, row.condition),
      splitName(words.models, row.split),
      ...tasks.map((task) => {
        const found = row.by_task[task];
        return found === undefined ? '' : formatRate(found.rate, found.ci95);
      }),
    ]),
  };
}
