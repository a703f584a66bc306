/** How a game of the library is called on screen. */
import { ROOM_NAMES } from './game-choice';
import type { GamePath } from './game-library-path';
import { LISTED_TASK_NAMES } from './game-library-search';
import { taskSentence } from './run-view';

/** `Potato → SinkBasin`; where the path says nothing, what the game asks for, once that is known. */
export function gameTitle({ object, destination, title }: GamePath, task = ''): string {
  if (object !== null) return destination === null ? object : `${object} → ${destination}`;
  return taskSentence(task) || title;
}

/** `heat, then place`, `kitchen 28`, `valid_seen`: what the path says. */
export function gameParts({ task, room, scene, split }: GamePath): string[] {
  return [
    ...(task === null ? [] : [LISTED_TASK_NAMES[task]]),
    ...(scene === null ? [] : [room === null ? `scene ${scene}` : `${ROOM_NAMES[room]} ${scene}`]),
    ...(split === null ? [] : [split]),
  ];
}

/** `…/trial_T20190909_023834_304567/game.tw-pddl` */
export function shortPath({ path }: GamePath): string {
  const parts = path.split('/');
  return parts.length <= 2 ? path : `…/${parts.slice(-2).join('/')}`;
}
