/** Imported games that a batch can play: read, checked, and named by the hashes of their texts. */
import type { BatchSettings } from '../lab/batch-settings';
import { fileGameIdentity, formatFileGameName } from '../lab/file-game-name';
import type { GameFile } from '../lab/settings';
import { LabError } from '../shared/errors';
import type { FoundFiles } from './game-library-files';
import { importFiles, importSentences, type LibraryEntry, sentenceOf } from './game-library-import';
import type { Said } from './said';

/** All of them are held in memory, and sent to every worker. */
export const MOST_BATCH_GAMES = 500;

export interface BatchGame {
  /** `file/<title>/<hash>`. */
  readonly name: string;
  /** What is to be done, as the game says it. */
  readonly task: string;
  /** One of the six, or `other`. */
  readonly taskType: string;
  readonly file: GameFile;
}

export interface ReadGames {
  readonly games: readonly BatchGame[];
  /** Why others cannot be played, a sentence each. */
  readonly refused: readonly Said[];
  /** What else was among the files. */
  readonly notices: readonly Said[];
}

const named = (title: string, said: Said): Said => {
  return (words) => {
    const sentence = said(words);
    return sentence.includes(title) ? sentence : words.library.notices.of(title, sentence);
  };
};

/**
 * Reads entries of a library one after the other. Of a file of several agents the first one plays, as
 * with `evaluate -- batch --files`. `onProgress` hears how many have been read.
 */
export async function readBatchGames(
  entries: readonly LibraryEntry[],
  onProgress: (done: number) => void = () => {},
): Promise<ReadGames> {
  const { openGameText } = await import('./game-library-open');
  const games = new Map<string, BatchGame>();
  const refused: Said[] = [];
  const taken = entries.slice(0, MOST_BATCH_GAMES);
  for (const [done, { title, refusal, read }] of taken.entries()) {
    onProgress(done);
    try {
      const text = await read();
      const first = openGameText(text, null);
      const agent = first.kind === 'agents' ? (first.agents[0] ?? null) : null;
      const opening = first.kind === 'agents' ? openGameText(text, agent) : first;
      if (refusal !== null) {
        refused.push(named(title, ({ library }) => library.faults[refusal]));
      } else if (opening.kind === 'game') {
        const { hash, task, taskType } = opening.facts;
        const name = formatFileGameName({ title, hash, agent });
        const file = { name, text, agent };
        games.set(name, { name, task, taskType: taskType ?? 'other', file });
      }
    } catch (thrown) {
      refused.push(named(title, sentenceOf(thrown)));
    }
  }
  if (entries.length > taken.length) {
    const [most, left] = [`${MOST_BATCH_GAMES}`, `${entries.length - taken.length}`];
    refused.push(({ library }) => library.notices.batchLimit(most, left));
  }
  return { games: [...games.values()], refused, notices: [] };
}

/** The games among files that were chosen or dropped. */
export async function readBatchFiles(
  { files, failures }: FoundFiles,
  onProgress?: (done: number) => void,
): Promise<ReadGames> {
  const found = await importFiles(files);
  const { games, refused } = await readBatchGames(found.entries, onProgress);
  const problems = [...failures, ...found.failures, ...refused];
  // That games were found is seen in the list.
  const rest = { ...found, entries: found.entries.slice(0, 1), failures: [] };
  const said = importSentences(rest, NEW, false);
  return found.entries.length === 0 && problems.length === 0
    ? { games, refused: said, notices: [] }
    : { games, refused: problems, notices: found.entries.length === 0 ? [] : said };
}

const NEW = { added: 1, again: 0 };

/** Names of the settings' imported games that are not among these. */
export function missingGames(
  { games: asked }: Pick<BatchSettings, 'games'>,
  games: readonly BatchGame[],
): readonly string[] {
  if (asked.kind !== 'files') return [];
  const here = new Set(games.map(({ name }) => name));
  return asked.names.filter((name) => !here.has(name));
}

/** The settings' games. Throws a LabError 'missing-batch-games' where some are not here. */
export function gamesOf(
  settings: Pick<BatchSettings, 'games'>,
  games: readonly BatchGame[],
): readonly BatchGame[] {
  const missing = missingGames(settings, games);
  const [first] = missing;
  if (first !== undefined) {
    const which = missing.length === 1 ? first : `${first} and ${missing.length - 1} more`;
    throw new LabError(
      'missing-batch-games',
      `Files of imported games are not in this browser: ${which}. Give them again under “Games from”, then go on.`,
    );
  }
  const { games: asked } = settings;
  return asked.kind === 'files' ? games.filter(({ name }) => asked.names.includes(name)) : [];
}

/**
 * With more games. The same text is the same game, whatever its file is called: it keeps the name that
 * settings have for it, else that which it had here first.
 */
export function withGames(
  games: readonly BatchGame[],
  more: readonly BatchGame[],
  asked: readonly string[] = [],
): readonly BatchGame[] {
  const names = new Map<string, string>();
  for (const name of [...asked, ...games.map((game) => game.name)]) {
    if (!names.has(fileGameIdentity(name))) names.set(fileGameIdentity(name), name);
  }
  const all = new Map<string, BatchGame>();
  for (const game of [...games, ...more]) {
    const name = names.get(fileGameIdentity(game.name)) ?? game.name;
    names.set(fileGameIdentity(game.name), name);
    if (!all.has(name)) all.set(name, { ...game, name, file: { ...game.file, name } });
  }
  return [...all.values()];
}
