/** The benchmark of the Device page. */
import type { WorkerEvent } from '../client/protocol';
import type { PlacedSpeed } from '../lab/speed-report';
import { type SpeedGroup, type SpeedWords, speedGroups, speedMarkdown } from '../lab/speed-table';

export type SpeedState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  /** `message` null: other work was asked for. */
  | { readonly kind: 'failed'; readonly message: string | null }
  | { readonly kind: 'measured'; readonly speed: PlacedSpeed; readonly date: string };

/** The state after an event that speaks of it; undefined for all others. */
export function speedAfter(event: WorkerEvent, now: () => string): SpeedState | undefined {
  switch (event.kind) {
    case 'measuring-speed':
      return { kind: 'running', done: event.done, total: event.total };
    case 'speed':
      return { kind: 'measured', speed: event.speed, date: now().slice(0, 10) };
    case 'no-speed':
      return { kind: 'failed', message: event.message };
    case 'ready':
      // Of other models, or on another device.
      return { kind: 'none' };
    default:
      return undefined;
  }
}

/** A benchmark as it is shown and copied; `measuredOn`: models, device, browser, date. */
export function shownSpeed(
  speed: PlacedSpeed,
  measuredOn: readonly string[],
  words: SpeedWords,
): { readonly groups: readonly SpeedGroup[]; readonly markdown: string } {
  const groups = speedGroups(speed, words);
  return { groups, markdown: speedMarkdown(measuredOn, groups, words) };
}
