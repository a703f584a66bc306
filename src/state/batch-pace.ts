/** How fast a batch goes now, and not how fast it went at its start. */
import type { BatchData } from './batch-data';

type Mark = NonNullable<BatchData['since']>;

/** Ms: longer than the longest games take, so that their waves even out. */
export const PACE_WINDOW = 60_000;

/** Marks of the window that ends with the last one; the first of them is where the rate is counted from. */
export function withinPace(marks: readonly Mark[]): readonly Mark[] {
  const last = marks.at(-1)?.at ?? 0;
  const later = marks.findIndex(({ at }) => at > last - PACE_WINDOW);
  return marks.slice(Math.max(0, later - 1));
}
