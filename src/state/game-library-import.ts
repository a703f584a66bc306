/** What a drop or a choice of files adds to the library, and the sentences about it. */
import { LabError, toErrorData } from '../shared/errors';
import type { FoundFile } from './game-library-files';
import { isGameFileName, readGamePath } from './game-library-path';
import { type Searchable, searchWords } from './game-library-search';
import { type Said, SaidError } from './said';

/** A game that can be opened. Its content is not held. */
export interface LibraryEntry extends Searchable {
  /** The same game found again has the same key. */
  readonly key: string;
  /** Rejects with a LabError. */
  readonly read: () => Promise<string>;
}

export interface Import {
  readonly entries: readonly LibraryEntry[];
  /** Files that are no game files. */
  readonly others: readonly string[];
  readonly othersCount: number;
  /** Sentences about zips that could not be listed. */
  readonly failures: readonly Said[];
}

export function libraryEntry(
  path: string,
  stamp: string,
  read: () => Promise<string>,
): LibraryEntry {
  const game = readGamePath(path);
  const key = stamp === '' ? game.path : `${game.path}#${stamp}`;
  return { ...game, key, words: searchWords(game), read };
}

/** Only zips that were dropped by themselves are looked into: a folder is listed unread. */
const isZip = ({ path }: FoundFile): boolean => /^[^/]+\.zip$/i.test(path);

/** Sorts out the game files; looks into zips, but inflates nothing. */
export async function importFiles(files: readonly FoundFile[]): Promise<Import> {
  // Readers of game files and zips are not in what the page loads first.
  const [{ readFoundFile, readZip, readZippedGame }, { listZip }] = await Promise.all([
    import('./game-library-open'),
    import('./game-library-zip'),
  ]);
  const entries: LibraryEntry[] = [];
  const others: string[] = [];
  const failures: Said[] = [];
  let packed = 0;
  for (const found of files) {
    if (isGameFileName(found.path)) {
      entries.push(libraryEntry(found.path, found.stamp, () => readFoundFile(found)));
    } else if (isZip(found)) {
      try {
        const listing = listZip(found.path, await readZip(found));
        packed += listing.others;
        for (const name of listing.games) {
          const read = (): Promise<string> => readZippedGame(found, name);
          entries.push(libraryEntry(`${found.path}/${name}`, found.stamp, read));
        }
      } catch (thrown) {
        failures.push(sentenceOf(thrown));
      }
    } else others.push(found.path);
  }
  return { entries, others, othersCount: others.length + packed, failures };
}

const byPath = new Intl.Collator('en', { numeric: true });

export interface Merged {
  readonly entries: readonly LibraryEntry[];
  readonly added: number;
  /** How many were there already: they are read from where they were found last. */
  readonly again: number;
}

/** The library with more entries, in the order of their paths. */
export function mergeEntries(
  before: readonly LibraryEntry[],
  more: readonly LibraryEntry[],
): Merged {
  const all = new Map(before.map((entry) => [entry.key, entry]));
  for (const entry of more) all.set(entry.key, entry);
  const added = all.size - before.length;
  const entries = [...all.values()].sort((one, other) => byPath.compare(one.path, other.path));
  return { entries, added, again: more.length - added };
}

const written = (count: number): string => count.toLocaleString('en-US');

function foundSentence(games: number, { added, again }: Pick<Merged, 'added' | 'again'>): Said {
  return ({ library: { notices } }) => {
    if (again === 0) return notices.found(written(games));
    return added === 0
      ? notices.foundAgain(written(games))
      : notices.foundSome(written(games), written(again));
  };
}

function othersSentence({ others, othersCount }: Import): Said {
  const [other] = others;
  return ({ library: { notices } }) => {
    if (othersCount > 1) return notices.others(written(othersCount));
    return other === undefined
      ? notices.oneOther
      : notices.other(other.slice(other.lastIndexOf('/') + 1));
  };
}

/** What came of an import, one sentence each; nothing to say where all went as expected. */
export function importSentences(
  found: Import,
  merged: Pick<Merged, 'added' | 'again'>,
  stopped: boolean,
): Said[] {
  const { entries, othersCount, failures } = found;
  const sentences: Said[] = [...failures];
  if (entries.length > 1) sentences.push(foundSentence(entries.length, merged));
  if (stopped) sentences.push(({ library }) => library.notices.stopped);
  if (othersCount > 0) sentences.push(othersSentence(found));
  if (entries.length === 0 && failures.length === 0 && !stopped) {
    sentences.push(({ library: { notices } }) =>
      othersCount === 0 ? notices.noFile : notices.noGame,
    );
  }
  return sentences;
}

/** Why a file is not played; of a fault that is none of the file's, that it is ours. */
export function sentenceOf(thrown: unknown): Said {
  if (thrown instanceof SaidError) return thrown.said;
  const { code, message } = toErrorData(thrown);
  return ({ library: { faults } }) => {
    if (!(thrown instanceof LabError)) return faults.own(message);
    if (code === 'bad-game-file') return faults.badFile(message);
    return code === 'unplayable-game' ? faults.unplayable(message) : faults.other(message);
  };
}
