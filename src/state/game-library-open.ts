/** From a dropped file to a game that can be played, or to the sentence that says why not. */
import { roomOfHouse } from '../alfworld/file-facts';
import { Game } from '../alfworld/game';
import { agentsOf, MOST_GAME_FILE_BYTES, readGameFile } from '../alfworld/game-file';
import { taskTypeOf } from '../alfworld/goal-expressions';
import type { Problem } from '../alfworld/problem';
import { LabError } from '../shared/errors';
import { fingerprint } from '../shared/sha256';
import { accessError, type FoundFile } from './game-library-files';
import type { GameFacts } from './game-library-verdict';
import { badZip, tooLarge, unzipEntry, ZIP_LIMITS } from './game-library-zip';

export type Opening =
  | { readonly kind: 'agents'; readonly agents: readonly string[] }
  | {
      readonly kind: 'game';
      readonly facts: GameFacts;
    };

async function reach(found: FoundFile): Promise<File> {
  try {
    return await found.file();
  } catch (thrown) {
    throw accessError(found.path, thrown);
  }
}

async function bytesOf(path: string, file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    throw accessError(path, thrown);
  }
}

/** A file's text. Its size is looked at before it is read. Throws a LabError. */
export async function readFoundFile(found: FoundFile): Promise<string> {
  const file = await reach(found);
  if (file.size > MOST_GAME_FILE_BYTES) throw tooLarge(found.path);
  return new TextDecoder().decode(await bytesOf(found.path, file));
}

/** A whole zip's bytes, for its listing or for one entry. Throws a LabError. */
export async function readZip(found: FoundFile): Promise<Uint8Array> {
  const file = await reach(found);
  if (file.size > ZIP_LIMITS.zipBytes) {
    const most = String(ZIP_LIMITS.zipBytes / 2 ** 20);
    throw badZip(({ library }) => library.faults.zipTooLarge(found.path, most));
  }
  return bytesOf(found.path, file);
}

/** The text of one game in a zip, which is read again: a library holds no contents. */
export async function readZippedGame(zip: FoundFile, name: string): Promise<string> {
  const bytes = unzipEntry(zip.path, await readZip(zip), name);
  return new TextDecoder().decode(bytes);
}

/**
 * Reads a game file's text. Without an agent, a file of several asks for one.
 * @throws LabError of the reader: 'bad-game-file', 'unplayable-game'.
 */
export function openGameText(text: string, agent: string | null): Opening {
  let problem: Problem;
  try {
    problem = readGameFile(text, agent);
  } catch (thrown) {
    if (!(thrown instanceof LabError && thrown.code === 'choose-agent')) throw thrown;
    return { kind: 'agents', agents: agentsOf(text) };
  }
  const hash = fingerprint(text);
  const facts = {
    hash,
    task: problem.task,
    taskType: taskTypeOf(problem.goal),
    room: roomOfHouse(problem),
    startsWon: new Game(problem).reset().won,
  };
  return { kind: 'game', facts };
}
