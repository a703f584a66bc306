/** A batch as Markdown and LaTeX, and its episodes as CSV. */

import { toCsv } from '../shared/csv';
import { BREADTH_STEPS, BREADTH_UNIT } from './batch-breadth';
import { breadthTable } from './batch-breadth-figures';
import { type BatchPart, type BatchResults, baselineOf } from './batch-figures';
import type { BatchFile } from './batch-file';
import { explorationTable, groupedTable } from './batch-group-tables';
import type { BatchLine } from './batch-line';
import { methodsParagraph, type ReportChoice } from './batch-methods';
import { channelsTable, compressionTable, hasPart, type ReportTable } from './batch-report';
import type { ReportWords } from './batch-words';
import { SENDER_VIEWS, type SenderView } from './sender-views';

/**
 * Every table that the results have something for, view by view. `chosen`: the baseline's message by its
 * id, see `baselineOf`.
 */
export function allTables(
  results: BatchResults,
  words: ReportWords,
  chosen: string | null = null,
): ReportTable[] {
  const baseline = (view: SenderView, part: BatchPart): string | null =>
    baselineOf(results, view, part, chosen);
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

export function tableAsMarkdown(
  { title, subtitle, columns, rows, notes }: ReportTable,
  words: ReportWords,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    words.tables.sentence(subtitle),
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

/** No wider than the text, notes below. Needs booktabs and graphicx; Chinese needs ctex. */
export function tableAsLatex(
  { title, subtitle, columns, rows, notes }: ReportTable,
  words: ReportWords,
): string {
  const line = (cells: readonly string[]): string => `${cells.map(latexText).join(' & ')} \\\\`;
  const caption = words.tables.caption(title, words.tables.sentence(subtitle));
  return [
    '\\begin{table}[htbp]',
    '  \\centering',
    `  \\caption{${latexText(caption)}}`,
    // Narrower tables keep their size.
    '  \\resizebox{\\ifdim\\width>\\textwidth\\textwidth\\else\\width\\fi}{!}{%',
    `  \\begin{tabular}{ll${'r'.repeat(Math.max(0, columns.length - 2))}}`,
    '    \\toprule',
    `    ${line(columns)}`,
    '    \\midrule',
    ...rows.map((row) => `    ${line(row)}`),
    '    \\bottomrule',
    '  \\end{tabular}}',
    ...(notes.length === 0
      ? []
      : [
          '',
          '  \\smallskip',
          '  \\begin{minipage}{\\textwidth}',
          '    \\footnotesize\\raggedright',
          ...notes.map((note) => `    ${latexText(note)}\\par`),
          '  \\end{minipage}',
        ]),
    '\\end{table}',
    '',
  ].join('\n');
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

/** The whole report: methods, then every table. */
export function batchAsMarkdown(
  batch: BatchFile,
  words: ReportWords,
  choice: ReportChoice = {},
): string {
  const tables = allTables(batch, words, choice.baseline).map((table) =>
    tableAsMarkdown(table, words),
  );
  return [
    `### ${words.methods.title}`,
    '',
    methodsParagraph(batch, words, choice),
    '',
    ...tables,
  ].join('\n');
}

/** The same to be put into a document; its first lines say what that needs. */
export function batchAsLatex(
  batch: BatchFile,
  words: ReportWords,
  { link = null, baseline = null }: ReportChoice = {},
): string {
  const tables = allTables(batch, words, baseline).map((table) => tableAsLatex(table, words));
  const methods = latexText(methodsParagraph(batch, words, { baseline }));
  const address = link === null ? '' : `${latexText(words.methods.link(''))}\\url{${link}}`;
  return [
    `% ${words.tables.latex}`,
    `% \\usepackage{booktabs,graphicx,url${/\p{Script=Han}/u.test(methods) ? ',ctex' : ''}}`,
    '',
    `\\paragraph{${latexText(words.methods.title)}}`,
    `${methods}${address}`,
    '',
    ...tables,
  ].join('\n');
}
