import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ENVIRONMENT = '.venv';
const TORCH_CPU_INDEX = 'https://download.pytorch.org/whl/cpu';

export type PythonPart = 'game' | 'models';

export const PYTHON_PARTS: Readonly<
  Record<PythonPart, { readonly requirements: string; readonly tests: string }>
> = {
  game: { requirements: 'tests/differential/requirements.txt', tests: 'tests/differential' },
  models: { requirements: 'models/requirements.txt', tests: 'models/tests' },
};

/** The path of a Python 3.11, or null. */
export function findPython(): string | null {
  for (const command of [process.env.PYTHON, 'python3.11', 'python3', 'python']) {
    if (command === undefined || command === '') continue;
    const asked = spawnSync(command, ['-c', 'import sys; print(sys.version_info[:2] == (3, 11))'], {
      encoding: 'utf8',
    });
    if (asked.status === 0 && asked.stdout.trim() === 'True') return command;
  }
  return null;
}

async function reaches(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/`, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function pipArguments(part: PythonPart): Promise<readonly string[]> {
  if (part === 'game') return ['--no-deps'];
  // 2.15.0+cpu there counts as newer than PyPI's 2.15.0, so the small one wins where it can be had.
  return (await reaches(TORCH_CPU_INDEX)) ? ['--extra-index-url', TORCH_CPU_INDEX] : [];
}

function run(command: string, commandArguments: readonly string[]): void {
  const { status } = spawnSync(command, commandArguments, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`This failed: ${command} ${commandArguments.join(' ')}`);
}

/**
 * Makes .venv where it is missing, installs what one part's pinned file asks for where that changed
 * since the last time, and returns the environment's Python. Throws where pip fails.
 */
export async function preparePython(python: string, part: PythonPart): Promise<string> {
  const inside = join(
    ENVIRONMENT,
    process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
  );
  if (!existsSync(inside)) run(python, ['-m', 'venv', ENVIRONMENT]);
  const { requirements } = PYTHON_PARTS[part];
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(ENVIRONMENT, `installed-${part}`);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log(
      `Installing ${requirements} into ${ENVIRONMENT}. The first time takes a few minutes.`,
    );
    const options = await pipArguments(part);
    run(inside, ['-m', 'pip', 'install', '--quiet', ...options, '--requirement', requirements]);
    writeFileSync(stamp, wanted);
  }
  return inside;
}
