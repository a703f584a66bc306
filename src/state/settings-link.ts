/** The link that carries settings alone; `share-link.ts` adds a run. */
import * as v from 'valibot';
import type { RunSettings } from '../lab/settings';
import { INSPECTOR_TABS, type LabData } from './lab-data';
import { SharedSettingsSchema } from './link/limits';
import { writeLink } from './link/link-codec';

/** Whether a link brings these settings as they are. */
export function isShareable(settings: RunSettings): boolean {
  return v.is(SharedSettingsSchema, settings);
}

export interface LinkedState extends Pick<LabData, 'settings' | 'device' | 'tab'> {
  /** Null without its run: a step has nothing to show then. */
  readonly step: number | null;
}

/** The page's address with its state. `page`: without query. */
export function settingsLink(
  page: string,
  { settings, device, tab, step }: LinkedState,
  embed: boolean,
): string {
  const first = tab === INSPECTOR_TABS[0];
  return `${page}${writeLink({ settings, device, tab: first ? null : tab, step, embed })}`;
}
