/**
 * The tiers that are served with the page: the first is played with until another is chosen. Parameters
 * of one model; megabytes as one device downloads them.
 */
export const OWN_TIERS = [
  { name: 'tiny', parameters: 936_320, megabytes: '4.1' },
  { name: 'small', parameters: 7_625_856, megabytes: '30.9' },
] as const;

export type OwnTierName = (typeof OWN_TIERS)[number]['name'];

/** Folder of an own tier, with a closing slash, beside that of another. */
export const ownTierUrl = (besides: string, name: string): string =>
  new URL(`../${name}/`, besides).href;

/** The name of the own tier at this address; null of other models. */
export const ownTierAt = (besides: string, address: string): OwnTierName | null =>
  OWN_TIERS.find(({ name }) => ownTierUrl(besides, name) === address)?.name ?? null;

export const isOwnTier = (besides: string, address: string): boolean =>
  ownTierAt(besides, address) !== null;
