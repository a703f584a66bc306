import { describe, expect, it } from 'vitest';
import {
  ablationOutcome,
  ablationRows,
  firstGain,
  firstUse,
  type SuccessLine,
  successAt,
} from '../../src/state/training-story';
import { ablations, curves } from './card-fixtures';

/** One snapshot a number, of 40 games. */
const of = (message: string, won: readonly number[], view: 'uncertain' | 'scout' = 'uncertain') =>
  won.map(
    (count, step): SuccessLine => ({
      step,
      tokens: step * 1e4,
      minutes: step,
      view,
      message,
      games: 40,
      won: count,
    }),
  );

describe('the moment from which a message is used', () => {
  const none = of('none', [18, 20, 20, 20, 20]);

  it('is the first snapshot above no message by more than its interval, to the end', () => {
    // Wilson's lower end of 28 of 40 is 0.546, of 26 of 40 it is 0.495.
    const found = firstUse([...none, ...of('latent', [18, 26, 28, 30, 39])], 'uncertain', 'latent');
    expect(found).toMatchObject({ step: 2, tokens: 20_000, won: 28, reference: { won: 20 } });
    const late = firstUse([...none, ...of('latent', [18, 38, 20, 36, 39])], 'uncertain', 'latent');
    expect(late?.step).toBe(3);
    expect(firstUse([...none, ...of('latent', [39, 39, 39, 39, 20])], 'uncertain', 'latent')).toBe(
      null,
    );
  });

  it('takes no message from the one view it was measured in', () => {
    const scout = of('latent', [18, 39, 39, 39, 39], 'scout');
    expect(firstUse([...none, ...scout], 'scout', 'latent')?.step).toBe(1);
    expect(firstUse(scout, 'scout', 'latent')).toBeNull();
  });

  it('is above the start where there is no lane without a message', () => {
    expect(firstGain(of('k8', [12, 20, 31, 16, 30]), 'uncertain', 'k8')?.step).toBe(4);
    expect(firstGain(of('k8', [12, 12]), 'uncertain', 'k8')).toBeNull();
    expect(firstGain(of('k8', [12, 39]).slice(1), 'uncertain', 'k8')).toBeNull();
  });

  it('is found in the fixture’s curves', () => {
    const success = curves.stages.actor?.success ?? [];
    const found = firstUse(success, 'uncertain', 'latent');
    expect(found).not.toBeNull();
    expect(found?.step).toBeGreaterThan(0);
    expect(successAt(success, 'uncertain', 'latent', 'last')?.step).toBe(850);
    expect(successAt(success, null, 'none', 'first')?.step).toBe(0);
    expect(successAt(success, 'planner', 'latent', 'last')).toBeNull();
  });
});

describe('ablations', () => {
  it('compare ranges over the seeds', () => {
    const baseline = [0.63, 0.66, 0.61];
    expect(ablationOutcome([0.61, 0.64, 0.6], baseline)).toBe('overlap');
    expect(ablationOutcome([0.31, 0.6, 0.55], baseline)).toBe('below');
    expect(ablationOutcome([0.7, 0.67, 0.8], baseline)).toBe('above');
    expect(ablationOutcome([0.61], baseline)).toBe('overlap');
    expect(ablationOutcome([], baseline)).toBeNull();
    expect(ablationOutcome([0.6], [])).toBeNull();
  });

  it('stand with the baseline first and their seeds in order', () => {
    const actor = ablations.filter(({ stage }) => stage === 'actor').toReversed();
    const rows = ablationRows(actor, 'uncertain latent');
    expect(rows.map(({ variant }) => variant)).toEqual([
      'baseline',
      'no-adapter',
      'no-curriculum',
      'no-alignment',
      'no-separation',
    ]);
    const seeds = actor.filter(({ variant }) => variant === 'baseline').toReversed();
    expect(rows[0]?.values).toEqual(seeds.map(({ metrics }) => metrics['uncertain latent']));
    expect(ablationRows(actor, 'no such').every(({ values }) => values.length === 0)).toBe(true);
  });
});
