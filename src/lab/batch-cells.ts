/** Figures as reports write them. */
import type { BatchFigures } from './batch-figures';
import { percent } from './batch-names';

export const MISSING = '–';
export const decimal = (value: number | null): string =>
  value === null ? MISSING : value.toFixed(1);
export const share = (value: number | null): string => (value === null ? MISSING : percent(value));
export const whole = (value: number | null): string =>
  value === null ? MISSING : value.toFixed(value >= 100 ? 0 : 1);

/** `+12.0`, with a true minus. */
export const signed = (points: number): string => {
  const text = Math.abs(100 * points).toFixed(1);
  if (text === '0.0') return text;
  return points < 0 ? `−${text}` : `+${text}`;
};

/** A mean difference of steps: `−1.4`, with a true minus. */
export const signedSteps = (steps: number): string => signed(steps / 100);

export const pValue = (p: number): string => (p < 0.001 ? '<0.001' : p.toFixed(3));

export function rateCell(figures: BatchFigures): string {
  if (figures.success === null) return MISSING;
  return `${percent(figures.success)} [${figures.ci95.map(percent).join(', ')}]`;
}
