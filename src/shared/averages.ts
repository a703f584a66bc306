/** Sums and averages of measured values. */

/** 0 where there are none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Null where there are none. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/**
 * The percentile, 0 to 100, of ascending values, with linear interpolation between neighbours (Hyndman and
 * Fan 1996, definition 7, NumPy's default); null where there are none.
 */
export function percentile(ascending: readonly number[], percent: number): number | null {
  const place = ((ascending.length - 1) * percent) / 100;
  const below = ascending[Math.floor(place)];
  const above = ascending[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/** Of an even number of values, the larger of the two in the middle: one that was measured; NaN where there are none. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Of an even number of values, the mean of the two in the middle; null where there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
