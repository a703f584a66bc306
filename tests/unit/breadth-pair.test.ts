import { describe, expect, it } from 'vitest';
import { messageOfId } from '../../src/lab/batch-condition';
import type { PointBreadth } from '../../src/state/batch-view';
import { firstPair } from '../../src/state/breadth-pair';

/** What was measured, by its conditions' names. */
function measured(...ids: readonly string[]): PointBreadth[] {
  return ids.map((id) => {
    const message = messageOfId(id);
    if (message === null) throw new Error(id);
    const disturbed = message.perturbation.kind !== 'none';
    const { compression } = message;
    const quoted = compression === 'trained' || compression === 'untrained' ? compression : null;
    const point = { id, disturbed, condition: { view: 'planner', message } };
    return { point, steps: [], paper: disturbed ? null : quoted } as unknown as PointBreadth;
  });
}

describe('the messages whose breadth is shown first', () => {
  it.each([
    // As table 3 has them: the longest first.
    [['latent', 'k64', 'k8', 'untrained-64', 'untrained-8'], 'untrained-8', 'k8'],
    [['latent', 'k8'], 'latent', 'k8'],
    [['k4', 'untrained-64', 'untrained-4'], 'untrained-4', 'k4'],
    [['latent', 'kept-8'], 'latent', 'kept-8'],
    [['k8+white-noise-1', 'k8'], 'k8', undefined],
    [['k8+white-noise-1'], 'k8+white-noise-1', undefined],
    [[], undefined, undefined],
  ])('of %j', (ids, first, beside) => {
    expect(firstPair(measured(...ids))).toEqual([first, beside]);
  });
});
