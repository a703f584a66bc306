import { describe, expect, it } from 'vitest';
import { type ScoreOptions, scoreCommands } from '../../src/lab/command-scores';
import { FakeModels, type FakeScript } from './fake-models';
import { NEVER } from './scripted-runs';

const WORK = { signal: NEVER, now: () => 0 };

/** One logit of 8 among 134 zeros: of the token that the script writes, and of any other. */
const LIKELY = Math.E ** 8 / (Math.E ** 8 + 134);
const OTHER = 1 / (Math.E ** 8 + 134);

async function score(
  commands: readonly string[],
  script: FakeScript = { command: () => 'look' },
  options: ScoreOptions = {},
) {
  const models = new FakeModels(script);
  const { bos, bop, eop, act } = models.manifest.specialTokens;
  const sequence = models.actor.start();
  const { logits } = await sequence.append(models.actor.embed([bos, bop, eop, act]));
  const { length } = sequence;
  const before = models.calls.actor;
  const scored = await scoreCommands(models, sequence, logits, commands, WORK, options);
  expect(sequence.length).toBe(length);
  const of = (command: string): number | undefined =>
    scored.find((one) => one.command === command)?.probability;
  return { scored, of, calls: models.calls.actor - before };
}

describe('scoreCommands', () => {
  it('multiplies the probabilities of all tokens and of the closing one', async () => {
    const { of, scored } = await score(['lot', 'go', 'look']);
    expect(of('look')).toBeCloseTo(LIKELY ** 5, 12);
    // “lo” as written, then another letter, then a close where the script goes on.
    expect(of('lot')).toBeCloseTo(LIKELY ** 2 * OTHER ** 2, 14);
    expect(scored[0]?.command).toBe('look');
    expect(scored.map(({ probability }) => probability)).toEqual(
      scored.map(({ probability }) => probability).sort((a, b) => b - a),
    );
  });

  it('computes what commands begin with alike once', async () => {
    // l, o, then ok, then t: five nodes; alone they are 4 + 3.
    expect((await score(['look', 'lot'])).calls).toBe(5);
    expect((await score(['look', 'lot', 'lo'])).calls).toBe(5);
  });

  it('also where one command is the beginning of another', async () => {
    const { of } = await score(['look', 'loo'], { command: () => 'loo' });
    expect(of('loo')).toBeCloseTo(LIKELY ** 4, 12);
    expect(of('look')).toBeCloseTo(LIKELY ** 3 * OTHER * LIKELY, 12);
  });

  it('closes a command of the longest length by itself; a longer one cannot be written', async () => {
    const { of, scored } = await score(['look', 'looks', 'loo'], {
      command: () => 'looks',
      maxCommandTokens: 4,
    });
    expect(of('look')).toBeCloseTo(LIKELY ** 4, 12);
    expect(of('looks')).toBe(0);
    expect(of('loo')).toBeCloseTo(LIKELY ** 3 * OTHER, 12);
    expect(scored).toHaveLength(3);
  });

  it('leaves out, where asked, what is entered with next to no probability', async () => {
    const { of, calls, scored } = await score(
      ['look', 'go north', 'go south'],
      { command: () => 'look' },
      { negligible: 1e-3 },
    );
    expect(calls).toBe(4);
    expect(of('look')).toBeCloseTo(LIKELY ** 5, 12);
    expect(of('go north')).toBe(0);
    expect(scored).toHaveLength(3);
  });

  it('of no commands is empty and decodes nothing', async () => {
    expect(await score([])).toMatchObject({ scored: [], calls: 0 });
  });

  it('sums to at most 1', async () => {
    const { scored } = await score(['look', 'loo', 'lo', 'l', 'go', 'g', '']);
    const sum = scored.reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-6);
  });
});
