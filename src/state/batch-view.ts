/** What the Batch tab draws of a result: tables in the words of a language, points, curves, sweeps. */
import { type BreadthSummary, breadthSummaries } from '../lab/batch-breadth-figures';
import { conditionId, messageBase, messageId } from '../lab/batch-condition';
import {
  type BatchFigures,
  type BatchResults,
  batchFigures,
  splitsOf,
  stepsToSuccess,
} from '../lab/batch-figures';
import type { BatchLine } from '../lab/batch-line';
import { messageName } from '../lab/batch-names';
import type { BatchCondition } from '../lab/batch-settings';
import type { ConditionWords } from '../lab/batch-words';
import { SENDER_VIEWS, type SenderView } from '../lab/sender-views';
import type { Channel } from '../lab/settings';
import { wilson95 } from '../shared/wilson';

export function viewsOf({ settings }: BatchResults): SenderView[] {
  return SENDER_VIEWS.filter((view) => settings.conditions.some((one) => one.view === view));
}

/** Null for imported games. */
export function splitChoices({ settings }: BatchResults): readonly (string | null)[] {
  return splitsOf(settings);
}

export interface BatchPoint {
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly disturbed: boolean;
  readonly condition: BatchCondition;
  readonly figures: BatchFigures;
  readonly lines: readonly BatchLine[];
}

/** A point for each condition of a view with at least one game of a split. */
export function pointsOf(
  { settings, lines }: BatchResults,
  view: SenderView,
  split: string | null,
  words: ConditionWords,
): BatchPoint[] {
  return settings.conditions.flatMap((condition) => {
    if (condition.view !== view) return [];
    const id = conditionId(condition);
    const own = lines.filter((line) => line.condition === id && line.split === split);
    if (own.length === 0) return [];
    const { message } = condition;
    return [
      {
        id,
        name: messageName(message, words),
        channel: message.channel,
        disturbed: message.perturbation.kind !== 'none' || (message.edits ?? []).length > 0,
        condition,
        figures: batchFigures(own, settings.stepBudget),
        lines: own,
      },
    ];
  });
}

export interface PointBreadth {
  readonly point: BatchPoint;
  readonly steps: readonly BreadthSummary[];
  /** Whose figures the paper has. */
  readonly paper: 'trained' | 'untrained' | null;
}

/** Of the points whose messages' breadth was measured, in their order. */
export function breadthOfPoints(points: readonly BatchPoint[]): PointBreadth[] {
  return points.flatMap((point) => {
    const steps = breadthSummaries(point.lines);
    const { compression } = point.condition.message;
    const quoted = compression === 'trained' || compression === 'untrained' ? compression : null;
    return steps.length === 0 ? [] : [{ point, steps, paper: point.disturbed ? null : quoted }];
  });
}

/** How many of the steps that both have are broader in the first: its median top share is smaller. */
export function broaderCount(
  one: PointBreadth,
  other: PointBreadth,
): [broader: number, of: number] {
  const medianOf = ({ topShare }: BreadthSummary): number => topShare[1] ?? 0;
  const pairs = one.steps.flatMap((step) => {
    const twin = other.steps.find((two) => two.step === step.step);
    return twin ? [medianOf(step) < medianOf(twin)] : [];
  });
  return [pairs.filter((broader) => broader).length, pairs.length];
}

/** The points that were won most often, all that are tied, the one with the least `x` first. */
export function mostOftenWon<
  T extends { readonly x: number; readonly point: { readonly figures: BatchFigures } },
>(placed: readonly T[]): T[] {
  const rates = placed.map(({ point }) => point.figures.success ?? 0);
  const most = Math.max(...rates);
  return placed.filter((_, place) => rates[place] === most).toSorted((a, b) => a.x - b.x);
}

/** Points that no other beats in both: nothing that takes as little or less wins as often or more. */
export function paretoFront<T extends { readonly x: number; readonly y: number }>(
  points: readonly T[],
): T[] {
  const byCost = points.toSorted((one, other) => one.x - other.x || other.y - one.y);
  let best = Number.NEGATIVE_INFINITY;
  return byCost.filter(({ y }) => {
    if (y <= best) return false;
    best = y;
    return true;
  });
}

export interface ValuePoint {
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Share of the games won by each step, with its Wilson interval. */
export function stepCurve({ lines }: BatchPoint, stepBudget: number): ValuePoint[] {
  return stepsToSuccess(lines, stepBudget).map((value, x) => {
    const [low, high] = wilson95(Math.round(value * lines.length), lines.length);
    return { x, value, low, high };
  });
}

export interface Sweep {
  /** What is perturbed and how, without the strength. */
  readonly key: string;
  readonly point: BatchPoint;
  readonly points: readonly SweepPoint[];
}

export interface SweepPoint extends ValuePoint {
  /** The condition that was played. */
  readonly opens: { readonly key: string; readonly name: string };
}

/** What is perturbed and how, as tables call it, without the strength. */
export function sweepName({ point }: Sweep, words: ConditionWords): string {
  const mark = '\u0000';
  const name = messageName(point.condition.message, { ...words, strength: () => mark });
  return name.replace(`${words.join}${mark}`, '');
}

/** Success by strength of every perturbation that has several; the undisturbed message is strength 0. */
export function sweepsOf(points: readonly BatchPoint[]): Sweep[] {
  const groups = new Map<string, { point: BatchPoint; points: SweepPoint[] }>();
  const valueAt = (x: number, { id, name, figures }: BatchPoint): SweepPoint => {
    const [low, high] = figures.ci95;
    return { x, value: figures.success ?? 0, low, high, opens: { key: id, name } };
  };
  for (const point of points) {
    const { message } = point.condition;
    const { perturbation } = message;
    if (!('strength' in perturbation)) continue;
    const scope = 'scope' in perturbation ? perturbation.scope : '';
    const key = [messageBase(message), perturbation.kind, scope, perturbation.seed].join(' ');
    const group = groups.get(key) ?? { point, points: [] };
    group.points.push(valueAt(perturbation.strength, point));
    groups.set(key, group);
  }
  return [...groups].flatMap(([key, group]) => {
    if (group.points.length < 2) return [];
    const base = messageBase(group.point.condition.message);
    const plain = points.find(({ condition }) => messageId(condition.message) === base);
    const all = [...(plain ? [valueAt(0, plain)] : []), ...group.points];
    return [{ key, point: group.point, points: all.toSorted((a, b) => a.x - b.x) }];
  });
}
