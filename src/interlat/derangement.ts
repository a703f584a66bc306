import type { Rng } from '../shared/rng';

/**
 * A permutation in which every item goes to one with another label: `labels[result[i]] ≠ labels[i]`,
 * each item used once (CrossTask, perturbations.md). Items are drawn up label by label, in random
 * order, and moved on by the size of the largest label. Throws where one label takes more than half
 * of the items, since then there is no such permutation.
 */
export function derange(labels: readonly string[], rng: Rng): number[] {
  const byLabel = new Map<string, number[]>();
  labels.forEach((label, item) => {
    byLabel.set(label, [...(byLabel.get(label) ?? []), item]);
  });
  const groups = rng.shuffle([...byLabel.values()]).map((group) => rng.shuffle(group));
  const shift = Math.max(0, ...groups.map((group) => group.length));
  if (2 * shift > labels.length) {
    throw new RangeError('More than half of the items have the same label.');
  }
  const drawnUp = groups.flat();
  const result = new Array<number>(labels.length);
  drawnUp.forEach((item, place) => {
    result[item] = drawnUp[(place + shift) % drawnUp.length] as number;
  });
  return result;
}
