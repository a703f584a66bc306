/** The figures of a batch (design.md, section 6), from its lines alone. */

import { mean, median, sum } from '../shared/averages';
import {
  countPairs,
  holm,
  type NonInferiority,
  nonInferiority,
  type PairedDifference,
  pairedDifference,
} from '../shared/paired';
import { wilson95 } from '../shared/wilson';
import { conditionId, messageId } from './batch-condition';
import type { BatchLine } from './batch-line';
import type { inFlight } from './batch-machine';
import type { BatchCondition, BatchSettings } from './batch-settings';

/** Means are over the episodes that did not fail; null where there is nothing to average. */
export interface BatchFigures {
  readonly games: number;
  readonly won: number;
  /** 0 to 1, failed episodes counted as not won; null without games. */
  readonly success: number | null;
  /** Wilson's. */
  readonly ci95: readonly [low: number, high: number];
  /** Over all games, those not won counting the whole budget. */
  readonly stepsMean: number | null;
  readonly stepsOfWins: number | null;
  readonly failed: number;
  readonly contextFull: number;
  readonly positions: number | null;
  readonly bytes: number | null;
  /** Median wall time of communication, and of generating the message alone, ms. */
  readonly communicationMs: number | null;
  readonly generationMs: number | null;
  readonly receptacles: number | null;
  /** Of the commands given. */
  readonly repeatedShare: number | null;
  readonly inadmissibleShare: number | null;
  readonly secondToCandidate: { readonly games: number; readonly share: number } | null;
  readonly nearTies: number;
}

export function batchFigures(lines: readonly BatchLine[], stepBudget: number): BatchFigures {
  const won = lines.filter(({ outcome }) => outcome === 'won');
  const played = lines.filter(({ outcome }) => outcome !== 'failed');
  const commands = sum(played.map(({ steps }) => steps));
  const share = (count: number): number | null => (commands === 0 ? null : count / commands);
  const second = lines.flatMap((line) => line.secondToCandidate ?? []);
  const times = played.flatMap(({ times: one }) => one?.communication ?? []);
  return {
    games: lines.length,
    won: won.length,
    success: lines.length === 0 ? null : won.length / lines.length,
    ci95: wilson95(won.length, lines.length),
    stepsMean: mean(lines.map((line) => (line.outcome === 'won' ? line.steps : stepBudget))),
    stepsOfWins: mean(won.map(({ steps }) => steps)),
    failed: lines.length - played.length,
    contextFull: lines.filter(({ outcome }) => outcome === 'context-full').length,
    positions: mean(played.flatMap(({ messageLength }) => messageLength ?? [])),
    bytes: mean(played.flatMap(({ bytes }) => bytes ?? [])),
    communicationMs: median(
      times.map((one) => one.senderPrefill + one.generation + one.adapter + one.actorPrefill),
    ),
    generationMs: median(times.map(({ generation }) => generation)),
    receptacles: mean(played.map(({ receptacles }) => receptacles)),
    repeatedShare: share(sum(played.map(({ repeated }) => repeated))),
    inadmissibleShare: share(sum(played.map(({ inadmissible }) => inadmissible))),
    secondToCandidate:
      second.length === 0
        ? null
        : { games: second.length, share: second.filter((yes) => yes).length / second.length },
    nearTies: sum(played.map(({ nearTies }) => nearTies)),
  };
}

/** Against the baseline of its table, over the games that both have. */
export interface Comparison extends PairedDifference {
  /** `p`, corrected over its table (Holm). */
  readonly pHolm: number;
  readonly nonInferiority: NonInferiority;
}

/** One condition on the games of one split. */
export interface BatchRow {
  readonly id: string;
  readonly condition: BatchCondition;
  /** Null for imported games. */
  readonly split: string | null;
  readonly figures: BatchFigures;
  readonly planned: number;
  /** All planned games were played; else figures are provisional. */
  readonly complete: boolean;
  /** Null of the baseline itself, and where there is none. */
  readonly comparison: Comparison | null;
}

/** What counts as losing nothing, as a difference of success. */
export const MARGIN = 0.05;

export type BatchPart = 'channels' | 'compression';

/**
 * Which tables a message stands in: channels and perturbations (the paper's table 1), compression (its
 * table 3). No message and the full one are the ends of both.
 */
export function partsOf({
  channel,
  compression,
  perturbation,
}: BatchCondition['message']): BatchPart[] {
  const plain = perturbation.kind === 'none';
  if (compression !== 'full') return plain ? ['compression'] : ['channels'];
  const end = plain && (channel === 'none' || channel === 'latent');
  return end ? ['channels', 'compression'] : ['channels'];
}

