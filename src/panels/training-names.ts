/** What messages, measures and variants of the training are called. */
import type { Words } from '../words/words';

type TrainingWords = Words['training'];

/** An entry by a name that the files give, where there is one. */
const entry = (texts: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined;

export function messageName({ messages }: TrainingWords, message: string): string {
  const { trained, ...named } = messages;
  const [, k] = /^k(\d+)$/.exec(message) ?? [];
  return k === undefined ? (entry(named, message) ?? message) : trained(k);
}

/** A loss of the log, or `js`. */
export function lossName({ losses, separation }: TrainingWords, key: string): string {
  const [, k] = /^ce_(\d+)$/.exec(key) ?? [];
  if (k !== undefined) return losses.k(k);
  return entry(losses.names, key) ?? entry(separation.names, key) ?? key;
}

export function variantName({ ablations }: TrainingWords, variant: string): string {
  return variant === 'baseline'
    ? ablations.baseline
    : (entry(ablations.variants, variant) ?? variant);
}

/** A measure with a space in its name is a share of games: `uncertain latent`. */
export const isShare = (metric: string): boolean => metric.includes(' ');

export function metricName(words: TrainingWords, metric: string): string {
  const [view = '', message = ''] = metric.split(' ');
  return isShare(metric)
    ? words.ablations.share(view, messageName(words, message))
    : (entry(words.ablations.logged, metric) ?? metric);
}
