import { describe, expect, it } from 'vitest';
import { ROOMS } from '../../src/alfworld/domain';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { parseGameName, splitGames } from '../../src/alfworld/game-name';
import { gameFolder } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { floorPlanNumber } from '../../src/alfworld/scene';

/** `pick_heat_then_place_in_recep-Potato-None-SinkBasin-28/trial_x`: the dataset's convention. */
const FOLDER = /^([a-z_]+)-([A-Za-z]+)-None-([A-Za-z]+)-(\d+)\/(trial_[\w.-]+)$/;

const FIRST = { kitchen: 1, livingroom: 201, bedroom: 301, bathroom: 401 };

function foldersOf(files: ReadonlyMap<string, string>): string[] {
  return [...new Set([...files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))];
}

const GAMES = [
  ...splitGames('train', 0, 40),
  ...splitGames('seen', 0, 40),
  ...splitGames('unseen', 0, 40).map((name) => ({ ...name, knobs: { places: 30, usual: 0.35 } })),
].map(generateGame);

describe('a game as a folder of the dataset', () => {
  it('has the three files, in a folder that says task, object, place and scene', () => {
    for (const game of GAMES) {
      const files = gameFolder(game);
      const [folder = '', ...more] = foldersOf(files);
      expect(more).toEqual([]);
      expect([...files.keys()]).toEqual(
        ['game.tw-pddl', 'traj_data.json', 'walkthrough.txt'].map((file) => `${folder}/${file}`),
      );
      const [, task, object, place, scene, trial] = FOLDER.exec(folder) ?? [];
      const about = JSON.parse(files.get(`${folder}/traj_data.json`) ?? '') as object;
      expect(about).toEqual({
        task_id: trial,
        task_type: task,
        pddl_params: {
          object_target: object,
          parent_target: game.design.lamp ? '' : place,
          toggle_target: game.design.lamp ? place : '',
          mrecep_target: '',
          object_sliced: false,
        },
        scene: { scene_num: Number(scene) },
        turk_annotations: { anns: [{ task_desc: game.task }] },
      });
      const within = Number(scene) - FIRST[game.name.room];
      expect(within).toBe(game.scene.number - 1);
      expect(folder).not.toMatch(/movable|Sliced/);
    }
  });

  it('is won by its walkthrough.txt, and says solvable as AlfredTWEnv asks', () => {
    for (const game of GAMES.slice(0, 20)) {
      const files = [...gameFolder(game)];
      const textOf = (end: string): string => files.find(([path]) => path.endsWith(end))?.[1] ?? '';
      expect(JSON.parse(textOf('game.tw-pddl'))).toMatchObject({ solvable: true });
      const played = new Game(readGameFile(textOf('game.tw-pddl')));
      played.reset();
      const commands = textOf('walkthrough.txt').trimEnd().split('\n');
      expect(commands.map((command) => played.step(command).won).at(-1)).toBe(true);
    }
  });

  it('is never that of another game', () => {
    const heat = 'unseen/kitchen/pick_heat_then_place_in_recep';
    const names = [
      `g1/${heat}/7/standard`,
      `g1/${heat}/7/realistic`,
      `g2/${heat}/7/realistic`,
      `g1/${heat}/7/standard+others=3`,
      `g1/${heat}/7/standard+others=30`,
      `g1/${heat}/7/standard+usual=0.3`,
      `g1/${heat.replace('unseen', 'seen')}/7/standard`,
    ];
    const games = [...GAMES, ...names.map((name) => generateGame(parseGameName(name)))];
    const folders = games.flatMap((game) => foldersOf(gameFolder(game)));
    expect(new Set(folders).size).toBe(games.length);
    expect(folders.at(-4)).toMatch(/\/trial_g1-unseen-7-standard-others3$/);
  });

  it('numbers scenes as the datasets do', () => {
    expect(ROOMS.map((room) => [floorPlanNumber(room, 1), floorPlanNumber(room, 30)])).toEqual([
      [1, 30],
      [201, 230],
      [301, 330],
      [401, 430],
    ]);
  });
});
