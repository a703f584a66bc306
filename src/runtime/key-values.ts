/**
 * Where files are kept in this browser: IndexedDB, through idb-keyval. Not the origin's private file
 * system and not the Cache API: both exist on secure pages only, while the page is also served over
 * plain http in a local network, and in IndexedDB a part of a file and the record that lists it are
 * written in one transaction, so that a reload at any moment leaves whole parts.
 */
import { createStore, delMany, getMany, keys, setMany } from 'idb-keyval';

/** A storage by keys. Every method may reject: private windows, full storage. */
export interface KeyValues {
  get(keys: readonly string[]): Promise<unknown[]>;
  /** All of them or none. */
  set(entries: readonly (readonly [key: string, value: unknown])[]): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  keys(): Promise<string[]>;
}

/** This browser's own storage. It is opened on first use: where there is none, that is when it says so. */
export function browserKeyValues(database: string): KeyValues {
  let opened: ReturnType<typeof createStore> | null = null;
  const storage = () => {
    opened ??= createStore(database, 'values');
    return opened;
  };
  return {
    get: async (wanted) => getMany<unknown>([...wanted], storage()),
    set: async (entries) =>
      setMany(
        entries.map(([key, value]) => [key, value]),
        storage(),
      ),
    delete: async (unwanted) => delMany([...unwanted], storage()),
    keys: async () => keys<string>(storage()),
  };
}
