/** Where runs are found. What reads them is loaded when there is one. */

/** Of a file's name. */
export const RUN_ENDING = '.interlat.json';

export const isRunFile = (name: string): boolean => name.toLowerCase().endsWith(RUN_ENDING);

/** Characters of a fragment that are looked at. */
const LONGEST = 64_100;

/** The packed run of a page's fragment; null where it has none. */
export function runOfFragment(hash: string): string | null {
  return /^#?(?:.*&)?run=([^&]*)/.exec(hash.slice(0, LONGEST))?.[1] ?? null;
}
