/** What a drop or a choice of files adds to the library, and the sentences about it. */
import { LabError, toErrorData } from '../shared/errors';
import type { FoundFile } from './game-library-files';
import { isGameFileName, readGamePath } from './game-library-path';
import { type Searchable, searchWords } from './game-library-search';

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
  readonly failures: readonly string[];
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
  const failures: string[] = [];
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
        failures.push(toErrorData(thrown).message);
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

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What came of an import, one sentence each; nothing to say where all went as expected. */
export function importSentences(
  { entries, others, othersCount, failures }: Import,
  { added, again }: Pick<Merged, 'added' | 'again'>,
  stopped: boolean,
): string[] {
  const sentences = [...failures];
  if (entries.length > 1) {
    const found = counted(entries.length, 'game', 'games');
    const known =
      again === 0
        ? ''
        : `, ${added === 0 ? 'all' : again.toLocaleString('en-US')} of them listed before`;
    sentences.push(`${found} found${known}.`);
  }
  if (stopped) sentences.push('Stopped: what was found until then is in the list.');
  const [other] = others;
  if (othersCount === 1 && other !== undefined) {
    sentences.push(
      `“${other.slice(other.lastIndexOf('/') + 1)}” is no game.tw-pddl and was left out.`,
    );
  } else if (othersCount > 0) {
    const left = counted(othersCount, 'file was', 'files were');
    sentences.push(`${left} no game.tw-pddl and ${othersCount === 1 ? 'was' : 'were'} left out.`);
  }
  if (entries.length === 0 && failures.length === 0 && !stopped) {
    sentences.push(
      othersCount === 0
        ? 'There was no file in it. Drop a game.tw-pddl, a zip or a dataset folder.'
        : 'A game of ALFWorld is a file called game.tw-pddl: drop one, a zip or a folder that has some.',
    );
  }
  return sentences;
}

/** A LabError's sentence; of any other fault, that it is ours. */
export function sentenceOf(thrown: unknown): string {
  if (thrown instanceof LabError) return thrown.message;
  return `This page failed at reading the file: ${toErrorData(thrown).message} Please report it with the file.`;
}
