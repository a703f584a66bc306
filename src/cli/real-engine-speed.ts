import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../shared/errors';
import type { GameScript, GameSpeed } from './engine-speed';

/** The real engine on the scripts of one run. */
export interface RealSpeeds {
  /** In the order of the scripts. */
  readonly games: readonly GameSpeed[];
  /** Bytes per loaded game; null where the system does not say. */
  readonly memory: number | null;
  /** Bytes of the whole process at its largest. */
  readonly peak: number;
  readonly versions: Readonly<Record<string, string>>;
}

const PROGRAM = 'tests/differential/measure_real_engine.py';

export const HOW_TO_GET_THE_REAL_ENGINE =
  'The real engine is not installed here. npm test -- --only game installs it into .venv (Python 3.11).';

/** The Python of the project's environment where it has alfworld, else null. */
export function findRealEngine(): string | null {
  const windows = process.platform === 'win32';
  const python = join('.venv', windows ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) return null;
  return spawnSync(python, ['-c', 'import alfworld, textworld']).status === 0 ? python : null;
}

/** @throws LabError 'real-engine' with what it last wrote, where it fails. */
export function measureRealEngine(python: string, scripts: readonly GameScript[]): RealSpeeds {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
  try {
    const games = scripts.map(({ text, commands }, index) => {
      const file = join(folder, `${index}.tw-pddl`);
      writeFileSync(file, text);
      return { file, commands };
    });
    const { status, stdout, stderr } = spawnSync(python, [PROGRAM], {
      input: JSON.stringify(games),
      encoding: 'utf8',
    });
    if (status !== 0) {
      const reason = stderr.trimEnd().split('\n').at(-1) ?? '';
      throw new LabError('real-engine', `The real engine could not be measured: ${reason}`);
    }
    return readSpeeds(stdout, scripts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readSpeeds(stdout: string, scripts: readonly GameScript[]): RealSpeeds {
  const lines = stdout.trimEnd().split('\n');
  const games = scripts.map(({ commands }, index) => {
    const line: unknown = JSON.parse(lines[index] ?? '');
    const { load, reset, seconds, cpu } = line as Record<string, number>;
    const perStep = (all = Number.NaN) => all / commands.length;
    return {
      load: load ?? Number.NaN,
      reset: reset ?? Number.NaN,
      step: perStep(seconds),
      cpuStep: perStep(cpu),
    };
  });
  const last: unknown = JSON.parse(lines.at(-1) ?? '');
  return { games, ...(last as Omit<RealSpeeds, 'games'>) };
}
