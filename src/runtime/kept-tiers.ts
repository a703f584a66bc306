/** The tiers whose files are kept in this browser: what they are, and how to be rid of them. */
import * as v from 'valibot';
import type { KeptTier } from '../client/protocol';
import type { FileStore } from './file-store';
import type { KeyValues } from './key-values';

const RecordSchema = v.object({
  address: v.string(),
  title: v.string(),
  files: v.array(v.object({ path: v.string(), bytes: v.number(), sha256: v.string() })),
  /** What the manifest and other texts beside it said last, by path: for when the network is off. */
  texts: v.record(v.string(), v.string()),
});

export type TierRecord = v.InferOutput<typeof RecordSchema>;

const PREFIX = 'tier/';

export class KeptTiers {
  constructor(
    private readonly storage: KeyValues,
    private readonly files: FileStore,
  ) {}

  async get(address: string): Promise<TierRecord | null> {
    try {
      const [value] = await this.storage.get([PREFIX + address]);
      const read = v.safeParse(RecordSchema, value);
      return read.success ? read.output : null;
    } catch {
      return null;
    }
  }

  /** Remembers a tier; files of an older release of it, and of none at all, are let go. */
  async keep(record: TierRecord): Promise<void> {
    try {
      const texts = { ...(await this.get(record.address))?.texts, ...record.texts };
      await this.storage.set([[PREFIX + record.address, { ...record, texts }]]);
      await this.#sweep();
    } catch {
      // It is downloaded again the next time.
    }
  }

  /** Remembers one more text of a tier that is kept. */
  async keepText(address: string, path: string, text: string): Promise<void> {
    try {
      const record = await this.get(address);
      if (record === null) return;
      const texts = { ...record.texts, [path]: text };
      await this.storage.set([[PREFIX + address, { ...record, texts }]]);
    } catch {
      // It is fetched again the next time.
    }
  }

  /** Every tier of which something is here. */
  async list(): Promise<KeptTier[]> {
    const sizes = await this.files.sizes();
    return (await this.#records()).map(({ address, title, files }) => {
      const own = [...new Map(files.map((file) => [file.sha256, file])).values()];
      const kept = own.reduce((sum, { sha256 }) => sum + (sizes.get(sha256) ?? 0), 0);
      return { address, title, bytes: kept };
    });
  }

  /** Bytes of all files and parts of files. */
  async total(): Promise<number> {
    return [...(await this.files.sizes()).values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Deletes a tier and those of its files that no other one has. */
  async forget(address: string): Promise<void> {
    try {
      await this.storage.delete([PREFIX + address]);
      await this.#sweep();
      this.files.retry();
    } catch {
      // It stays in the list.
    }
  }

  async #records(): Promise<TierRecord[]> {
    try {
      const keys = (await this.storage.keys()).filter((key) => key.startsWith(PREFIX));
      const values = keys.length === 0 ? [] : await this.storage.get(keys);
      return values.flatMap((value) => {
        const read = v.safeParse(RecordSchema, value);
        return read.success ? [read.output] : [];
      });
    } catch {
      return [];
    }
  }

  async #sweep(): Promise<void> {
    const wanted = new Set((await this.#records()).flatMap(({ files }) => files.map(hashOf)));
    for (const sha256 of (await this.files.sizes()).keys()) {
      if (!wanted.has(sha256)) await this.files.drop(sha256);
    }
  }
}

const hashOf = ({ sha256 }: TierRecord['files'][number]): string => sha256;
