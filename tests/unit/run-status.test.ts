import { describe, expect, it } from 'vitest';
import type { LaneTrace } from '../../src/lab/trace';
import { personAnnouncement, runSentence, stepAnnouncement } from '../../src/state/run-status';
import { openRun, type RunPhase } from '../../src/state/run-store';
import { ENGLISH } from '../../src/words/english/english';
import { lane, message, SETTINGS, SOURCE, step } from './run-fixtures';

describe('a run with a person', () => {
  it('announces what a person sees after each command, and how it ended', () => {
    const seen = { ...step('go to fridge 1', 'You arrive at fridge 1.') };
    const person = { settings: message('human'), steps: [step('look'), seen] };
    const lanes = [lane(['open fridge 1', 'look'], { outcome: 'won' })];
    const beside = [...lanes, lane([], person)];
    expect(personAnnouncement(beside, ENGLISH)).toBe('You, step 2. You arrive at fridge 1.');
    expect(personAnnouncement([lane([], { ...person, outcome: 'won' })], ENGLISH)).toContain(
      'won.',
    );
    expect(personAnnouncement(lanes, ENGLISH)).toBe('');
    expect(stepAnnouncement(beside, 2, ENGLISH)).toBe('Step 2. Latent: look.');
  });

  const sentence = (lanesOf: readonly LaneTrace[], phase: RunPhase = 'waiting'): string => {
    const settings = { ...SETTINGS, lanes: lanesOf.map((one) => one.settings) };
    const run = openRun(1, settings, SOURCE);
    const trace = run.trace && { ...run.trace, lanes: lanesOf };
    return runSentence({ ...run, phase, trace }, ENGLISH);
  };
  const you = (commands: string[]) => lane(commands, { settings: message('human') });

  it('says how the race stands', () => {
    const won = lane(['open fridge 1', 'look'], { outcome: 'won' });
    const none = (outcome: LaneTrace['outcome']) =>
      lane(['look', 'look', 'look'], { settings: message('none'), outcome });
    expect(sentence([won, you(['look']), none('lost')])).toBe(
      'Latent won in 2 steps, No message lost after 3 steps. Your turn: step 2 of 20.',
    );
    expect(sentence([won, you(['look']), none('running')])).toBe(
      'Latent won in 2 steps. Your turn: the agents are at step 3 of 20.',
    );
    expect(sentence([won, you(['look']), none('running')], 'playing')).toBe(
      'Latent won in 2 steps. Step 3 of 20.',
    );
    // Among agents alone the lanes themselves say it.
    expect(sentence([won, none('running')])).toBe('Paused after step 3 of 20.');
  });

  it('says whose turn it is', () => {
    expect(sentence([you([])])).toBe('The game is set up. Type a command.');
    expect(sentence([you(['look'])])).toBe('Your turn: step 2 of 20.');
    expect(sentence([you(['look']), you([])])).toBe('Your turn.');
    expect(sentence([you([]), lane([])])).toBe(
      'The game is set up. Type a command, and every agent moves with you; or press Run for a race.',
    );
    expect(sentence([you(['look']), lane(['look'])])).toBe(
      'Your turn: the agents are at step 1 of 20.',
    );
    expect(sentence([lane([])])).toBe('The game is set up. Run plays it in every lane.');
    const won = lane(['look'], { settings: message('human'), outcome: 'won' });
    expect(sentence([won, lane(['look'])])).toBe('You won in 1 step. Paused after step 1 of 20.');
  });
});
