import { spawnSync } from 'node:child_process';

/** What `games` does with these arguments and this standard input. */
export function games(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/games.ts', ...args],
    { input, encoding: 'utf8', timeout: 20_000 },
  );
  return { status, stdout, stderr };
}

export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
