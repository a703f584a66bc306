/** Conditions of an evaluation as they are called and drawn. */
import type { Channel } from '../lab/settings';

/** What conditions are called in a language. */
export interface ConditionWords {
  readonly names: Readonly<Record<string, string>>;
  trained(k: string): string;
  untrained(k: string): string;
  kept(count: string): string;
  truncated(percent: string): string;
  covNoise(strength: string, of: string): string;
  shortCovNoise(k: string, strength: string, of: string): string;
  covGaussZero(of: string): string;
  covGaussMean(of: string): string;
  rotation(of: string): string;
  readonly scopes: Readonly<Record<string, string>>;
}

type Naming = (words: ConditionWords, parts: readonly string[]) => string;

const scope = ({ scopes }: ConditionWords, of = ''): string => scopes[of] ?? of;

const PATTERNS: readonly (readonly [RegExp, Naming])[] = [
  [/^k(\d+)$/, (words, [k = '']) => words.trained(k)],
  [/^untrained-(\d+)$/, (words, [k = '']) => words.untrained(k)],
  [/^kept-(\d+)$/, (words, [count = '']) => words.kept(count)],
  [
    /^truncated-([\d.]+)$/,
    (words, [share]) => words.truncated(String(Math.round(Number(share) * 100))),
  ],
  [
    /^cov-noise-([\d.]+)-(\w+)$/,
    (words, [strength = '', of]) => words.covNoise(strength, scope(words, of)),
  ],
  [
    /^k(\d+)-cov-noise-([\d.]+)-(\w+)$/,
    (words, [k = '', strength = '', of]) => words.shortCovNoise(k, strength, scope(words, of)),
  ],
  [/^cov-gauss-0mu-(\w+)$/, (words, [of]) => words.covGaussZero(scope(words, of))],
  [/^cov-gauss-mu-(\w+)$/, (words, [of]) => words.covGaussMean(scope(words, of))],
  [/^random-rot-(\w+)$/, (words, [of]) => words.rotation(scope(words, of))],
];

/** `Trained K = 8`; a condition that is not known keeps its name. */
export function conditionName(words: ConditionWords, condition: string): string {
  if (Object.hasOwn(words.names, condition)) return words.names[condition] ?? condition;
  for (const [pattern, name] of PATTERNS) {
    const found = pattern.exec(condition);
    if (found !== null) return name(words, found.slice(1));
  }
  return condition;
}

/** What carries the message of a condition. */
export function conditionChannel(condition: string): Channel {
  if (condition === 'none' || condition === 'thought-own') return 'none';
  if (condition.includes('text')) return 'text';
  const latent =
    /^(latent|k\d|untrained|kept|truncated|cross|same|white|cov|random|commitment|rest|all)/;
  return latent.test(condition) ? 'latent' : 'none';
}

/** Whether the message was disturbed, or is another game's: drawn as a hatched diamond. */
export function isDisturbed(condition: string): boolean {
  return /cross-task|same-type|noise|gauss|random-rot|-certain$/.test(condition);
}
