/** The link that carries settings alone; `share-link.ts` adds a run. */
import * as v from 'valibot';
import type { RunSettings } from '../lab/settings';
import { type OwnTierName, ownTierAt } from '../shared/own-tiers';
import { INSPECTOR_TABS, type LabData } from './lab-data';
import { SharedSettingsSchema } from './link/limits';
import { writeLink } from './link/link-codec';

/** Whether a link brings these settings as they are. */
export function isShareable(settings: RunSettings): boolean {
  return v.is(SharedSettingsSchema, settings);
}

/** The page's other tier, where that is chosen: the first goes without saying. */
export function linkedModels({
  modelsUrl,
  ownModelsUrl,
}: Pick<LabData, 'modelsUrl' | 'ownModelsUrl'>): OwnTierName | null {
  return modelsUrl === ownModelsUrl ? null : ownTierAt(ownModelsUrl, modelsUrl);
}

export interface LinkedState extends Pick<LabData, 'settings' | 'device' | 'tab'> {
  readonly models: OwnTierName | null;
  /** Null without its run: a step has nothing to show then. */
  readonly step: number | null;
}

/** The page's address with its state. `page`: without query. */
export function settingsLink(
  page: string,
  { settings, models, device, tab, step }: LinkedState,
  embed: boolean,
): string {
  const first = tab === INSPECTOR_TABS[0];
  return `${page}${writeLink({ settings, models, device, tab: first ? null : tab, step, embed })}`;
}