export interface BatchResults {
  readonly settings: BatchSettings;
  readonly lines: readonly BatchLine[];
  /** How many games were in flight at once and in how many workers, where that is known. */
  readonly source?: Parameters<typeof inFlight>[0];
}

export interface TableChoice {
  readonly conditions: readonly BatchCondition[];
  /** The id that the others are compared with; null: none. */
  readonly baseline: string | null;
}

/** Splits of the results in the order of the settings; one null for imported games. */
export function splitsOf({ games }: BatchSettings): (string | null)[] {
  return games.kind === 'files' ? [null] : [...games.splits];
}

/**
 * The rows of one table, split by split. All its comparisons are one family of tests: p values are
 * corrected over them together.
 */
export function tableRows({ settings, lines }: BatchResults, choice: TableChoice): BatchRow[] {
  const { games, stepBudget } = settings;
  const planned = games.kind === 'files' ? games.names.length : games.games;
  const byKey = groupBy(lines, ({ condition, split }) => `${split} ${condition}`);
  const rows = splitsOf(settings).flatMap((split) => {
    const of = (id: string): readonly BatchLine[] => byKey.get(`${split} ${id}`) ?? [];
    const baseline = choice.baseline === null ? [] : of(choice.baseline);
    return choice.conditions.map((condition) => {
      const id = conditionId(condition);
      const figures = batchFigures(of(id), stepBudget);
      const difference = id === choice.baseline ? null : pairedLines(of(id), baseline);
      const complete = figures.games >= planned;
      return { id, condition, split, figures, planned, complete, difference };
    });
  });
  const corrected = holm(rows.flatMap(({ difference }) => difference?.p ?? []));
  let test = 0;
  return rows.map(({ difference, ...row }) => {
    if (difference === null) return { ...row, comparison: null };
    const judged = { ...difference, pHolm: corrected[test++] as number };
    return { ...row, comparison: { ...judged, nonInferiority: nonInferiority(judged, MARGIN) } };
  });
}

/** First minus second over the games that both have; null where there is none. */
export function pairedLines(
  first: readonly BatchLine[],
  second: readonly BatchLine[],
): PairedDifference | null {
  const others = new Map(second.map((line) => [line.game, line]));
  const shared = first.filter(({ game }) => others.has(game));
  return pairedDifference(
    countPairs(
      shared.map(({ outcome }) => outcome === 'won'),
      shared.map(({ game }) => others.get(game)?.outcome === 'won'),
    ),
  );
}

/** By task type, room, rank of the truth: groups in the order of their names. */
export function groupedFigures(
  lines: readonly BatchLine[],
  stepBudget: number,
  key: (line: BatchLine) => string | null,
): ReadonlyMap<string, BatchFigures> {
  const named = lines.filter((line) => key(line) !== null);
  const groups = [...groupBy(named, (line) => key(line) as string)];
  groups.sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(groups.map(([name, some]) => [name, batchFigures(some, stepBudget)]));
}

/** Share of the games won after 0, 1, … `stepBudget` steps. */
export function stepsToSuccess(lines: readonly BatchLine[], stepBudget: number): number[] {
  const wonAt = lines.filter(({ outcome }) => outcome === 'won').map(({ steps }) => steps);
  return Array.from({ length: stepBudget + 1 }, (_, step) =>
    lines.length === 0 ? 0 : wonAt.filter((at) => at <= step).length / lines.length,
  );
}

/** The conditions of a view that stand in one part of the tables. */
export function conditionsOf(
  settings: BatchSettings,
  view: BatchCondition['view'],
  part: BatchPart,
): BatchCondition[] {
  return settings.conditions.filter(
    (condition) => condition.view === view && partsOf(condition.message).includes(part),
  );
}

/** What a table is compared with unless something else is chosen: no message, or the full one. */
export function usualBaseline(
  conditions: readonly BatchCondition[],
  part: BatchPart,
): string | null {
  const wanted = part === 'channels' ? ['none', 'text', 'latent'] : ['latent', 'none'];
  const found = wanted
    .map((id) => conditions.find(({ message }) => messageId(message) === id))
    .find((one) => one !== undefined);
  return found ? conditionId(found) : null;
}

/**
 * The baseline of a part of a view's tables: `chosen`, the id of a message, where the part has it, else
 * the usual one.
 */
export function baselineOf(
  { settings }: Pick<BatchResults, 'settings'>,
  view: BatchCondition['view'],
  part: BatchPart,
  chosen: string | null,
): string | null {
  const conditions = conditionsOf(settings, view, part);
  const found = conditions.find(({ message }) => messageId(message) === chosen);
  return found ? conditionId(found) : usualBaseline(conditions, part);
}

export function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
