/** How a game of the library is called on screen. */
import type { Language, Words } from '../words/words';
import type { LibraryEntry } from './game-library-import';
import type { GamePath } from './game-library-path';
import { kindNames } from './game-library-search';
import { taskSentence } from './run-view';

/** `Potato → SinkBasin`; where the path says nothing, what the game asks for, once that is known. */
export function gameTitle({ object, destination, title }: GamePath, task = ''): string {
  if (object !== null) return destination === null ? object : `${object} → ${destination}`;
  return taskSentence(task) || title;
}

/** `heat, then place`, `kitchen 28`, `valid_seen`: what the path says. */
export function gameParts(words: Words, { task, room, scene, split }: GamePath): string[] {
  const { library } = words;
  const { tasks, rooms } = kindNames(words);
  const place =
    room === null
      ? library.scene(String(scene))
      : scene === null
        ? rooms[room]
        : library.place(rooms[room], String(scene));
  return [
    ...(task === null ? [] : [tasks[task]]),
    ...(room === null && scene === null ? [] : [place]),
    ...(split === null ? [] : [split]),
  ];
}

const DATES: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short' }),
};

/** The path; of a file without folders its name, size and date, which tell it from its namesakes. */
export function gameOrigin(
  { language, words }: { readonly language: Language; readonly words: Words },
  { path, key }: Pick<LibraryEntry, 'path' | 'key'>,
): string {
  const [, bytes, modified] = /#(\d+)\.(\d+)$/.exec(key) ?? [];
  if (path.includes('/') || bytes === undefined) return path;
  const size =
    Number(bytes) < 1e5 ? (Number(bytes) / 1e3).toFixed(1) : (Number(bytes) / 1e3).toFixed(0);
  return words.library.origin(path, size, DATES[language].format(Number(modified)));
}

/** `…/trial_T20190909_023834_304567/game.tw-pddl` */
export function shortPath({ path }: GamePath): string {
  const parts = path.split('/');
  return parts.length <= 2 ? path : `…/${parts.slice(-2).join('/')}`;
}
