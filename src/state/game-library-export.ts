/** A game as a zip that the real engine plays once it is unpacked. */
import { parseGameName } from '../alfworld/game-name';
import { gameFolder } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { isFileGame } from '../lab/opened-game';
import { LabError } from '../shared/errors';
import type { KeptGame } from './game-library-memory';
import { readGamePath } from './game-library-path';
import { zipFiles } from './game-library-zip';

export interface SavedGame {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The game's name as a file's: `g1-unseen-kitchen-…-4-standard.zip`. */
const zipName = (game: string): string =>
  `${game.replace(/^file\//, '').replace(/[^\w.-]+/g, '-')}.zip`;

/** `pick_…-28/trial_x/game.tw-pddl`: from the dataset folder on, else from the folder it was in. */
function ownFolder(path: string): string {
  const parts = path.split('/');
  const folder = parts.indexOf(readGamePath(path).title);
  return parts.slice(folder === -1 || folder === parts.length - 1 ? -2 : folder).join('/');
}

/**
 * A generated game in the folders of ALFWorld's dataset; an imported one as the very text that came,
 * in its folder.
 * @throws LabError 'bad-game-name'; 'missing-game-file' for an imported game that is not held.
 */
export function saveGame(
  game: string,
  kept?: Pick<KeptGame, 'path' | 'text'> | undefined,
): SavedGame {
  if (!isFileGame(game)) {
    const files = gameFolder(generateGame(parseGameName(game)));
    return { fileName: zipName(game), bytes: zipFiles(files) };
  }
  if (kept === undefined) {
    throw new LabError('missing-game-file', 'The file of this game is not here. Drop it first.');
  }
  const files = new Map([[ownFolder(kept.path), kept.text]]);
  return { fileName: zipName(game), bytes: zipFiles(files) };
}
