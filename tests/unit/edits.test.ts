import { describe, expect, it } from 'vitest';
import {
  averageSteps,
  type EditableMessage,
  interpolateSteps,
  removeSteps,
  repeatStep,
  replaceSteps,
  spliceSteps,
  swapSteps,
  zeroSteps,
} from '../../src/interlat/edits';

/** Five steps of two numbers: [0, 0], [1, 10], [2, 20] … */
const MESSAGE: EditableMessage = {
  dim: 2,
  latents: Float32Array.of(0, 0, 1, 10, 2, 20, 3, 30, 4, 40),
  places: [0, 1, 2, 3, 4],
  tail: [],
};

const firsts = ({ latents }: EditableMessage): number[] =>
  [...latents].filter((_, i) => i % 2 === 0);

describe('edits', () => {
  it('remove, zero and average a stretch, its end not included', () => {
    expect(firsts(removeSteps(MESSAGE, 1, 3))).toEqual([0, 3, 4]);
    expect(removeSteps(MESSAGE, 1, 3).places).toEqual([0, 3, 4]);
    expect(removeSteps(MESSAGE, 0, 5).latents).toHaveLength(0);
    expect([...zeroSteps(MESSAGE, 3, 5).latents]).toEqual([0, 0, 1, 10, 2, 20, 0, 0, 0, 0]);
    expect(zeroSteps(MESSAGE, 3, 5).places).toEqual([0, 1, 2, null, null]);
    expect([...averageSteps(MESSAGE, 1, 5).latents]).toEqual([
      0, 0, 2.5, 25, 2.5, 25, 2.5, 25, 2.5, 25,
    ]);
    expect(averageSteps(MESSAGE, 1, 2)).toEqual(MESSAGE);
  });

  it('repeat and swap steps, which go on emitting their tokens', () => {
    expect(firsts(repeatStep(MESSAGE, 1, 3))).toEqual([0, 1, 1, 1, 2, 3, 4]);
    expect(repeatStep(MESSAGE, 1, 3).places).toEqual([0, 1, 1, 1, 2, 3, 4]);
    expect(firsts(swapSteps(MESSAGE, 0, 4))).toEqual([4, 1, 2, 3, 0]);
    expect(swapSteps(MESSAGE, 0, 4).places).toEqual([4, 1, 2, 3, 0]);
    expect(swapSteps(MESSAGE, 2, 2)).toEqual(MESSAGE);
  });

  it('splice: the first share stays latent, the words of the other steps follow', () => {
    const spliced = spliceSteps(MESSAGE, 0.5);
    expect(firsts(spliced)).toEqual([0, 1, 2]);
    expect(spliced.places).toEqual([0, 1, 2]);
    expect(spliced.tail).toEqual([3, 4]);
    expect(spliceSteps(spliced, 1 / 3).tail).toEqual([1, 2, 3, 4]);
    expect(spliceSteps(zeroSteps(MESSAGE, 3, 4), 0).tail).toEqual([0, 1, 2, 4]);
    expect(spliceSteps(MESSAGE, 1)).toEqual(MESSAGE);
  });

  it('interpolate as far as the shorter message goes; amount 0 is no edit', () => {
    const other = Float32Array.of(8, 80, 9, 90);
    const mixed = interpolateSteps(MESSAGE, other, 0.25);
    expect([...mixed.latents]).toEqual([2, 20, 3, 30]);
    expect(mixed.places).toEqual([null, null]);
    expect(interpolateSteps(MESSAGE, other, 1).latents).toEqual(other);
    expect(interpolateSteps(MESSAGE, other, 0)).toBe(MESSAGE);
  });

  it('replace the steps of chosen places, wherever they stand now', () => {
    const states = MESSAGE.latents.map((value) => value + 100);
    const moved = removeSteps(MESSAGE, 0, 2);
    const replaced = replaceSteps(moved, states, (place) => place === 3);
    expect([...replaced.latents]).toEqual([2, 20, 103, 130, 4, 40]);
    expect(() => replaceSteps(moved, states, (place) => place === 0)).toThrow('Send it in full');
  });

  it('leave the message given as it is', () => {
    const before = structuredClone(MESSAGE);
    zeroSteps(MESSAGE, 0, 5);
    averageSteps(MESSAGE, 0, 5);
    swapSteps(MESSAGE, 0, 1);
    replaceSteps(MESSAGE, new Float32Array(10), () => true);
    expect(MESSAGE).toEqual(before);
  });

  it.each([
    [() => removeSteps(MESSAGE, 2, 6), 'has 5 steps: there is no step 6'],
    [() => zeroSteps(MESSAGE, 5, 6), 'there is no step 6'],
    [() => averageSteps(MESSAGE, 3, 3), 'From step 4 to step 3 there is no step'],
    [() => repeatStep(MESSAGE, 7, 2), 'there is no step 8'],
    [() => repeatStep(MESSAGE, 1, 0), 'cannot come 0 times'],
    [() => swapSteps(MESSAGE, 1, 9), 'there is no step 10'],
    [() => swapSteps(removeSteps(MESSAGE, 0, 5), 0, 0), 'The message has no steps'],
  ])('refuse what is not there: %#', (act, reason) => {
    expect(act).toThrow(reason);
  });
});
