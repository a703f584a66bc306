import { describe, expect, it } from 'vitest';
import { effectSentence, measureEffect } from '../../src/plots/effect-sentence';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { lane, step } from './run-fixtures';

const sure = (command: string, probability: number) => ({
  ...step(command),
  commands: [
    { command: 'go left', probability },
    { command: 'go right', probability: 1 - probability },
  ],
});

const disturbed = lane([], {
  steps: [sure('go left', 0.9), sure('go right', 0.2), sure('go left', 0.5)],
  outcome: 'lost',
});
const plain = lane([], {
  steps: [sure('go left', 0.9), sure('go left', 0.8), sure('go left', 0.5)],
  outcome: 'won',
});
const named = { lane: disturbed, name: 'B', other: plain, otherName: 'A' };

describe('the effect of a change', () => {
  it('is measured until the commands differ, that step included', () => {
    const effect = measureEffect(disturbed, plain);
    expect(effect.different).toEqual({ step: 2, command: 'go right', instead: 'go left' });
    expect(effect.divergences.map(({ step: at }) => at)).toEqual([1, 2]);
    expect(effect.divergences[0]?.nats).toBe(0);
    // scipy.spatial.distance.jensenshannon([.2, .8], [.8, .2]) ** 2
    expect(effect.divergences[1]?.nats).toBeCloseTo(0.1927448, 6);
  });

  it('is one sentence made of what was measured', () => {
    expect(effectSentence(named, ENGLISH.effect)).toBe(
      'B against A: from step 1 to 2 the actor’s distributions over commands are 0.10 nats apart in the mean and 0.19 at step 2, where most (Jensen-Shannon, at most 0.69); the first different command is “go right” instead of “go left”, at step 2; the changed lane lost after 3 steps, the other won in 3 steps.',
    );
    expect(effectSentence(named, CHINESE.effect)).toBe(
      'B 与 A 相比：第 1 到 2 步行动者的命令分布平均相距 0.10 奈特，最大在第 2 步，为 0.19（Jensen-Shannon，至多 0.69）；第一条不同的命令在第 2 步：“go right”，而不是“go left”；改动的一道走了 3 步后失败，另一道用 3 步获胜。',
    );
  });

  it('leaves out divergences that are not measured, and says where nothing differs', () => {
    const steps = disturbed.steps.map(({ commands: _, ...played }) => played);
    const unmeasured = { ...disturbed, steps };
    const same = { ...named, lane: unmeasured, other: unmeasured };
    expect(effectSentence(same, ENGLISH.effect)).toBe(
      'B against A: the same commands at all 3 steps; both lost after 3 steps.',
    );
    const one = { ...named, lane: lane(['look']), other: lane(['look', 'go']) };
    expect(effectSentence(one, ENGLISH.effect)).toBe(
      'B against A: the same command at step 1; the changed lane is at step 1, the other is at step 2.',
    );
    const single = { ...named, lane: { ...disturbed, steps: [sure('go left', 0.9)] } };
    expect(effectSentence(single, ENGLISH.effect)).toContain(
      'are 0.00 nats apart at step 1 (Jensen-Shannon, at most 0.69); the same command at step 1;',
    );
  });

  it('names no step as the largest where all are below a hundredth of a nat', () => {
    const steps = [sure('go left', 0.9), sure('go left', 0.81), sure('go left', 0.5)];
    const near = { ...named, lane: { ...disturbed, steps } };
    expect(effectSentence(near, ENGLISH.effect)).toContain(
      'B against A: at no step from 1 to 3 are the actor’s distributions over commands 0.01 nats or more apart (Jensen-Shannon, at most 0.69); the same commands',
    );
    expect(effectSentence(near, CHINESE.effect)).toContain('没有一步相距 0.01 奈特或以上');
  });

  it('says nothing before both have played', () => {
    expect(effectSentence({ ...named, other: lane([]) }, ENGLISH.effect)).toBe('');
  });
});
