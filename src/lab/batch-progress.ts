/** How far a batch is. */
export interface BatchProgress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Episodes a minute since it was started or resumed; null before the first one. */
  readonly perMinute: number | null;
  /** At that rate; null before the first one. */
  readonly secondsLeft: number | null;
}

/**
 * `done` of `total` episodes, `before` of them when it was started `milliseconds` ago: only what was
 * played since says how fast it goes.
 */
export function batchProgress(
  counts: {
    readonly done: number;
    readonly failed: number;
    readonly before: number;
    readonly total: number;
  },
  milliseconds: number,
): BatchProgress {
  const { done, failed, before, total } = counts;
  const played = done - before;
  const known = played > 0 && milliseconds > 0;
  const perMinute = known ? (played / milliseconds) * 60_000 : null;
  return {
    done,
    total,
    failed,
    perMinute,
    secondsLeft: perMinute === null ? null : ((total - done) / perMinute) * 60,
  };
}
