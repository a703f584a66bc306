import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { agentsOf } from '../alfworld/game-file';
import { taskTypeOf } from '../alfworld/goal-expressions';
import type { EvaluatedGame } from '../lab/evaluation';
import { formatFileGameName } from '../lab/file-game-name';
import { openProblem } from '../lab/opened-game';
import { LabError } from '../shared/errors';
import { fingerprint } from '../shared/sha256';
import { badArgument, systemCode } from './options';

/**
 * The games of a file, or of every `.tw-pddl` file below a folder, in the order of their paths. In a
 * file of several agents the first one plays. Throws a LabError: 'bad-argument' where there is none,
 * and with its path what the reader throws.
 */
export function readGameFiles(path: string): EvaluatedGame[] {
  const files = gameFilesIn(path);
  if (files.length === 0) {
    throw badArgument(`--files accepts a game.tw-pddl or a folder with some; “${path}” has none.`);
  }
  return files.map((file) => {
    try {
      return readEvaluatedGame(file);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      throw new LabError(error.code, `${file}: ${error.message}`);
    }
  });
}

function gameFilesIn(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((inside) => /(^|[\\/])[^\\/.][^\\/]*\.tw-pddl$/i.test(inside))
      .map((inside) => join(path, inside))
      .sort();
  } catch (error) {
    throw badArgument(`--files “${path}” cannot be read (${systemCode(error)}).`);
  }
}

function readEvaluatedGame(path: string): EvaluatedGame {
  const text = readFileSync(path, 'utf8');
  const agents = agentsOf(text);
  const agent = agents.length > 1 ? (agents[0] ?? null) : null;
  const hash = fingerprint(text);
  const name = formatFileGameName({ title: titleOf(path), hash, agent });
  const file = { name, text, agent };
  return { name, taskType: taskTypeOf(openProblem(name, file).goal) ?? 'other', file };
}

/** The folder's name, in the dataset that above the trial's: without slashes and white space. */
function titleOf(path: string): string {
  const parts = dirname(resolve(path)).split(/[\\/]+/);
  const folder = parts.findLast((part) => !part.startsWith('trial_')) ?? '';
  return folder.trim().replace(/\s+/g, '-') || 'game.tw-pddl';
}
