/** Conditions of an evaluation as they are called and drawn. */
import type { Channel } from '../lab/settings';

const NAMES: Readonly<Record<string, string>> = {
  none: 'No message',
  text: 'CoT text',
  'text-sampled': 'CoT text, sampled',
  'text-without-places': 'CoT, places removed',
  'thought-own': 'The actor’s own CoT',
  latent: 'Latent, full',
  'cross-task': 'Latent of another task',
  'cross-task-text': 'Text of another task',
  'cross-task-k8': 'K = 8 of another task',
  'same-type': 'Latent, same task type',
  'white-noise-1': 'White noise 1',
  'commitment-certain': 'Commitment replaced',
  'rest-certain': 'All but it replaced',
  'all-certain': 'All states replaced',
  'script-explorer': 'Script: search',
  'script-named': 'Script: named place, search',
  'script-named-sampled': 'Script: sampled place, search',
  'script-candidates': 'Script: all three places',
  'script-truth': 'Script: the true place',
};

const PATTERNS: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^k(\d+)$/, ([k]) => `Trained K = ${k}`],
  [/^untrained-(\d+)$/, ([k]) => `Untrained K = ${k}`],
  [/^kept-(\d+)$/, ([k]) => `${k} kept evenly`],
  [/^truncated-([\d.]+)$/, ([share]) => `First ${Math.round(Number(share) * 100)}%`],
  [/^cov-noise-([\d.]+)-(\w+)$/, ([strength, of]) => `CovNoise ${strength}, ${of}`],
  [/^k8-cov-noise-([\d.]+)-(\w+)$/, ([strength, of]) => `K = 8, noise ${strength}, ${of}`],
  [/^cov-gauss-0mu-(\w+)$/, ([of]) => `CovGauss, no mean, ${of}`],
  [/^cov-gauss-mu-(\w+)$/, ([of]) => `CovGauss, mean, ${of}`],
  [/^random-rot-(\w+)$/, ([of]) => `RandomRot, ${of}`],
];

/** `Trained K = 8`; a condition that is not known keeps its name. */
export function conditionName(condition: string): string {
  const known = NAMES[condition];
  if (known !== undefined) return known;
  for (const [pattern, name] of PATTERNS) {
    const found = pattern.exec(condition);
    if (found !== null) return name(found.slice(1));
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
