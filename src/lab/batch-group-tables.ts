/** Tables of a batch beside the paper's: by task type, by room, by rank of the truth, exploration. */
import { decimal, MISSING, rateCell, share, whole } from './batch-cells';
import { type BatchResults, groupedFigures, tableRows } from './batch-figures';
import type { BatchLine } from './batch-line';
import { messageName, splitName, taskName } from './batch-names';
import { type ReportTable, timeNotes } from './batch-report';
import { type BatchCondition, plannedCount } from './batch-settings';
import type { ReportWords } from './batch-words';
import type { SenderView } from './sender-views';

export type Grouping = 'tasks' | 'rooms' | 'ranks';

export const GROUP_OF: Readonly<Record<Grouping, (line: BatchLine) => string | null>> = {
  tasks: ({ taskType }) => taskType,
  rooms: ({ room }) => room,
  ranks: ({ truthRank }) => (truthRank === null ? null : `${truthRank}`),
};

function groupName(grouping: Grouping, group: string, words: ReportWords): string {
  if (grouping === 'tasks') return taskName(group, words);
  if (grouping === 'rooms') return words.rooms[group] ?? group;
  return words.ranks[Number(group)] ?? group;
}

const viewConditions = ({ settings }: BatchResults, view: SenderView): BatchCondition[] =>
  settings.conditions.filter((one) => one.view === view);

/** Success by task type, by room or by the rank of the true place; null where no line has any. */
export function groupedTable(
  results: BatchResults,
  view: SenderView,
  grouping: Grouping,
  words: ReportWords,
): ReportTable | null {
  const { settings, lines } = results;
  const conditions = viewConditions(results, view);
  const key = GROUP_OF[grouping];
  const rows = tableRows(results, { conditions, baseline: null });
  const ids = new Set(rows.map(({ id }) => id));
  const groups = [
    ...new Set(lines.filter((one) => ids.has(one.condition)).flatMap((one) => key(one) ?? [])),
  ].sort();
  if (groups.length === 0) return null;
  return {
    title: words.tables[grouping](words.views[view]),
    subtitle: words.tables.groupSubtitle(`${settings.stepBudget}`),
    columns: [
      words.columns.condition,
      words.columns.split,
      ...groups.map((group) => groupName(grouping, group, words)),
    ],
    rows: rows.map(({ id, split, condition }) => {
      const own = lines.filter((one) => one.condition === id && one.split === split);
      const figures = groupedFigures(own, settings.stepBudget, key);
      return [
        messageName(condition.message, words.conditions),
        splitName(split, words),
        ...groups.map((group) => {
          const found = figures.get(group);
          return found ? `${rateCell(found)} (${found.games})` : MISSING;
        }),
      ];
    }),
    notes: [
      progressNote(results, words),
      // Where they would stand beside tables by room: an imported game's text does not name its room.
      ...(grouping === 'tasks' && settings.games.kind === 'files' ? [words.notes.roomless] : []),
    ],
  };
}

function progressNote({ settings, lines }: BatchResults, { notes }: ReportWords): string {
  const planned = plannedCount(settings) * settings.conditions.length;
  return lines.length >= planned
    ? notes.complete
    : notes.provisional(`${lines.length}`, `${planned}`);
}

/** How the actor went about it: places visited, repeats, commands that were not admissible, sizes, times. */
export function explorationTable(
  results: BatchResults,
  view: SenderView,
  words: ReportWords,
): ReportTable {
  const rows = tableRows(results, { conditions: viewConditions(results, view), baseline: null });
  const { columns } = words;
  const second = rows.some(({ figures }) => figures.secondToCandidate !== null);
  return {
    title: words.tables.exploration(words.views[view]),
    subtitle: words.tables.explorationSubtitle,
    columns: [
      columns.condition,
      columns.split,
      columns.games,
      columns.stepsOfWins,
      columns.receptacles,
      columns.repeated,
      columns.inadmissible,
      ...(second ? [columns.second] : []),
      columns.positions,
      columns.bytes,
      columns.time,
      columns.failed,
      columns.nearTies,
    ],
    rows: rows.map(({ condition, split, figures }) => [
      messageName(condition.message, words.conditions),
      splitName(split, words),
      `${figures.games}`,
      decimal(figures.stepsOfWins),
      decimal(figures.receptacles),
      share(figures.repeatedShare),
      share(figures.inadmissibleShare),
      ...(second ? [share(figures.secondToCandidate?.share ?? null)] : []),
      whole(figures.positions),
      whole(figures.bytes),
      whole(figures.communicationMs),
      `${figures.failed}`,
      `${figures.nearTies}`,
    ]),
    notes: [progressNote(results, words), ...timeNotes(results, words)],
  };
}
