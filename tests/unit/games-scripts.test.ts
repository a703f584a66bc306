import { describe, expect, it } from 'vitest';
import { runScript } from '../../src/cli/script-games';
import { SCRIPTS } from '../../src/lab/scripted-player';
import { games, jsonLines } from './games-command';

describe('games episodes and script', () => {
  it('print episodes in one view, or in the mixture of views', () => {
    const args = ['episodes', '--split', 'dev', '--count', '20'];
    const mixed = jsonLines(games(args).stdout);
    expect(new Set(mixed.map(({ view }) => view)).size).toBeGreaterThan(2);
    const hedging = jsonLines(games([...args, '--view', 'hedging']).stdout);
    expect(hedging.map(({ view }) => view)).toEqual(mixed.map(() => 'hedging'));
    expect(hedging.map(({ name }) => name)).toEqual(mixed.map(({ name }) => name));
    expect([...mixed, ...hedging].filter(({ stale }) => stale)).toEqual([]);
    for (const line of hedging) {
      expect(line).toMatchObject({
        opening: expect.stringMatching(/Name every place\.$/),
        thought: expect.any(String),
        targets: expect.any(Array),
        committed: expect.any(Array),
      });
    }
    expect(games([...args, '--view', 'psychic'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('print when a scripted player wins', () => {
    const args = ['script', '--split', 'dev', '--count', '3', '--start', '5'];
    const { status, stdout } = games([...args, '--view', 'uncertain']);
    expect(status).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines).toHaveLength(3 * SCRIPTS.length);
    for (const [index, line] of lines.entries()) {
      expect(Object.keys(line)).toEqual(['name', 'script', 'won_at']);
      expect(line.script).toBe(SCRIPTS[index % SCRIPTS.length]);
      expect(String(line.name)).toContain(`/${5 + Math.floor(index / SCRIPTS.length)}/`);
    }
    const truth = jsonLines(games([...args, '--script', 'truth']).stdout);
    expect(truth).toEqual(lines.filter(({ script }) => script === 'truth'));
  });

  it.each([
    [['--count', '3'], /^--split and --count are needed; --split accepts train, dev/],
    [['--split', 'dev', '--count', '3', '--script', 'magic'], /^--script accepts explorer, named,/],
    [['--split', 'dev', '--count', '3', '--view', 'psychic'], /^--view accepts scout, uncertain/],
    [['--split', 'dev', '--count', '0'], /^--count accepts a whole number from 1/],
  ])('script %j names the option and what it accepts', async (args, message) => {
    await expect(runScript(args)).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(message),
    });
  });
});
