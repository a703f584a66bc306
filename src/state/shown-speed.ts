/** The benchmark as its table. Apart from its state, so that the page that opens need not have it. */
import type { PlacedSpeed } from '../lab/speed-report';
import { type SpeedGroup, type SpeedWords, speedGroups, speedMarkdown } from '../lab/speed-table';

/** A benchmark as it is shown and copied; `measuredOn`: models, device, browser, date. */
export function shownSpeed(
  speed: PlacedSpeed,
  measuredOn: readonly string[],
  words: SpeedWords,
): { readonly groups: readonly SpeedGroup[]; readonly markdown: string } {
  const groups = speedGroups(speed, words);
  return { groups, markdown: speedMarkdown(measuredOn, groups, words) };
}
