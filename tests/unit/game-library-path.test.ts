import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { libraryEntry } from '../../src/state/game-library-import';
import { isGameFileName, readGamePath, roomOfScene } from '../../src/state/game-library-path';
import { EVERY_GAME, searchLibrary } from '../../src/state/game-library-search';
import { CHINESE } from '../../src/words/chinese/chinese';

const HEAT = 'pick_heat_then_place_in_recep-Potato-None-SinkBasin-28';
const RECORDINGS = '/work/shared/alfworld/recordings';

const entry = (path: string) => libraryEntry(path, '', async () => '');

describe('readGamePath', () => {
  it('reads a whole dataset path', () => {
    const path = `json_2.1.1/valid_seen/${HEAT}/trial_T20190909_023834_304567/game.tw-pddl`;
    expect(readGamePath(path)).toEqual({
      path,
      title: HEAT,
      task: 'pick_heat_then_place_in_recep',
      room: 'kitchen',
      scene: 28,
      object: 'Potato',
      destination: 'SinkBasin',
      split: 'valid_seen',
      trial: 'trial_T20190909_023834_304567',
      refusal: null,
    });
  });

  // Real folder names: the shared recordings' and ALFRED's.
  it.each([
    ['look_at_obj_in_light-Pen-None-DeskLamp-326', 'bedroom', 'Pen', 'DeskLamp'],
    ['pick_and_place_simple-AlarmClock-None-Shelf-317', 'bedroom', 'AlarmClock', 'Shelf'],
    ['pick_and_place_simple-Pot-None-SinkBasin-17', 'kitchen', 'Pot', 'SinkBasin'],
    [
      'pick_clean_then_place_in_recep-SoapBar-None-BathtubBasin-411',
      'bathroom',
      'SoapBar',
      'BathtubBasin',
    ],
    ['pick_cool_then_place_in_recep-Bowl-None-CounterTop-22', 'kitchen', 'Bowl', 'CounterTop'],
    ['pick_two_obj_and_place-Lettuce-None-DiningTable-12', 'kitchen', 'Lettuce', 'DiningTable'],
    [
      'pick_two_obj_and_place-RemoteControl-None-ArmChair-219',
      'livingroom',
      'RemoteControl',
      'ArmChair',
    ],
  ])('reads %s', (folder, room, object, destination) => {
    const read = readGamePath(`${folder}/trial_1/game.tw-pddl`);
    expect(read).toMatchObject({ title: folder, room, object, destination, refusal: null });
    expect(TASK_TYPES).toContain(read.task);
  });

  it.runIf(existsSync(RECORDINGS))('reads every folder of the shared recordings', () => {
    for (const folder of readdirSync(RECORDINGS)) {
      const { task, room, object, destination } = readGamePath(`${folder}/game.tw-pddl`);
      expect([task, room, object, destination], folder).not.toContain(null);
    }
  });

  it('says why the text game leaves some folders out', () => {
    const carried = readGamePath(
      'pick_and_place_with_movable_recep-ButterKnife-Cup-SideTable-3/t/game.tw-pddl',
    );
    expect(carried.refusal).toBe('carried');
    expect(carried).toMatchObject({ object: 'ButterKnife', destination: 'SideTable' });
    const sliced = readGamePath(
      'pick_heat_then_place_in_recep-BreadSliced-None-CounterTop-10/t/game.tw-pddl',
    );
    expect(sliced.refusal).toBe('sliced');
  });

  it('takes any other path by its file name', () => {
    expect(readGamePath('my  game.tw-pddl')).toMatchObject({
      title: 'my-game.tw-pddl',
      task: null,
    });
    expect(readGamePath('a\\b\\game.tw-pddl')).toMatchObject({ path: 'a/b/game.tw-pddl' });
    expect(readGamePath('/../a/./game.tw-pddl').path).toBe('a/game.tw-pddl');
    expect(readGamePath('').title).toBe('game.tw-pddl');
    expect(readGamePath(`${HEAT}/game.tw-pddl`)).toMatchObject({ trial: null, split: null });
  });

  it('knows the rooms of the 120 floor plans', () => {
    const scenes = [1, 30, 31, 201, 230, 301, 330, 401, 430, 431];
    expect(scenes.map(roomOfScene)).toEqual([
      'kitchen',
      'kitchen',
      null,
      'livingroom',
      'livingroom',
      'bedroom',
      'bedroom',
      'bathroom',
      'bathroom',
      null,
    ]);
  });

  it('tells game files from others', () => {
    expect(isGameFileName('a/game.tw-pddl')).toBe(true);
    expect(isGameFileName('GAME.TW-PDDL')).toBe(true);
    for (const path of [
      'a/traj_data.json',
      '__MACOSX/a/._game.tw-pddl',
      '.tw-pddl',
      'game.tw-pddl/x',
    ]) {
      expect(isGameFileName(path), path).toBe(false);
    }
  });
});

