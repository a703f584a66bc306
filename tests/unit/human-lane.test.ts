import { describe, expect, it } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import { Run } from '../../src/lab/lanes';
import { FakeModels } from './fake-models';
import {
  INFORMING,
  laneTraces,
  message,
  NEVER,
  outcomes,
  settings,
  WINNING,
} from './scripted-runs';

const HUMAN = message({ channel: 'human' });

/** A run without models on a clock that the test sets. */
function alone(stepBudget = 20) {
  const clock = { now: 1000 };
  const run = new Run(null, settings([HUMAN], stepBudget), { now: () => clock.now });
  return { run, clock };
}

describe('a human lane', () => {
  it('needs no models, wins like an agent, and leaves a trace without message or tokens', () => {
    const { run } = alone();
    for (const command of WINNING) {
      expect(run.finished).toBe(false);
      expect(run.command(0, command)).toBe(true);
    }
    expect(run.finished).toBe(true);
    const [lane] = laneTraces(run);
    expect(lane).toMatchObject({ message: null, communication: null, outcome: 'won' });
    expect(lane?.steps.map((step) => step.command)).toEqual(WINNING);
    expect(lane?.steps.every((step) => step.admissible && step.tokens.length === 0)).toBe(true);
    expect(lane?.steps.at(-1)?.won).toBe(true);
  });

  it('measures from the observation to the command', () => {
    const { run, clock } = alone();
    clock.now += 2500;
    run.command(0, 'look');
    clock.now += 40;
    run.command(0, 'look');
    run.command(0, 'look');
    expect(laneTraces(run)[0]?.steps.map((step) => step.milliseconds)).toEqual([2500, 40, 0]);
  });

  it('takes any text: what is not admissible costs a step and does nothing', () => {
    const { run } = alone(2);
    run.command(0, 'eat the fridge');
    run.command(0, '');
    const [lane] = laneTraces(run);
    expect(lane?.steps.map(({ observation }) => observation)).toEqual([
      'Nothing happens.',
      'Nothing happens.',
    ]);
    expect(lane?.steps.some((step) => step.admissible)).toBe(false);
    expect(lane?.outcome).toBe('lost');
  });

  it('takes no command once it has ended, nor does an agent’s lane or one that is not there', () => {
    const run = new Run(new FakeModels(), settings([HUMAN, message({ channel: 'none' })], 1));
    expect(run.command(1, 'look')).toBe(false);
    expect(run.command(7, 'look')).toBe(false);
    expect(run.command(0, 'look')).toBe(true);
    expect(run.command(0, 'look')).toBe(false);
    expect(outcomes(run)).toEqual(['lost 1', 'running 0']);
  });

  it('is not moved by an advance, which plays the agents beside it', async () => {
    const models = new FakeModels(INFORMING);
    const run = new Run(models, settings([HUMAN, message()]));
    while (run.agentsPlay) await run.advance(NEVER);
    expect(outcomes(run)).toEqual(['running 0', `won ${WINNING.length}`]);
    expect(run.finished).toBe(false);
    run.command(0, 'look');
    expect(outcomes(run)[0]).toBe('running 1');
    expect(models.alive).toBe(0);
  });

  it('has the house and admissible commands of the agents’ run', () => {
    const { run } = alone();
    const other = new Run(new FakeModels(), settings([message()]));
    expect(run.house).toEqual(other.house);
    expect(run.admissibleCommands).toEqual(other.admissibleCommands);
  });
});

describe('what refuses people', () => {
  it('a run with an agent but without models', () => {
    expect(() => new Run(null, settings([HUMAN, message()]))).toThrow('Load the models first.');
  });

  it('playing to the end, which would wait for ever', async () => {
    const run = playToEnd(new FakeModels(), settings([HUMAN]), NEVER);
    await expect(run).rejects.toThrow('A human lane waits for a person.');
  });

  it('a compressed message in a human lane', () => {
    const lanes = [message({ channel: 'human', compression: 'trained' })];
    expect(() => new Run(null, settings(lanes))).toThrow('in a human lane there is none');
  });
});
