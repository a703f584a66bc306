/** The link that goes out, with the run where there is one. */
import type { Trace } from '../lab/trace';
import type { OwnTierName } from '../shared/own-tiers';
import type { LabData } from './lab-data';
import { encodeRun } from './link/run-codec';
import { settingsLink } from './settings-link';

export interface SharedState extends Pick<LabData, 'settings' | 'device' | 'tab' | 'pinnedStep'> {
  readonly models: OwnTierName | null;
  /** The run to carry, or null. */
  readonly trace: Trace | null;
}

/** The page's address with its state, and its run where there is one. `page`: without query. */
export function shareLink(page: string, state: SharedState, embed: boolean): string {
  const { pinnedStep, trace } = state;
  if (trace === null) return settingsLink(page, { ...state, step: null }, embed);
  const shown = { ...state, settings: trace.settings, step: pinnedStep };
  return `${settingsLink(page, shown, embed)}#run=${encodeRun(trace)}`;
}
