import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { type BenchmarkReport, reportLines, summarize } from '../../src/cli/benchmark-report';
import { measureGame, median, memoryPerGame, scriptOf } from '../../src/cli/engine-speed';

const TEXT = readFileSync(
  'tests/fixtures/real-engine/pick_heat_then_place_in_recep/game.tw-pddl',
  'utf8',
);

const OURS = {
  stepsPerSecond: 200_000,
  stepsPerCpuSecond: 250_000,
  medianLoad: 0.002,
  firstLoad: 0.01,
  medianReset: 0.000_002,
  memory: 300_000,
  peak: 100e6,
};

const REPORT: BenchmarkReport = {
  date: '2026-11-23',
  node: 'v20',
  steps: 60,
  loadAverage: { before: [0.5, 1, 2], after: [1, 1, 2] },
  sets: [{ what: 'games', games: 2, ours: OURS, real: null }],
};

function benchmark(...args: string[]) {
  const program = ['--import', 'tsx', 'src/cli/benchmark-game.ts', ...args];
  return spawnSync(process.execPath, program, { encoding: 'utf8' });
}

describe('the benchmark', () => {
  it('tells its options when asked, and no others where one is wrong', () => {
    const help = benchmark('--help');
    expect(help.status).toBe(0);
    for (const option of ['--games', '--steps', '--seconds', '--json'])
      expect(help.stdout).toContain(option);
    const wrong = benchmark('--game', '6');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toBe(
      'There is no option --game. The options are --games, --steps, --seconds, --json, --help.\n',
    );
  });

  it('plays commands that the game accepts, the same ones every time', () => {
    const script = scriptOf('a', TEXT, 40);
    expect(scriptOf('a', TEXT, 40)).toEqual(script);
    const game = new Game(readGameFile(TEXT));
    let { admissibleCommands } = game.reset();
    for (const command of script.commands) {
      expect(admissibleCommands).toContain(command);
      ({ admissibleCommands } = game.step(command));
    }
  });

  it('measures times and memory that can be true', () => {
    const script = scriptOf('a', TEXT, 40);
    const { load, reset, step, cpuStep } = measureGame(script, 0.01);
    for (const seconds of [load, reset, step, cpuStep]) expect(seconds).toBeGreaterThan(0);
    // The text of a file alone is 34 kB; a whole page's memory is not one game's.
    const bytes = memoryPerGame([script]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(20e6);
  });

  it('takes the rate of several games from their time together', () => {
    const speed = { load: 1, reset: 1, step: 0.1, cpuStep: 0.1 };
    const { stepsPerSecond, medianLoad } = summarize([speed, { ...speed, load: 3, step: 0.3 }]);
    expect(stepsPerSecond).toBeCloseTo(5);
    expect(medianLoad).toBe(1);
    expect(median([3, 1, 2])).toBe(2);
  });

  it('says how to get the real engine where it is not installed', () => {
    const text = reportLines(REPORT).join('\n');
    expect(text).toContain('npm test -- --only game installs it');
    expect(text).not.toContain('ratio');
    expect(text).toMatch(/steps per second +200,000$/m);
  });

  it('prints how many times better ours is, whether more or less is better', () => {
    const real = { ...OURS, stepsPerSecond: 20, medianLoad: 1, memory: null, versions: { a: '1' } };
    const [set] = REPORT.sets;
    const lines = reportLines({ ...REPORT, sets: set ? [{ ...set, real }] : [] });
    const line = (label: string) => lines.find((one) => one.startsWith(label));
    expect(line('steps per second ')).toMatch(/200,000 +20 +10,000×$/);
    expect(line('load, median')).toMatch(/2 ms +1,000 ms +500×$/);
    expect(line('memory per loaded game')).toMatch(/0\.3 MB$/);
    expect(lines.at(-1)).toBe('real engine: a 1');
  });
});
