/** A game as a zip that the real engine plays once it is unpacked. */
import * as v from 'valibot';
import { targetsOf } from '../alfworld/file-facts';
import { readGameFile } from '../alfworld/game-file';
import { parseGameName } from '../alfworld/game-name';
import { datasetTitle, gameFolder, trajData, walkthroughText } from '../alfworld/game-writer';
import { generateGame } from '../alfworld/generator';
import { isFileGame, parseFileGameName } from '../lab/file-game-name';
import type { KeptGame } from './game-library-memory';
import { readGamePath } from './game-library-path';
import { zipFiles } from './game-library-zip';
import { type Said, SaidError } from './said';

export interface SavedGame {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the real engine will not do with it; null where it loads the folder as it is. */
  readonly note: Said | null;
}

type Kept = Pick<KeptGame, 'path' | 'text' | 'agent'>;

/** The game's name as a file's: `g1-unseen-kitchen-…-4-standard.zip`. */
const zipName = (game: string): string =>
  `${game.replace(/^file\//, '').replace(/[^\w.-]+/g, '-')}.zip`;

/** What of a game file is written beside it, or is looked at by the real engine before it is read. */
const gameFile = v.looseObject({
  solvable: v.optional(v.unknown()),
  walkthrough: v.nullish(v.array(v.string())),
});

const NO_TYPE: Said = ({ library }) => library.save.noType;
const UNSOLVABLE: Said = ({ library }) => library.save.unsolvable;

/**
 * A game in the folders of ALFWorld's dataset; of an imported one `game.tw-pddl` is the very text
 * that came, and what stands beside it is made from that.
 * @throws LabError 'bad-game-name'; 'missing-game-file' for an imported game that is not held.
 */
export function saveGame(game: string, kept?: Kept | undefined): SavedGame {
  if (!isFileGame(game)) {
    const files = gameFolder(generateGame(parseGameName(game)));
    return { fileName: zipName(game), bytes: zipFiles(files), note: null };
  }
  if (kept === undefined) {
    throw new SaidError('missing-game-file', ({ library }) => library.save.noFile);
  }
  const { files, note } = importedFolder(kept, parseFileGameName(game).hash);
  return { fileName: zipName(game), bytes: zipFiles(files), note };
}

/** In its dataset folder; where the path names none, in one made from the goal. */
function importedFolder(
  kept: Kept,
  hash: string,
): { files: Map<string, string>; note: Said | null } {
  const { goal, task } = readGameFile(kept.text, kept.agent);
  const { solvable, walkthrough } = v.parse(gameFile, JSON.parse(kept.text));
  const targets = targetsOf(goal);
  const path = readGamePath(kept.path);
  const trial = path.trial ?? `trial_${hash}`;
  // The file does not say which floor plan it is.
  const scene = path.scene ?? 0;
  const isNamed = path.object !== null || targets === null;
  const title = isNamed ? path.title.replace(/\.tw-pddl$/i, '') : datasetTitle(targets, scene);
  const files = new Map([[`${title}/${trial}/game.tw-pddl`, kept.text]]);
  if (targets !== null) {
    const text = trajData({ trial, targets, scene, goal: task });
    files.set(`${title}/${trial}/traj_data.json`, text);
  }
  if (walkthrough != null) {
    files.set(`${title}/${trial}/walkthrough.txt`, walkthroughText(walkthrough));
  }
  return { files, note: targets === null ? NO_TYPE : solvable === true ? null : UNSOLVABLE };
}
