/** Lines of a training log as curves. */
import type { Channel } from '../lab/settings';
import type { CurveStage } from '../shared/card';
import type { Curve } from './curve-plot';

type Log = CurveStage['log'];

/** Figures of a log line that are no losses of a kind of batch. */
const OTHERS = ['step', 'tokens', 'seconds', 'norm', 'js', 'js_entities', 'loss'];

/** The losses that a log has: those by K first, in its order, the others as they first stand there. */
export function lossNames(log: Log): string[] {
  const names = new Set(log.flatMap((line) => Object.keys(line)));
  return [...names]
    .filter((name) => !OTHERS.includes(name) && !name.startsWith('telegram'))
    .toSorted((one, other) =>
      orderOf(one) < orderOf(other) ? -1 : orderOf(one) > orderOf(other) ? 1 : 0,
    );
}

const orderOf = (name: string): number => Number(/^ce_(\d+)$/.exec(name)?.[1] ?? Infinity);

/** Whole, in part, mixed: all of them latents, told apart by their dashes. */
const PATTERNS: Readonly<Record<string, number>> = { subset: 1, mixed: 2, align: 3, direction: 1 };

const CHANNELS: Readonly<Record<string, Channel>> = { text: 'text', none: 'none', kl: 'none' };

function patternOf(key: string): number {
  const known = PATTERNS[key];
  if (known !== undefined) return known;
  const k = /^ce_(\d+)$/.exec(key)?.[1];
  if (k !== undefined) return Math.round(Math.log2(Number(k)));
  return key === 'js_entities' ? 1 : 0;
}

/** A figure of the log by tokens, where it was logged; `name`: what it is called. */
export function logCurve(log: Log, key: string, name: string): Curve {
  return {
    name,
    channel: CHANNELS[key] ?? 'latent',
    pattern: patternOf(key),
    points: log.flatMap((line) => {
      const value = line[key];
      return value === undefined ? [] : [{ tokens: line.tokens, value }];
    }),
  };
}
