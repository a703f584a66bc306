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

/** Whether the address is of one of the page's own tiers. */
export const isOwnTier = (besides: string, address: string): boolean =>
  OWN_TIERS.some(({ name }) => ownTierUrl(besides, name) === address);
