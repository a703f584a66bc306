/** Conditions, splits and task types in the words of a language. */

import { PLAIN_SEED } from './batch-condition';
import type { ConditionWords, ReportWords } from './batch-words';
import type { MessageSettings } from './settings';

/** `57.3` of a share. */
export const percent = (share: number): string => (100 * share).toFixed(1);

function baseName(
  { channel, compression, k, ratio }: MessageSettings,
  words: ConditionWords,
): string {
  if (channel !== 'latent') return words[channel];
  if (compression === 'full') return words.latent;
  if (compression === 'truncated') return words.truncated(`${Math.round(100 * ratio)}`);
  return words[compression](`${k}`);
}

/** `Trained K = 8`; `CovNoise, 0.5×, own statistics`. */
export function messageName(message: MessageSettings, words: ConditionWords): string {
  const { perturbation, edits = [] } = message;
  const base = baseName(message, words);
  const changed = edits.length === 0 ? [] : [words.edits(`${edits.length}`)];
  if (perturbation.kind === 'none') return [base, ...changed].join(words.join);
  const details = [words.kinds[perturbation.kind]];
  if ('strength' in perturbation) {
    details.push(words.strength(`${perturbation.strength}`));
    if ('scope' in perturbation) details.push(words.scopes[perturbation.scope]);
    const { steps } = perturbation;
    if (steps !== undefined) details.push(words.steps(`${steps.length}`));
  }
  if (perturbation.seed !== PLAIN_SEED) details.push(words.seed(`${perturbation.seed}`));
  const name = [...details, ...changed].join(words.join);
  const full = message.channel === 'latent' && message.compression === 'full';
  return full ? name : words.of(name, base);
}

/**
 * Names of messages, the lengths of one kind together: `First 90%, 80%`; `Trained K = 64, 32`; then each
 * other message by itself. In the order of the first of each.
 */
export function groupedNames(
  messages: readonly MessageSettings[],
  words: ConditionWords,
): string[] {
  const groups = new Map<string, { join: (sizes: string) => string; sizes: string[] }>();
  for (const message of messages) {
    const { channel, compression, k, ratio, perturbation, edits = [] } = message;
    const name = messageName(message, words);
    const plain = channel === 'latent' && perturbation.kind === 'none' && edits.length === 0;
    if (!plain || compression === 'full') {
      groups.set(name, { join: () => name, sizes: [] });
      continue;
    }
    const size = compression === 'truncated' ? `${Math.round(100 * ratio)}` : `${k}`;
    const group = groups.get(compression) ?? { join: words[compression], sizes: [] };
    group.sizes.push(size);
    groups.set(compression, group);
  }
  return [...groups].map(([key, { join, sizes }]) =>
    join(sizes.join(key === 'truncated' ? `%${words.join}` : words.join)),
  );
}

export function splitName(split: string | null, { splits }: ReportWords): string {
  const names: Readonly<Record<string, string>> = splits;
  return names[split ?? 'files'] ?? split ?? '';
}

export function taskName(task: string, { tasks }: ReportWords): string {
  const names: Readonly<Record<string, string>> = tasks;
  return names[task] ?? task.replaceAll('_', ' ');
}
