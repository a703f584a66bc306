/** The link that goes out. */
import * as v from 'valibot';
import type { RunSettings } from '../lab/settings';
import type { Trace } from '../lab/trace';
import { INSPECTOR_TABS, type LabData } from './lab-data';
import { SharedSettingsSchema } from './link/limits';
import { writeLink } from './link/link-codec';
import { encodeRun } from './link/run-codec';

/** Whether a link brings these settings as they are. */
export function isShareable(settings: RunSettings): boolean {
  return v.is(SharedSettingsSchema, settings);
}

export interface SharedState extends Pick<LabData, 'settings' | 'device' | 'tab' | 'pinnedStep'> {
  /** The run to carry, or null. */
  readonly trace: Trace | null;
}

/** The page's address with its state, and its run where there is one. `page`: without query. */
export function shareLink(page: string, state: SharedState, embed: boolean): string {
  const { settings, device, tab, pinnedStep, trace } = state;
  const query = writeLink({
    settings: trace?.settings ?? settings,
    device,
    tab: tab === INSPECTOR_TABS[0] ? null : tab,
    // Without its run a step has nothing to show.
    step: trace === null ? null : pinnedStep,
    embed,
  });
  return `${page}${query}${trace === null ? '' : `#run=${encodeRun(trace)}`}`;
}