describe('searchLibrary', () => {
  const entries = [
    `d/valid_seen/${HEAT}/trial_1/game.tw-pddl`,
    'd/train/pick_cool_then_place_in_recep-Potato-None-CounterTop-5/trial_2/game.tw-pddl',
    'd/train/pick_and_place_simple-Potato-None-Fridge-6/trial_3/game.tw-pddl',
    'd/train/look_at_obj_in_light-Pen-None-DeskLamp-326/trial_4/game.tw-pddl',
  ].map(entry);
  const search = (text: string, change = {}) =>
    searchLibrary(entries, { ...EVERY_GAME, text, ...change }).found.map(
      ({ object, task }) => `${task} ${object}`,
    );

  it('finds what kinds are called on screen, in either language', () => {
    const inChinese = (text: string) =>
      searchLibrary(entries, { ...EVERY_GAME, text }, CHINESE).found.map(({ trial }) => trial);
    expect(inChinese('厨房 加热 potato')).toEqual(['trial_1']);
    expect(inChinese('heat kitchen')).toEqual(['trial_1']);
    expect(inChinese('卧室')).toEqual(['trial_4']);
    expect(search('卧室')).toEqual([]);
  });

  it('finds words in any order, over task, room, object, destination and split', () => {
    expect(search('')).toHaveLength(4);
    expect(search('potato heat')).toEqual(['pick_heat_then_place_in_recep Potato']);
    expect(search('kitchen, SINK basin')).toHaveLength(1);
    expect(search('bedroom light')).toHaveLength(1);
    expect(search('valid_seen')).toHaveLength(1);
    expect(search('potato bedroom')).toEqual([]);
  });

  it('takes a number for a scene, and six digits or trial_ for a trial', () => {
    const trial = 'd/train/pick_and_place_simple-Mug-None-Shelf-7/trial_T20190928_28/game.tw-pddl';
    const all = [...entries, entry(trial)];
    const scenes = (text: string) =>
      searchLibrary(all, { ...EVERY_GAME, text }).found.map(({ scene }) => scene);
    expect(scenes('heat potato 28')).toEqual([28]);
    expect(scenes('28')).toEqual([28]);
    expect(scenes('2')).toEqual([]);
    expect(scenes('trial_')).toHaveLength(5);
    expect(scenes('trial_t20190928')).toEqual([7]);
    expect(scenes('20190928')).toEqual([7]);
    expect(scenes('SinkBasin-28')).toEqual([28]);
  });

  it('counts each filter among what the other and the words leave', () => {
    const all = searchLibrary(entries, EVERY_GAME);
    expect([...all.rooms]).toEqual([
      ['kitchen', 3],
      ['bedroom', 1],
    ]);
    const cool = searchLibrary(entries, {
      ...EVERY_GAME,
      text: 'potato',
      task: 'pick_cool_then_place_in_recep',
    });
    expect(cool.found).toHaveLength(1);
    expect([...cool.tasks.values()]).toEqual([1, 1, 1]);
    expect([...cool.rooms]).toEqual([['kitchen', 1]]);
    expect(search('', { room: 'bathroom' })).toEqual([]);
  });
});
