import { plural } from './plural';

/** Game files: dropped, listed, searched, opened, saved. Numbers come as they are written. */
export const library = {
  title: 'Game files',
  close: 'Close',
  /** Around the name of the file. */
  introBefore: 'ALFWorld’s own games play here: drop a ',
  introAfter:
    ', several, a zip or a dataset folder anywhere on the page. Nothing leaves this browser.',
  chooseFiles: 'Choose files…',
  files: 'Game files',
  chooseFolder: 'Choose a folder…',
  folder: 'Dataset folder',
  listing: 'Listing',
  progress: (folders: string, files: string) =>
    `${plural(folders, 'folder')}, ${plural(files, 'file')} so far`,
  stop: 'Stop',
  whichAgent: (count: number) => `This game has ${count} agents. Which one is played?`,
  cancel: 'Cancel',
  kept: (count: number) => `This browser keeps the last ${plural(count, 'game')} opened.`,
  forget: 'Forget all',

  drop: {
    title: 'Drop ALFWorld games here',
    /** Around the names of the two kinds of file. */
    before: 'A ',
    between: ', several of them, a zip, or a whole dataset folder; or a run that was saved, ',
    after: '.',
    privacy: 'Nothing leaves this browser.',
  },

  list: {
    label: 'Games',
    search: 'Search the games',
    example: 'Search: heat potato kitchen',
    task: 'Task type',
    everyTask: 'every task type',
    room: 'Room',
    everyRoom: 'every room',
    option: (name: string, count: string) => `${name} (${count})`,
    one: '1 game',
    count: (games: string) => plural(games, 'game'),
    countOf: (found: string, all: string) => `${found} of ${plural(all, 'game')}`,
    keys: ': arrow keys choose, Enter opens',
    nothing: 'No game has all of these words.',
    showAll: 'Show every game',
    more: (count: number) => `Show ${count} more`,
    reading: 'Reading the file.',
  },

  /** Of imported games only. */
  otherTasks: {
    pick_and_place_with_movable_recep: 'place with a movable receptacle',
  },
  place: (room: string, scene: string) => `${room} ${scene}`,
  scene: (scene: string) => `scene ${scene}`,
  origin: (file: string, kilobytes: string, date: string) => `${file}, ${kilobytes} kB, ${date}`,

  /** What came of an import or of opening a game. */
  notices: {
    found: (games: string) => `${plural(games, 'game')} found.`,
    foundAgain: (games: string) =>
      games === '1'
        ? '1 game found, listed before.'
        : `${games} games found, all of them listed before.`,
    foundSome: (games: string, again: string) =>
      `${plural(games, 'game')} found, ${again} of them listed before.`,
    stopped: 'Stopped: what was found until then is in the list.',
    other: (file: string) => `“${file}” is no game.tw-pddl and was left out.`,
    oneOther: '1 file was no game.tw-pddl and was left out.',
    others: (files: string) => `${files} files were no game.tw-pddl and were left out.`,
    noFile: 'There was no file in it. Drop a game.tw-pddl, a zip or a dataset folder.',
    noGame:
      'A game of ALFWorld is a file called game.tw-pddl: drop one, a zip or a folder that has some.',
    mostFiles: (most: string) => `Only the first ${most} files were listed. Drop a smaller folder.`,
    of: (game: string, sentence: string) => `${game}: ${sentence}`,
    startsWon: 'The goal of this game holds at its start.',
    notKept:
      'This browser keeps no files (a private window, or its storage is full): after a reload, drop the file again.',
    batchLimit: (most: string, left: string) =>
      `A batch takes at most ${most} imported games: ${left} were not read.`,
    stillKept:
      'This browser did not delete its copies of opened files: clear the data of this page in its settings.',
    forgotten:
      'The list is empty, and this browser keeps no opened files. The running game goes on.',
  },

  /** Why a file is not played. */
  faults: {
    carried:
      'Not playable: it needs a receptacle that is carried, which the text game does not have.',
    sliced: 'Not playable: its goal is a sliced object, which the text game leaves out.',
    missing: (path: string) => `“${path}” is no longer there. Drop it again.`,
    forbidden: (path: string) =>
      `The browser may not read “${path}”, or it has changed. Check its permissions and drop it again.`,
    unreadable: (path: string) => `“${path}” could not be read. Drop it again.`,
    tooLarge: (path: string, megabytes: string) =>
      `“${path}” is larger than ${megabytes} MB, which no game file is. Drop another one.`,
    zipEntries: (zip: string, most: string) =>
      `“${zip}” has more than ${most} entries. Unpack it and drop the folder.`,
    zipUnpacked: (zip: string, gigabytes: string) =>
      `The game files in “${zip}” unpack to more than ${gigabytes} GB. Unpack it and drop the folder.`,
    zipTooLarge: (zip: string, megabytes: string) =>
      `“${zip}” has more than ${megabytes} MB. Unpack it and drop the folder.`,
    zipChanged: (zip: string, file: string) => `“${zip}” no longer holds “${file}”. Drop it again.`,
    zipDamaged: (zip: string) =>
      `“${zip}” is no zip file, or it is damaged. Pack it again and drop it.`,
    /** The detail is the reader's own sentence, in English in every language. */
    badFile: (detail: string) => detail,
    unplayable: (detail: string) => detail,
    other: (detail: string) => detail,
    own: (detail: string) =>
      `This page failed at reading the file: ${detail} Please report it with the file.`,
  },

  save: {
    noFile: 'The file of this game is not here. Drop it first.',
    noType:
      'Saved without traj_data.json: the goal is none of ALFWorld’s six task types. TextWorld opens the game; ALFWorld’s AlfredTWEnv leaves it out.',
    unsolvable:
      'Saved as it came: the file does not say "solvable": true, so ALFWorld’s AlfredTWEnv leaves the game out.',
  },
};
