import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import type { BatchMachine } from '../lab/batch-machine';

/** Null outside a git checkout. */
function commitHere(): string | null {
  try {
    const said = execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.trim() || null;
  } catch {
    return null;
  }
}

/** This process's machine; see `BatchMachine`. */
export function thisMachine(concurrency: number): BatchMachine {
  return {
    commit: commitHere(),
    host: `Node ${process.versions.node} (${process.platform} ${process.arch})`,
    processor: cpus()[0]?.model.trim() || null,
    cores: availableParallelism(),
    workers: 1,
    concurrency,
  };
}
