/** Percentiles over games of the information breadth that a batch measured. */
import { SHOWN } from '../interlat/breadth';
import { median, percentile } from '../shared/averages';
import { BREADTH_STEPS, BREADTH_UNIT } from './batch-breadth';
import { MISSING } from './batch-cells';
import { conditionId } from './batch-condition';
import { type BatchResults, splitsOf } from './batch-figures';
import type { BatchLine } from './batch-line';
import { messageName, splitName } from './batch-names';
import type { ReportTable } from './batch-report';
import type { ReportWords } from './batch-words';
import type { SenderView } from './sender-views';

/** Percentiles of the bands, as in models/interlat_models/breadth.py. */
const PERCENTILES = Array.from({ length: 21 }, (_, place) => 5 * place);
const QUARTILES = [25, 50, 75];

/** One latent step over the games of a condition whose message has it. */
export interface BreadthSummary {
  /** From 1. */
  readonly step: number;
  readonly games: number;
  /** `[21, 6]`: percentiles 0, 5, … 100 over games of each cumulative share by itself, 0 to 1. */
  readonly bands: readonly (readonly number[])[];
  /** Of the likeliest word's share: P25, P50, P75. */
  readonly topShare: readonly number[];
  /** Median of e to the entropy: the effective number of hypotheses. */
  readonly effective: number;
}

/** Of each step that any of these episodes has, in order; empty where none was measured. */
export function breadthSummaries(lines: readonly Pick<BatchLine, 'breadth'>[]): BreadthSummary[] {
  const measured = lines.flatMap(({ breadth }) => (breadth === undefined ? [] : [breadth]));
  return Array.from({ length: BREADTH_STEPS }, (_, place) => place).flatMap((place) => {
    const rows = measured.flatMap((steps) => steps.slice(place, place + 1));
    if (rows.length === 0) return [];
    const columns = Array.from({ length: SHOWN }, (_rank, rank) =>
      rows.map((row) => (row[rank] ?? 0) / BREADTH_UNIT).sort((one, other) => one - other),
    );
    const open = rows.map((row) => Math.exp((row[SHOWN] ?? 0) / BREADTH_UNIT));
    return [
      {
        step: place + 1,
        games: rows.length,
        bands: PERCENTILES.map((at) => columns.map((sorted) => percentile(sorted, at) ?? 0)),
        topShare: QUARTILES.map((at) => percentile(columns[0] ?? [], at) ?? 0),
        effective: median(open) ?? 1,
      },
    ];
  });
}

/** Median share of the likeliest word with its quartiles, and effective hypotheses, step by step. */
export function breadthTable(
  { settings, lines }: BatchResults,
  view: SenderView,
  words: ReportWords,
): ReportTable | null {
  const groups = splitsOf(settings).flatMap((split) =>
    settings.conditions.flatMap((condition) => {
      if (condition.view !== view) return [];
      const id = conditionId(condition);
      const steps = breadthSummaries(
        lines.filter((one) => one.condition === id && one.split === split),
      );
      return steps.length === 0 ? [] : [{ condition, split, steps }];
    }),
  );
  if (groups.length === 0) return null;
  const { columns } = words;
  const most = Math.max(...groups.map(({ steps }) => steps.length));
  return {
    title: words.tables.breadth(words.views[view]),
    subtitle: words.tables.breadthSubtitle,
    columns: [
      columns.condition,
      columns.split,
      columns.games,
      ...Array.from({ length: most }, (_, place) => columns.latentStep(`${place + 1}`)),
    ],
    rows: groups.map(({ condition, split, steps }) => [
      messageName(condition.message, words.conditions),
      splitName(split, words),
      `${steps[0]?.games ?? 0}`,
      ...Array.from({ length: most }, (_, place) => {
        const summary = steps[place];
        if (!summary) return MISSING;
        const [low, middle, high] = summary.topShare.map((value) => value.toFixed(2));
        return `${middle} [${low}, ${high}]; ${summary.effective.toFixed(1)}`;
      }),
    ]),
    notes: [words.notes.breadth],
  };
}
