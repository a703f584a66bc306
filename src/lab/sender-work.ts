import type { LatentMessage, Thought } from './sender';
import type { SenderView } from './sender-views';
import type { SamplingSettings } from './settings';

/** Some megabytes with a tiny sender. */
const MOST_KEPT = 32;

/** A map that forgets what has not been used for longest. */
export class RecentMap<T> {
  private readonly entries = new Map<string, T>();

  constructor(private readonly most: number) {}

  get(key: string): T | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
  }
}

/** What a sender wrote on games that it was told about in one way; the game is part of the keys. */
export interface WrittenWork {
  readonly thoughts: RecentMap<Thought>;
  readonly loops: RecentMap<LatentMessage>;
  /** What is being written, by its key; never rejects. */
  readonly writing: Map<string, Promise<void>>;
}

/**
 * What `kept` has under the key, or what `write` makes: once, also where several ask at the same time.
 * Who asked first may fail or be given up: then the next one writes for itself.
 */
export async function writtenOnce<T>(
  kept: RecentMap<T>,
  writing: WrittenWork['writing'],
  key: string,
  write: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const other = writing.get(key);
    if (other) {
      await other;
      continue;
    }
    const own = write();
    const ended = own.then(
      (made) => void kept.set(key, made),
      () => {},
    );
    writing.set(key, ended);
    try {
      return await own;
    } finally {
      writing.delete(key);
    }
  }
}

/**
 * What the sender of one set of models has written. A run that shares it with another generates only
 * what that one did not: the same game, view and sampling give the same words. Other models need
 * their own.
 */
export class SenderWork {
  private readonly byTelling = new RecentMap<WrittenWork>(4);

  /** `most`: as many thoughts, and as many latent loops, are kept for each way of telling. */
  constructor(private readonly most = MOST_KEPT) {}

  of(view: SenderView, sampling?: SamplingSettings): WrittenWork {
    const { temperature, topP, seed } = sampling ?? {};
    const key = JSON.stringify([view, temperature, topP, seed]);
    const known = this.byTelling.get(key);
    if (known) return known;
    const work = {
      thoughts: new RecentMap<Thought>(this.most),
      loops: new RecentMap<LatentMessage>(this.most),
      writing: new Map<string, Promise<void>>(),
    };
    this.byTelling.set(key, work);
    return work;
  }
}
