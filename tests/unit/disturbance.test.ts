import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PerturbationSchema } from '../../src/lab/trace-codec';
import {
  changeKind,
  counterpart,
  disturbanceMark,
  disturbancesOf,
  isChanged,
  noiseOf,
  strengthRange,
  stretchOf,
  undisturbed,
  withStretch,
} from '../../src/state/disturbance';
import { laneNames } from '../../src/state/lane-settings';
import { ENGLISH } from '../../src/words/english/english';
import { message } from './run-fixtures';

const cov = { kind: 'cov-noise', scope: 'message', strength: 2, seed: 7 } as const;

describe('a disturbance', () => {
  it('of words is another message; of latents any of the seven', () => {
    expect(disturbancesOf('text')).toEqual(['cross-task', 'same-type']);
    expect(disturbancesOf('latent')).toHaveLength(7);
    expect(disturbancesOf('none')).toEqual([]);
    expect(disturbancesOf('human')).toEqual([]);
  });

  it('keeps seed, scope, strength and steps where the next kind has them', () => {
    const stretch = withStretch(cov, { from: 3, to: 6 });
    expect(changeKind(stretch, 'white-noise')).toEqual({
      kind: 'white-noise',
      strength: 2,
      seed: 7,
      steps: [3, 4, 5],
    });
    expect(changeKind(cov, 'random-rotation')).toEqual({
      kind: 'random-rotation',
      scope: 'message',
      strength: 1,
      seed: 7,
    });
    expect(changeKind(cov, 'cross-task')).toEqual({ kind: 'cross-task', seed: 7 });
    expect(changeKind({ kind: 'cross-task', seed: 3 }, 'cov-gauss-zero')).toEqual({
      kind: 'cov-gauss-zero',
      scope: 'corpus',
      strength: 1,
      seed: 3,
    });
    for (const kind of disturbancesOf('latent')) {
      const changed = changeKind({ kind: 'none' }, kind);
      expect(v.is(PerturbationSchema, changed), kind).toBe(true);
      const noise = noiseOf(changed);
      if (noise) expect(noise.strength).toBeLessThanOrEqual(strengthRange(noise.kind).most);
    }
  });

  it('is of a stretch of steps or of all', () => {
    expect(stretchOf(cov)).toBeNull();
    expect(stretchOf(withStretch(cov, { from: 2, to: 4 }))).toEqual({ from: 2, to: 4 });
    expect(withStretch(withStretch(cov, { from: 2, to: 4 }), null)).toEqual(cov);
  });

  it('has the paper’s name, and its strength where there are several', () => {
    const mark = (perturbation: Parameters<typeof changeKind>[0]) =>
      disturbanceMark(message('latent', { perturbation }));
    expect(mark({ kind: 'none' })).toBe('');
    expect(mark(cov)).toBe('CovNoise 2');
    expect(mark({ kind: 'white-noise', strength: 1, seed: 1 })).toBe('WhiteNoise 1');
    expect(mark({ ...cov, kind: 'random-rotation', strength: 1 })).toBe('RandomRot');
    expect(mark({ ...cov, kind: 'random-rotation', strength: 0.4 })).toBe('RandomRot 0.4');
  });
});

describe('the lane undisturbed beside it', () => {
  const full = message('latent');
  const k8 = message('latent', { compression: 'trained' });
  const noisy = message('latent', { perturbation: cov });

  it('has the same channel and length, and nothing done to it', () => {
    expect(counterpart([noisy, k8, full], 0)).toBe(2);
    expect(counterpart([noisy, k8, { ...full, words: 'By hand.' }], 0)).toBeNull();
    expect(counterpart([{ ...k8, edits: [{ kind: 'splice', ratio: 1 }] }, k8], 0)).toBe(1);
    expect(
      counterpart(
        [
          { ...k8, senderGame: 'x' },
          { ...k8, k: 4 },
        ],
        0,
      ),
    ).toBeNull();
    const first = message('text', { perturbation: { kind: 'cross-task', seed: 1 } });
    expect(counterpart([first, full, message('text')], 0)).toBe(2);
  });

  it('can be made of it', () => {
    const changed = { ...noisy, words: 'x', edits: [], senderGame: 'y' };
    expect(isChanged(changed)).toBe(true);
    expect(undisturbed(changed)).toEqual(full);
    expect(isChanged(full)).toBe(false);
  });

  it('has another name', () => {
    const edited = message('latent', { edits: [{ kind: 'zero', from: 0, to: 1 }] });
    expect(laneNames([full, noisy, edited, message('text')], ENGLISH.lanes)).toEqual([
      'Latent full',
      'Latent full, CovNoise 2',
      'Latent full, step 1 zeroed',
      'CoT text',
    ]);
  });
});
