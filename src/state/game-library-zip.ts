/** Zip files, both ways. Only game files are ever inflated, each alone and when it is opened. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { MOST_GAME_FILE_BYTES } from '../alfworld/game-file';
import { LabError } from '../shared/errors';
import { isGameFileName } from './game-library-path';
import { type Said, SaidError } from './said';

/** Bounds for what a dropped zip may claim. ALFWorld's own, 3,800 games, keeps well below them. */
export const ZIP_LIMITS = {
  zipBytes: 512 * 2 ** 20,
  entries: 200_000,
  unpackedBytes: 4 * 2 ** 30,
} as const;

/** Compressed data is hardly longer than what it stands for. */
const DEFLATE_SLACK = 2 ** 16;

export interface ZipListing {
  /** Names of the game files in it. */
  readonly games: readonly string[];
  readonly others: number;
}

export const tooLarge = (path: string): SaidError =>
  new SaidError('file-too-large', ({ library }) =>
    library.faults.tooLarge(path, String(MOST_GAME_FILE_BYTES / 1e6)),
  );

export const badZip = (said: Said): SaidError => new SaidError('bad-zip', said);

/**
 * The names in a zip; nothing is inflated.
 * @throws LabError 'bad-zip' for what is no zip, and for one beyond the limits.
 */
export function listZip(zip: string, bytes: Uint8Array, limits = ZIP_LIMITS): ZipListing {
  const games = new Set<string>();
  let entries = 0;
  let others = 0;
  let unpacked = 0;
  walkZip(zip, bytes, (entry) => {
    entries += 1;
    if (entries > limits.entries) {
      const most = limits.entries.toLocaleString('en-US');
      throw badZip(({ library }) => library.faults.zipEntries(zip, most));
    }
    if (isGameFileName(entry.name)) {
      games.add(entry.name);
      unpacked += entry.originalSize;
      if (unpacked > limits.unpackedBytes) {
        const most = String(limits.unpackedBytes / 2 ** 30);
        throw badZip(({ library }) => library.faults.zipUnpacked(zip, most));
      }
    } else if (!entry.name.endsWith('/')) others += 1;
    return false;
  });
  return { games: [...games], others };
}

/**
 * One game file's bytes.
 * @throws LabError 'bad-zip' where it is missing or damaged, 'file-too-large'.
 */
export function unzipEntry(zip: string, bytes: Uint8Array, name: string): Uint8Array {
  // A zip may hold a name twice: the first counts, as only one is inflated.
  let taken = false;
  const unpacked = walkZip(zip, bytes, (entry) => {
    if (taken || entry.name !== name) return false;
    if (Math.max(entry.originalSize, entry.size - DEFLATE_SLACK) > MOST_GAME_FILE_BYTES) {
      throw tooLarge(name);
    }
    taken = true;
    return true;
  })[name];
  if (unpacked === undefined) throw badZip(({ library }) => library.faults.zipChanged(zip, name));
  return unpacked;
}

function walkZip(
  zip: string,
  bytes: Uint8Array,
  filter: NonNullable<NonNullable<Parameters<typeof unzipSync>[1]>['filter']>,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (thrown) {
    if (thrown instanceof LabError) throw thrown;
    throw badZip(({ library }) => library.faults.zipDamaged(zip));
  }
}

/** The moment that every entry carries, so that the same game is the same zip. */
const ZIP_DATE = new Date(2026, 0, 1);

/** A zip of these files: path in the zip → text. */
export function zipFiles(files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const entries = Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)]));
  return zipSync(entries, { level: 6, mtime: ZIP_DATE });
}
