import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeTrace } from '../../src/lab/trace-codec';

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
    'refuse bad arguments with one sentence and exit code 2',
    () => {
      const bad = command('evaluate', '--view planner');
      expect(bad).toMatchObject({ status: 2, stdout: '' });
      expect(bad.stderr).toBe('planner is not built yet: --view accepts scout.\n');
      expect(command('trace', '--game g1/x').status).toBe(2);
      const missing = command('evaluate', '--models /nowhere');
      expect(missing.status).toBe(1);
      expect(missing.stderr).toContain('/nowhere/manifest.json cannot be read.');
    },
    SLOW,
  );
});
