/** Files that were opened, kept in this browser so that a reload finds them again. */
import { clear, createStore, delMany, entries, set } from 'idb-keyval';
import * as v from 'valibot';
import { ROOMS, TASK_TYPES } from '../alfworld/domain';

/** How many opened files are kept. */
export const MOST_KEPT = 20;

const keptGame = v.object({
  name: v.string(),
  /** Of its entry in the library. */
  key: v.string(),
  path: v.string(),
  /** What is to be done, as the game says it. */
  task: v.string(),
  /** What else the file says; files that were kept before these were known lack it. */
  taskType: v.optional(v.nullable(v.picklist(TASK_TYPES)), null),
  room: v.optional(v.nullable(v.picklist(ROOMS)), null),
  startsWon: v.optional(v.boolean(), false),
  text: v.string(),
  agent: v.nullable(v.string()),
  /** Milliseconds since 1970. */
  openedAt: v.number(),
});

/** A game that was opened from a file. `name` is its identity: `file/<title>/<hash>`. */
export interface KeptGame extends v.InferOutput<typeof keptGame> {}

/** Where opened games are kept. Every method may reject: private windows, full storage. */
export interface GameMemory {
  /** The latest first. */
  recall(): Promise<KeptGame[]>;
  keep(game: KeptGame): Promise<void>;
  forget(): Promise<void>;
}

/** Of all that is kept, what to let go. */
export function surplus(games: readonly KeptGame[]): string[] {
  return latestFirst(games)
    .slice(MOST_KEPT)
    .map(({ name }) => name);
}

const latestFirst = (games: readonly KeptGame[]): KeptGame[] =>
  games.toSorted((one, other) => other.openedAt - one.openedAt);

/** This browser's own storage. */
export function browserMemory(): GameMemory {
  // Opened on first use: where there is no storage, that is when it says so.
  let opened: ReturnType<typeof createStore> | null = null;
  const storage = () => {
    opened ??= createStore('interlat-lab', 'opened-games');
    return opened;
  };
  const all = async (): Promise<KeptGame[]> => {
    const kept = await entries<string, unknown>(storage());
    return kept.flatMap(([, value]) => {
      const read = v.safeParse(keptGame, value);
      return read.success ? [read.output] : [];
    });
  };
  return {
    recall: async () => latestFirst(await all()),
    keep: async (game) => {
      await set(game.name, game, storage());
      await delMany(surplus(await all()), storage());
    },
    forget: async () => clear(storage()),
  };
}
