/** Rows of a card as plots and tables show them. */
import { conditionChannel, conditionName, isDisturbed } from '../plots/condition-names';
import type { WhiskerMark, WhiskerRow } from '../plots/dot-whisker-plot';
import { formatCount, formatMean, formatPercent, formatRate } from '../plots/format';
import type { CardRow } from '../shared/card';
import type { FigureTable } from './figure';

function markOf(row: CardRow): WhiskerMark[] {
  const { success20, success20_ci95, split } = row;
  if (success20 === null || success20_ci95 === null) return [];
  const [low, high] = success20_ci95;
  const filled = split === 'unseen';
  return [{ key: split, value: success20, low, high, text: formatPercent(success20), filled }];
}

/** `163 positions, 8.1 steps`, of the first of the splits; the steps wait until all games are played. */
function detailOf(row: CardRow | undefined): string {
  if (row === undefined) return '';
  const { positions, steps20, complete } = row;
  const read = positions === null ? [] : [`${formatCount(Math.round(positions))} positions`];
  if (!complete) return [...read, 'provisional'].join(', ');
  return [...read, ...(steps20 === null ? [] : [`${formatMean(steps20)} steps`])].join(', ');
}

export function whiskerRow(rows: readonly CardRow[]): WhiskerRow {
  const condition = rows[0]?.condition ?? '';
  return {
    key: condition,
    name: conditionName(condition),
    detail: detailOf(rows[0]),
    channel: conditionChannel(condition),
    disturbed: isDisturbed(condition),
    marks: rows.flatMap(markOf),
  };
}

/** What a plot of these rows says, for those who do not see it. */
export function whiskerWords(rows: readonly WhiskerRow[], unit: string): string {
  return rows
    .map(({ name, marks }) => {
      const values = marks.map(({ key, text }) => `${text} ${unit} ${key}`.trim());
      return `${name}: ${values.join(', ')}`;
    })
    .join('; ');
}

const share = (value: number | null): string => (value === null ? '' : formatPercent(value));

export function rowsTable(rows: readonly CardRow[]): FigureTable {
  return {
    columns: [
      'Message',
      'What it is',
      'Scenes',
      'Games',
      '% in 20 steps [95%]',
      'Steps, budget 20',
      '% in 50 steps [95%]',
      'Steps, budget 50',
      'Steps of wins',
      'Positions',
      'Second to a candidate %',
      'Inadmissible %',
      'Context full',
      'Near ties',
      'Left out',
      'Complete',
    ],
    rows: rows.map((row) => [
      conditionName(row.condition),
      row.meaning,
      row.split,
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
      row.complete ? 'yes' : 'no: provisional',
    ]),
  };
}

const TASKS: Readonly<Record<string, string>> = {
  look_at_obj_in_light: 'Look in light %',
  pick_and_place_simple: 'Pick and place %',
  pick_two_obj_and_place: 'Pick two %',
  pick_clean_then_place_in_recep: 'Clean %',
  pick_heat_then_place_in_recep: 'Heat %',
  pick_cool_then_place_in_recep: 'Cool %',
};

export function tasksTable(rows: readonly CardRow[]): FigureTable | null {
  const tasks = [...new Set(rows.flatMap((row) => Object.keys(row.by_task)))];
  if (tasks.length === 0) return null;
  return {
    columns: ['Message', ...tasks.map((task) => TASKS[task] ?? task.replaceAll('_', ' '))],
    rows: rows.map((row) => [
      conditionName(row.condition),
      ...tasks.map((task) => {
        const found = row.by_task[task];
        return found === undefined ? '' : formatRate(found.rate, found.ci95);
      }),
    ]),
  };
}
