/** The batch in progress, kept in this browser so that a reload goes on where it was. */

import { clear, createStore, entries, get, set, setMany } from 'idb-keyval';
import * as v from 'valibot';
import { type BatchFile, checkBatch, encodeLine, orderedLines } from '../lab/batch-file';
import { type BatchLine, lineKey } from '../lab/batch-line';
import type { BatchGame } from './batch-games';

const Games = v.array(
  v.object({
    name: v.string(),
    task: v.string(),
    taskType: v.string(),
    file: v.object({ name: v.string(), text: v.string(), agent: v.nullable(v.string()) }),
  }),
);

export type BatchHead = Omit<BatchFile, 'lines'>;

/** Every method may reject: private windows, full storage. */
export interface BatchMemory {
  /** Null where nothing that can be read is kept. */
  recall(): Promise<BatchFile | null>;
  /** The imported games of the batch that is kept. */
  games(): Promise<readonly BatchGame[]>;
  /** Forgets what was kept and begins with this batch and its imported games. */
  begin(head: BatchHead, games: readonly BatchGame[]): Promise<void>;
  /** What it begins with has changed. */
  change(head: BatchHead): Promise<void>;
  add(lines: readonly BatchLine[]): Promise<void>;
  forget(): Promise<void>;
}

const HEAD = 'head';
const LINE = 'line ';
const GAMES = 'games';

/** This browser's own storage. */
export function browserBatchMemory(): BatchMemory {
  // Opened on first use: where there is no storage, that is when it says so.
  let opened: ReturnType<typeof createStore> | null = null;
  const storage = () => {
    opened ??= createStore('interlat-lab-batch', 'episodes');
    return opened;
  };
  return {
    recall: async () => {
      const head = await get<unknown>(HEAD, storage());
      if (typeof head !== 'object' || head === null) return null;
      const kept = await entries<string, unknown>(storage());
      const lines = kept.flatMap(([key, line]) => (key.startsWith(LINE) ? [line] : []));
      try {
        const batch = checkBatch({ ...head, lines });
        return { ...batch, lines: orderedLines(batch.settings, batch.lines) };
      } catch {
        // Of another version of this page.
        return null;
      }
    },
    games: async () => {
      const read = v.safeParse(Games, await get<unknown>(GAMES, storage()));
      return read.success ? read.output : [];
    },
    begin: async (head, games) => {
      await clear(storage());
      await set(HEAD, head, storage());
      if (games.length > 0) await set(GAMES, games, storage());
    },
    change: (head) => set(HEAD, head, storage()),
    add: async (lines) => {
      // As plain data: what is stored must not depend on how a line was made.
      const rows = lines.map((line): [string, unknown] => [
        `${LINE}${lineKey(line)}`,
        JSON.parse(encodeLine(line)),
      ]);
      await setMany(rows, storage());
    },
    forget: async () => clear(storage()),
  };
}
