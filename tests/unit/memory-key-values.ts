import type { KeyValues } from '../../src/runtime/key-values';

/** Storage in memory, with room for so many bytes. */
export class MemoryKeyValues implements KeyValues {
  readonly values = new Map<string, unknown>();
  room = Number.POSITIVE_INFINITY;
  failure: Error | null = null;

  async get(keys: readonly string[]): Promise<unknown[]> {
    this.#check();
    return keys.map((key) => structuredClone(this.values.get(key)));
  }

  async set(entries: readonly (readonly [string, unknown])[]): Promise<void> {
    this.#check();
    const next = new Map([...this.values, ...structuredClone(entries)]);
    if (bytesOf(next) > this.room) throw new DOMException('No room.', 'QuotaExceededError');
    for (const [key, value] of next) this.values.set(key, value);
  }

  async delete(keys: readonly string[]): Promise<void> {
    this.#check();
    for (const key of keys) this.values.delete(key);
  }

  async keys(): Promise<string[]> {
    this.#check();
    return [...this.values.keys()];
  }

  #check(): void {
    if (this.failure) throw this.failure;
  }
}

function bytesOf(values: ReadonlyMap<string, unknown>): number {
  return [...values.values()].reduce<number>(
    (sum, value) => sum + (value instanceof Uint8Array ? value.length : 0),
    0,
  );
}
