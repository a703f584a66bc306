import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeTrace } from '../../src/lab/trace-codec';
import { oddGameFile } from './odd-game';

const SLOW = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function command(script: string, line: string) {
  const args = ['--import', 'tsx', `src/cli/${script}.ts`, ...line.split(' ')];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

/** With the mini tier on WASM: what it plays is nonsense, but everything is run. */
describe('the commands that play games', () => {
  it(
    'evaluate prints one line of figures and the trace of its one game',
    () => {
      const file = join(folder, 'trace.json');
      const { status, stdout, stderr } = command(
        'evaluate',
        `--models tests/models/mini --split dev --start 3 --games 1 --steps 2 --message compressed --k 2 --trace ${file} --json`,
      );
      expect(stderr).toContain('1/1  won ');
      expect(status).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(1);
      expect(JSON.parse(stdout)).toMatchObject({
        games: 1,
        success: expect.any(Number),
        success_ci95: [expect.any(Number), expect.any(Number)],
        steps_mean: expect.any(Number),
        message_length_mean: 2,
        communication_ms_median: expect.any(Number),
        backend: 'wasm',
        models: { actor: expect.stringMatching(/^[0-9a-f]{64}$/) },
        settings: { split: 'dev', start: 3, games: 1, steps: 2 },
      });
      const [lane] = decodeTrace(readFileSync(file, 'utf8')).lanes;
      expect(lane?.message).toMatchObject({ positions: 2, chainOfThought: null });
      expect(lane?.steps.length).toBeGreaterThan(0);
    },
    SLOW,
  );

  it(
    'evaluate plays game files, those with names that nobody has seen too',
    () => {
      const files = join(folder, 'files');
      for (const [path, text] of [
        ['odd game/game.tw-pddl', oddGameFile()],
        ['agents/trial_T1/game.tw-pddl', readFileSync('tests/fixtures/forms/agents/game.tw-pddl')],
      ] as const) {
        mkdirSync(join(files, dirname(path)), { recursive: true });
        writeFileSync(join(files, path), text);
      }
      const { status, stdout, stderr } = command(
        'evaluate',
        `--models tests/models/mini --files ${files} --view uncertain --message text --steps 2 --json`,
      );
      expect(stderr).toMatch(/^1\/2 {2}won \d {2}file\/agents\/[0-9a-f]{16}\/alice {2}/);
      expect(stderr).toMatch(/2\/2 {2}won \d {2}file\/odd-game\/[0-9a-f]{16} {2}/);
      expect(status).toBe(0);
      const figures = JSON.parse(stdout) as { by_task: object };
      expect(figures).toMatchObject({ games: 2, settings: { files, view: 'uncertain' } });
      expect(Object.keys(figures.by_task)).toContain('pick_heat_then_place_in_recep');
    },
    SLOW,
  );

  it(
    'trace and measure:thought tell the sender what is asked for',
    () => {
      const file = join(folder, 'view.json');
      const game = 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard';
      const models = '--models tests/models/mini --steps 1';
      const traced = command('trace', `${models} --game ${game} --view planner --out ${file}`);
      expect(traced).toMatchObject({ status: 0, stderr: '' });
      expect(decodeTrace(readFileSync(file, 'utf8')).settings.view).toBe('planner');
      const line = `${models} --split dev --games 1 --view uncertain`;
      const { stdout, status } = command('measure-thought', line);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        view: 'uncertain',
        namedRanks: { greedy: expect.any(Array), sampled: expect.any(Array) },
        settings: { view: 'uncertain', games: 1 },
      });
    },
    SLOW,
  );

  it(
    'refuse bad arguments with one sentence and exit code 2',
    () => {
      const bad = command('evaluate', '--view psychic');
      expect(bad).toMatchObject({ status: 2, stdout: '' });
      expect(bad.stderr).toBe(
        '--view accepts scout, uncertain, hedging, planner, not “psychic”.\n',
      );
      const none = command('evaluate', '--files src/cli');
      expect(none).toMatchObject({ status: 2, stdout: '' });
      expect(none.stderr).toBe(
        '--files accepts a game.tw-pddl or a folder with some; “src/cli” has none.\n',
      );
      const several = command('evaluate', `--files tests/fixtures --trace ${join(folder, 'x')}`);
      expect(several.stderr).toContain('--trace writes one game');
      const broken = command('evaluate', '--files package.json');
      expect(broken.status).toBe(1);
      expect(broken.stderr).toMatch(/^package\.json: This is not a playable game file/);
      expect(command('trace', '--game g1/x').status).toBe(2);
      const missing = command('evaluate', '--models /nowhere');
      expect(missing.status).toBe(1);
      expect(missing.stderr).toContain('/nowhere/manifest.json cannot be read.');
    },
    SLOW,
  );
});
