/** What opening a game of the library has told of it, beyond its path. */
import type { Room, TaskType } from '../alfworld/domain';
import type { LibraryEntry } from './game-library-import';
import { learnt } from './game-library-search';
import type { Said } from './said';

/** What a game's text says of it. */
export interface GameFacts {
  /** The first 16 hex digits of the text's sha256. */
  readonly hash: string;
  /** The goal, as the game says it. */
  readonly task: string;
  /** null for a goal that is none of ALFWorld's six. */
  readonly taskType: TaskType | null;
  /** By the furniture; null where that does not tell. */
  readonly room: Room | null;
  /** The goal holds before anything is done. */
  readonly startsWon: boolean;
}

export type Verdict =
  | ({ readonly kind: 'opened' } & GameFacts)
  | { readonly kind: 'refused'; readonly said: Said };

/** By the entry's key. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** Entries that are found by what is known of them since they were opened, too. */
export function learntEntries(
  entries: readonly LibraryEntry[],
  verdicts: Verdicts,
): LibraryEntry[] {
  return entries.map((entry) => {
    const verdict = verdicts.get(entry.key);
    return verdict?.kind === 'opened' ? learnt(entry, verdict) : entry;
  });
}

const hashIn = (verdicts: Verdicts, { key }: LibraryEntry): string | null => {
  const verdict = verdicts.get(key);
  return verdict?.kind === 'opened' ? verdict.hash : null;
};

/**
 * One row for one game: of opened entries with the same text, those without a dataset folder give
 * way to one in its folder, else to the one that was opened last.
 */
export function mergeTwins(
  entries: readonly LibraryEntry[],
  verdicts: Verdicts,
  latest: string | null = null,
): readonly LibraryEntry[] {
  const weight = ({ key, object }: LibraryEntry): number =>
    object !== null ? 2 : key === latest ? 1 : 0;
  const shown = new Map<string, LibraryEntry>();
  for (const entry of entries) {
    const hash = hashIn(verdicts, entry);
    if (hash === null) continue;
    const other = shown.get(hash);
    if (other === undefined || weight(entry) > weight(other)) shown.set(hash, entry);
  }
  return entries.filter((entry) => {
    const hash = hashIn(verdicts, entry);
    return hash === null || entry.object !== null || shown.get(hash) === entry;
  });
}

/** The entry that stands for this one after `mergeTwins`. */
export function standIn(
  entry: LibraryEntry,
  merged: readonly LibraryEntry[],
  verdicts: Verdicts,
): LibraryEntry {
  if (merged.some(({ key }) => key === entry.key)) return entry;
  const hash = hashIn(verdicts, entry);
  return merged.find((other) => hashIn(verdicts, other) === hash) ?? entry;
}
