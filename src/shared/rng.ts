const MASK_64 = 0xffffffffffffffffn;

/** FNV-1a, 64 bits, of the text's UTF-8 bytes (http://www.isthe.com/chongo/tech/comp/fnv). */
export function hashText(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK_64;
  }
  return hash;
}

/** The first `count` numbers of SplitMix64, which its authors recommend for seeding xoshiro. */
export function splitMix64(seed: bigint, count: number): bigint[] {
  const numbers: bigint[] = [];
  let state = seed & MASK_64;
  for (let i = 0; i < count; i++) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    numbers.push(z ^ (z >> 31n));
  }
  return numbers;
}

/**
 * Four 32-bit words of state to a function that gives the next unsigned 32-bit number:
 * xoshiro128** 1.1 by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c).
 */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): () => number {
  let [a, b, c, d] = [s0 | 0, s1 | 0, s2 | 0, s3 | 0];
  return () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** Seeded random numbers, the same on every machine. A number and its decimal text seed alike. */
export class Rng {
  private readonly seed: string;
  private readonly nextWord: () => number;

  constructor(seed: number | string) {
    this.seed = String(seed);
    const [low = 0n, high = 0n] = splitMix64(hashText(this.seed), 2);
    const words = [low, low >> 32n, high, high >> 32n].map((word) => Number(word & 0xffffffffn));
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = words;
    this.nextWord = xoshiro128(s0, s1, s2, s3);
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    return this.nextWord() / 2 ** 32;
  }

  /** Uniform in 0 … below − 1. */
  integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** One of the items, all equally likely. Throws where there is none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('Nothing to pick from.');
    return items[this.integer(items.length)] as T;
  }

  /** One of the items, as likely as its weight. Throws where no weight is above 0. */
  weighted<T>(items: readonly T[], weights: readonly number[]): T {
    const total = items.reduce((sum, _, i) => sum + (weights[i] ?? 0), 0);
    let left = this.next() * total;
    let last = -1;
    for (let i = 0; i < items.length; i++) {
      const weight = weights[i] ?? 0;
      if (weight <= 0) continue;
      last = i;
      left -= weight;
      if (left < 0) break;
    }
    if (last < 0) throw new RangeError('No item has a weight above 0.');
    return items[last] as T;
  }

  /** The items in random order, as a new array (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }

  /** An independent generator for this label. It depends on the seed alone, not on what was drawn. */
  fork(label: string): Rng {
    return new Rng(`${this.seed}/${label}`);
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }
}
