/**
 * The tiers that are served with the page: the first is played with until another is chosen. Parameters
 * of one model; megabytes as one device downloads them; the first digits of its sender's sha256.
 */
export const OWN_TIERS = [
  { name: 'tiny', parameters: 936_320, megabytes: '4.1', sender: '47e3f3824880219c' },
  { name: 'small', parameters: 7_625_856, megabytes: '30.9', sender: '2f1080d889cbbe8b' },
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

/** Of a hash, so that it still tells models apart. */
const FEWEST_DIGITS = 8;

/** The own tier that has a model with one of these hashes, which may be cut short; null of other models. */
export const ownTierOf = (hashes: readonly string[]): OwnTierName | null =>
  OWN_TIERS.find(({ sender }) =>
    hashes.some(
      (hash) =>
        hash.length >= FEWEST_DIGITS && (hash.startsWith(sender) || sender.startsWith(hash)),
    ),
  )?.name ?? null;
