/** The identity of an imported game: `file/<title>/<hash>`, and `/<agent>` for a file of several. */
export interface FileGameName {
  /** Its dataset folder's name, or the file's own. */
  readonly title: string;
  /** Of its text: the first 16 hex digits of the sha256. Empty in an address that was cut short. */
  readonly hash: string;
  readonly agent: string | null;
}

const PREFIX = 'file/';

/** Whether this is the name of an imported game. */
export function isFileGame(game: string): boolean {
  return game.startsWith(PREFIX);
}

export function formatFileGameName({ title, hash, agent }: FileGameName): string {
  return [`${PREFIX}${title}`, hash, ...(agent === null ? [] : [agent])].join('/');
}

/** The parts of an imported game's name, unchecked: empty where they are missing. */
export function parseFileGameName(game: string): FileGameName {
  const [title = '', hash = '', agent = null] = game.slice(PREFIX.length).split('/');
  return { title, hash, agent };
}

/** Of two names with the same, the games are the same: the text, and who plays it. */
export function fileGameIdentity(game: string): string {
  const { hash, agent } = parseFileGameName(game);
  return `${hash}/${agent ?? ''}`;
}
