import { describe, expect, it } from 'vitest';
import type { LaneTrace } from '../../src/lab/trace';
import { personAnnouncement, runSentence, stepAnnouncement } from '../../src/state/run-status';
import { openRun } from '../../src/state/run-store';
import { lane, message, SETTINGS, SOURCE, step } from './run-fixtures';

describe('a run with a person', () => {
  it('announces what a person sees after each command, and how it ended', () => {
    const seen = { ...step('go to fridge 1', 'You arrive at fridge 1.') };
    const person = { settings: message('human'), steps: [step('look'), seen] };
    const lanes = [lane(['open fridge 1', 'look'], { outcome: 'won' })];
    const beside = [...lanes, lane([], person)];
    expect(personAnnouncement(beside)).toBe('You, step 2. You arrive at fridge 1.');
    expect(personAnnouncement([lane([], { ...person, outcome: 'won' })])).toContain('won.');
    expect(personAnnouncement(lanes)).toBe('');
    expect(stepAnnouncement(beside, 2)).toBe('Step 2. Latent: look.');
  });

  it('says whose turn it is', () => {
    const sentence = (lanesOf: readonly LaneTrace[]): string => {
      const settings = { ...SETTINGS, lanes: lanesOf.map((one) => one.settings) };
      const run = openRun(1, settings, SOURCE);
      const trace = run.trace && { ...run.trace, lanes: lanesOf };
      return runSentence({ ...run, phase: 'waiting', trace });
    };
    const you = (commands: string[]) => lane(commands, { settings: message('human') });
    expect(sentence([you([])])).toBe('The game is set up. Type a command.');
    expect(sentence([you(['look'])])).toBe('Your turn.');
    expect(sentence([you([]), lane([])])).toBe(
      'The game is set up. Type a command, and every agent moves with you; or press Run for a race.',
    );
    expect(sentence([you(['look']), lane(['look'])])).toBe(
      'Your turn: the agents are at step 1 of 20.',
    );
    expect(sentence([lane([])])).toBe('The game is set up. Run plays it in every lane.');
    const won = lane(['look'], { settings: message('human'), outcome: 'won' });
    expect(sentence([won, lane(['look'])])).toBe('Paused after step 1 of 20.');
  });
});
