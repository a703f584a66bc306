/**
 * Model files and parts of them, kept from one visit to the next. A file is known by its sha256, so
 * that tiers share what they have in common, and a file that changed is another one.
 */
import * as v from 'valibot';
import type { KeyValues } from './key-values';

/** A file as the store knows it. */
export interface StoredFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Why what is loaded does not stay: the storage is full, or the browser gives none. */
export type Refusal = 'full' | 'unavailable';

const LengthsSchema = v.array(v.pipe(v.number(), v.integer(), v.minValue(1)));

const fileKey = (sha256: string): string => `file/${sha256}`;
const partKey = (sha256: string, index: number): string => `part/${sha256}/${index}`;

/** A part is kept whole: as many bytes are lost at most where the page is closed. */
const SMALLEST_PART = 256 * 1024;
const LARGEST_PART = 4 * 1024 * 1024;

/** Bytes of a part of a file: at most 64 of them, within bounds. */
export function partSize({ bytes }: Pick<StoredFile, 'bytes'>): number {
  return Math.min(LARGEST_PART, Math.max(SMALLEST_PART, Math.ceil(bytes / 64)));
}

/** Never rejects: where nothing can be kept, it is empty and `refusal` says why. */
export class FileStore {
  #refusal: Refusal | null = null;

  constructor(private readonly storage: KeyValues) {}

  /** Since the last call of `retry`. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** Tries again to keep files: something may have been deleted. */
  retry(): void {
    this.#refusal = null;
  }

  /** The parts kept of a file, from its start, in their order. */
  async parts(file: StoredFile): Promise<Uint8Array[]> {
    try {
      const lengths = await this.#lengths(file.sha256);
      const keys = lengths.map((_, index) => partKey(file.sha256, index));
      const parts = keys.length === 0 ? [] : await this.storage.get(keys);
      // Two tabs that load the same file may cut it differently: what does not fit is not used.
      const whole = parts.findIndex(
        (part, index) => !(part instanceof Uint8Array && part.length === lengths[index]),
      );
      const kept = (whole < 0 ? parts : parts.slice(0, whole)) as Uint8Array[];
      const sum = kept.reduce((total, part) => total + part.length, 0);
      return sum <= file.bytes ? kept : [];
    } catch (error) {
      this.#refuse(error);
      return [];
    }
  }

  /** Keeps one more part behind those that are there. */
  async append(sha256: string, before: readonly number[], part: Uint8Array): Promise<void> {
    if (this.#refusal !== null || part.length === 0) return;
    try {
      await this.storage.set([
        [partKey(sha256, before.length), part],
        [fileKey(sha256), [...before, part.length]],
      ]);
    } catch (error) {
      this.#refuse(error);
    }
  }

  async drop(sha256: string): Promise<void> {
    try {
      const lengths = await this.#lengths(sha256);
      const parts = lengths.map((_, index) => partKey(sha256, index));
      await this.storage.delete([fileKey(sha256), ...parts]);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** How many bytes are kept of each file, by sha256. */
  async sizes(): Promise<ReadonlyMap<string, number>> {
    try {
      const prefix = fileKey('');
      const keys = (await this.storage.keys()).filter((key) => key.startsWith(prefix));
      const values = keys.length === 0 ? [] : await this.storage.get(keys);
      return new Map(
        keys.map((key, index) => [
          key.slice(prefix.length),
          readLengths(values[index]).reduce((sum, length) => sum + length, 0),
        ]),
      );
    } catch (error) {
      this.#refuse(error);
      return new Map();
    }
  }

  async #lengths(sha256: string): Promise<number[]> {
    const [lengths] = await this.storage.get([fileKey(sha256)]);
    return readLengths(lengths);
  }

  #refuse(error: unknown): void {
    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    this.#refusal = name === 'QuotaExceededError' ? 'full' : 'unavailable';
  }
}

function readLengths(value: unknown): number[] {
  const read = v.safeParse(LengthsSchema, value);
  return read.success ? read.output : [];
}
