/** A batch as Markdown, LaTeX and CSV, and the paragraph that says how it was made. */

import { TASK_TYPES } from '../alfworld/domain';
import { toCsv } from '../shared/csv';
import { BREADTH_STEPS, BREADTH_UNIT } from './batch-breadth';
import { breadthTable } from './batch-breadth-figures';
import { type BatchResults, conditionsOf, usualBaseline } from './batch-figures';
import type { BatchFile } from './batch-file';
import { explorationTable, groupedTable } from './batch-group-tables';
import type { BatchLine } from './batch-line';
import { splitName, taskName } from './batch-names';
import { channelsTable, compressionTable, hasPart, type ReportTable } from './batch-report';
import { plannedCount } from './batch-settings';
import type { ReportWords } from './batch-words';
import { SENDER_VIEWS } from './sender-views';

/** Every table that the results have something for, view by view. */
export function allTables(
  results: BatchResults,
  words: ReportWords,
  baseline: (
    view: (typeof SENDER_VIEWS)[number],
    part: 'channels' | 'compression',
  ) => string | null = (view, part) =>
    usualBaseline(conditionsOf(results.settings, view, part), part),
): ReportTable[] {
  return SENDER_VIEWS.filter((view) =>
    results.settings.conditions.some((one) => one.view === view),
  ).flatMap((view) => [
    ...(hasPart(results, view, 'channels')
      ? [channelsTable(results, { view, baseline: baseline(view, 'channels') }, words)]
      : []),
    ...(hasPart(results, view, 'compression')
      ? [compressionTable(results, { view, baseline: baseline(view, 'compression') }, words)]
      : []),
    ...(['tasks', 'rooms', 'ranks'] as const).flatMap(
      (grouping) => groupedTable(results, view, grouping, words) ?? [],
    ),
    explorationTable(results, view, words),
    ...[breadthTable(results, view, words) ?? []].flat(),
  ]);
}

const markdownCell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|');

export function tableAsMarkdown({ title, subtitle, columns, rows, notes }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    `${subtitle}.`,
    '',
    line(columns),
    `|${columns.map((_, place) => (place < 2 ? ' --- ' : ' ---: ')).join('|')}|`,
    ...rows.map(line),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\^{}',
  '~': '\\~{}',
  '<': '$<$',
  '>': '$>$',
  '−': '$-$',
  '×': '$\\times$',
  '–': '--',
  '“': '``',
  '”': "''",
  '’': "'",
  '…': '\\dots{}',
};

export const latexText = (text: string): string =>
  text.replace(/[\\{}$&#%_^~<>−×–“”’…]/g, (sign) => LATEX[sign] ?? sign);

/** Needs the package booktabs; Chinese needs one for Chinese. */
export function tableAsLatex({ title, subtitle, columns, rows, notes }: ReportTable): string {
  const line = (cells: readonly string[]): string => `${cells.map(latexText).join(' & ')} \\\\`;
  return [
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexText(`${title}: ${subtitle}. ${notes.join(' ')}`)}}`,
    `  \\begin{tabular}{ll${'r'.repeat(Math.max(0, columns.length - 2))}}`,
    '    \\toprule',
    `    ${line(columns)}`,
    '    \\midrule',
    ...rows.map((row) => `    ${line(row)}`),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

export function tableAsCsv({ columns, rows }: ReportTable): string {
  return toCsv(columns, rows);
}

const STEPS = Array.from({ length: BREADTH_STEPS }, (_, place) => place);

/** Of each latent step the likeliest word's share of ten, and the entropy in nats. */
const breadthCells = ({ breadth = [] }: BatchLine): (number | string)[] =>
  STEPS.flatMap((step) => {
    const row = breadth[step];
    return [row?.[0], row?.at(-1)].map((value) =>
      value === undefined ? '' : value / BREADTH_UNIT,
    );
  });

/** Every episode of a batch, a line each. Times in ms; empty where nothing was measured. */
export function linesAsCsv({ lines }: Pick<BatchFile, 'lines'>): string {
  const measured = lines.some(({ breadth }) => breadth !== undefined);
  const columns = [
    'condition',
    'split',
    'game',
    'task_type',
    'room',
    'outcome',
    'steps',
    'receptacles',
    'repeated',
    'inadmissible',
    'positions',
    'bytes',
    'truth_rank',
    'second_to_candidate',
    'near_ties',
    'thought_entropy',
    'sender_prefill_ms',
    'generation_ms',
    'adapter_ms',
    'actor_prefill_ms',
    'play_ms',
    'error',
    ...(measured ? STEPS.flatMap((step) => [`top_share_${step + 1}`, `entropy_${step + 1}`]) : []),
  ];
  return toCsv(
    columns,
    lines.map((line) => {
      const time = line.times?.communication;
      return [
        line.condition,
        line.split ?? '',
        line.game,
        line.taskType,
        line.room ?? '',
        line.outcome,
        line.steps,
        line.receptacles,
        line.repeated,
        line.inadmissible,
        line.messageLength ?? '',
        line.bytes ?? '',
        line.truthRank ?? '',
        line.secondToCandidate === null ? '' : Number(line.secondToCandidate),
        line.nearTies,
        line.thoughtEntropy ?? '',
        time?.senderPrefill ?? '',
        time?.generation ?? '',
        time?.adapter ?? '',
        time?.actorPrefill ?? '',
        line.times?.play ?? '',
        line.failure === null ? '' : `${line.failure.code}: ${line.failure.message}`,
        ...(measured ? breadthCells(line) : []),
      ];
    }),
  );
}

/** How the batch was made, from its settings and source alone. `link`: an address of the settings. */
export function methodsParagraph(
  { settings, source, dates, lines }: BatchFile,
  words: ReportWords,
  link: string | null = null,
): string {
  const { games, stepBudget, sampling, conditions } = settings;
  const { methods: said } = words;
  const planned = plannedCount(settings) * conditions.length;
  const views = SENDER_VIEWS.filter((view) => conditions.some((one) => one.view === view));
  const seeds = new Set(
    conditions.flatMap(({ message: { perturbation } }) =>
      perturbation.kind === 'none' ? [] : [`${perturbation.seed}`],
    ),
  );
  const hashes = Object.entries(source.models).map(([role, hash]) => `${role} ${hash.slice(0, 8)}`);
  const versions = Object.entries(source.versions).map(([name, version]) => `${name} ${version}`);
  return [
    games.kind === 'files'
      ? said.gamesOfFiles(`${games.names.length}`)
      : said.games(
          `${games.games}`,
          games.splits.map((split) => splitName(split, words)).join(said.and),
          games.taskTypes.length === TASK_TYPES.length
            ? said.allTasks
            : games.taskTypes.map((task) => taskName(task, words)).join(said.and),
          `${games.firstSeed}`,
        ),
    said.sameGames(`${conditions.length}`, `${stepBudget}`),
    said.views(views.map((view) => words.views[view]).join(said.and)),
    sampling
      ? said.sampled(`${sampling.temperature}`, `${sampling.topP}`, `${sampling.seed}`)
      : said.greedy,
    said.messages,
    ...(seeds.size > 0 ? [said.perturbed([...seeds].join(said.and))] : []),
    ...(settings.breadth === true ? [said.breadth] : []),
    said.statistics,
    said.models(source.tier, hashes.join(said.and)),
    said.backend(source.backend, versions.join(said.and), `${source.concurrency}`),
    said.dates(dates.first, dates.last),
    ...(lines.length < planned ? [said.partial(`${lines.length}`, `${planned}`)] : []),
    ...(link === null ? [] : [said.link(link)]),
  ].join('');
}

/** The whole report: methods, then every table. */
export function batchAsMarkdown(
  batch: BatchFile,
  words: ReportWords,
  link: string | null = null,
): string {
  const tables = allTables(batch, words).map(tableAsMarkdown);
  return [
    `### ${words.methods.title}`,
    '',
    methodsParagraph(batch, words, link),
    '',
    ...tables,
  ].join('\n');
}

export function batchAsLatex(
  batch: BatchFile,
  words: ReportWords,
  link: string | null = null,
): string {
  const tables = allTables(batch, words).map(tableAsLatex);
  const methods = latexText(methodsParagraph(batch, words, link));
  return [`% ${words.methods.title}`, methods, '', ...tables].join('\n');
}
