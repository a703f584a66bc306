import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseGameName } from '../../src/alfworld/game-name';
import { gameFolder } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { saveGame } from '../../src/state/game-library-export';
import { readGamePath } from '../../src/state/game-library-path';
import { listZip, unzipEntry, ZIP_LIMITS, zipFiles } from '../../src/state/game-library-zip';
import { ENGLISH } from '../../src/words/english/english';

const GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/4/standard';

const textsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, data]) => [path, strFromU8(data)]),
  );

describe('a saved game', () => {
  it('is a zip of the game’s folder, the same each time', () => {
    const { fileName, bytes } = saveGame(GAME);
    expect(fileName).toBe('g1-unseen-kitchen-pick_heat_then_place_in_recep-4-standard.zip');
    expect(textsOf(bytes)).toEqual(
      Object.fromEntries(gameFolder(generateGame(parseGameName(GAME)))),
    );
    expect(saveGame(GAME).bytes).toEqual(bytes);
  });

  it('names the game by its path, as the dataset does', () => {
    const [name = ''] = listZip('a.zip', saveGame(GAME).bytes).games;
    const { task, room, trial } = readGamePath(name);
    expect([task, room]).toEqual(['pick_heat_then_place_in_recep', 'kitchen']);
    expect(trial).toMatch(/^trial_/);
  });

  it('is the very text of an imported one, in its folder', () => {
    const folder = 'pick_heat_then_place_in_recep-Potato-None-SinkBasin-28';
    const text = readFileSync(
      'tests/fixtures/real-engine/pick_heat_then_place_in_recep/game.tw-pddl',
      'utf8',
    );
    const path = `data.zip/valid_seen/${folder}/trial_1/game.tw-pddl`;
    const kept = { path, text, agent: null };
    const { fileName, bytes, note } = saveGame(`file/${folder}/0123456789abcdef`, kept);
    expect(fileName).toBe(`${folder}-0123456789abcdef.zip`);
    const { walkthrough } = JSON.parse(text) as { walkthrough: string[] };
    const files = textsOf(bytes);
    expect(files).toEqual({
      [`${folder}/trial_1/game.tw-pddl`]: text,
      [`${folder}/trial_1/traj_data.json`]: expect.anything(),
      [`${folder}/trial_1/walkthrough.txt`]: `${walkthrough.join('\n')}\n`,
    });
    expect(JSON.parse(files[`${folder}/trial_1/traj_data.json`] ?? '')).toMatchObject({
      task_type: 'pick_heat_then_place_in_recep',
      pddl_params: { object_target: 'Egg', parent_target: 'SinkBasin', toggle_target: '' },
      scene: { scene_num: 28 },
    });
    expect(note).toBeNull();
    expect(() => saveGame(`file/${folder}/0123456789abcdef`)).toThrow(/Drop it first/);
  });
});

describe('an imported game that came without its folder', () => {
  const save = (path: string, text: string) => {
    const saved = saveGame('file/game.tw-pddl/0123456789abcdef', { path, text, agent: null });
    return { ...saved, files: textsOf(saved.bytes) };
  };
  const textOf = (task: string) =>
    readFileSync(`tests/fixtures/real-engine/${task}/game.tw-pddl`, 'utf8');

  it.each([
    ['game.tw-pddl', 'look_at_obj_in_light', 'Laptop-None-DeskLamp'],
    ['near/my.tw-pddl', 'pick_two_obj_and_place', 'Plate-None-Shelf'],
  ])('%s is saved in one like the dataset’s', (path, task, targets) => {
    const text = textOf(task);
    const { files, note } = save(path, text);
    const folder = `${task}-${targets}-0/trial_0123456789abcdef`;
    expect(Object.keys(files)).toEqual(
      ['game.tw-pddl', 'traj_data.json', 'walkthrough.txt'].map((name) => `${folder}/${name}`),
    );
    expect(files[`${folder}/game.tw-pddl`]).toBe(text);
    const theirs = readFileSync(`tests/fixtures/real-engine/${task}/traj_data.json`, 'utf8');
    expect(JSON.parse(files[`${folder}/traj_data.json`] ?? '')).toMatchObject(JSON.parse(theirs));
    expect(note).toBeNull();
    // Dropped again, it is read back, but for the scene, which no file tells.
    expect(readGamePath(`${folder}/game.tw-pddl`)).toMatchObject({ task, room: null, scene: null });
  });

  it('says so where the real engine will leave it out', () => {
    const file = JSON.parse(textOf('pick_and_place_simple')) as Record<string, unknown>;
    const problem = String(file.pddl_problem);
    const goal = `${problem.slice(0, problem.indexOf('(:goal'))}(:goal (and)))`;
    const typeless = save(
      'game.tw-pddl',
      JSON.stringify({ ...file, pddl_problem: goal, walkthrough: null }),
    );
    expect(Object.keys(typeless.files)).toEqual(['game/trial_0123456789abcdef/game.tw-pddl']);
    expect(typeless.note?.(ENGLISH)).toMatch(/without traj_data.json/);
    const unsolved = save('game.tw-pddl', JSON.stringify({ ...file, solvable: false }));
    expect(unsolved.note?.(ENGLISH)).toMatch(/does not say "solvable": true/);
  });
});

describe('a dropped zip', () => {
  const game = strToU8('{"a": "ü"}'.repeat(100));
  const bytes = zipSync({
    'd/one/game.tw-pddl': game,
    'd/one/traj_data.json': strToU8('{}'),
    'd/two/game.tw-pddl': [game, { level: 0 }],
    '__MACOSX/d/._game.tw-pddl': strToU8('x'),
  });

  it('is listed and gives single entries', () => {
    const listing = listZip('a.zip', bytes);
    expect(listing).toEqual({ games: ['d/one/game.tw-pddl', 'd/two/game.tw-pddl'], others: 2 });
    for (const name of listing.games) {
      expect(unzipEntry('a.zip', bytes, name)).toEqual(game);
    }
  });

  it('is refused beyond its bounds, in a sentence', () => {
    const listed = (limits: Partial<typeof ZIP_LIMITS>) => () =>
      listZip('a.zip', bytes, { ...ZIP_LIMITS, ...limits } as typeof ZIP_LIMITS);
    expect(listed({ entries: 3 as never })).toThrow('“a.zip” has more than 3 entries.');
    expect(listed({ unpackedBytes: 1500 as never })).toThrow(/unpack to more than/);
    expect(() => unzipEntry('a.zip', bytes, 'd/three/game.tw-pddl')).toThrow(/no longer holds/);
    const large = zipFiles(new Map([['game.tw-pddl', ' '.repeat(5_000_001)]]));
    expect(() => unzipEntry('a.zip', large, 'game.tw-pddl')).toThrow(/is larger than 5 MB/);
    expect(() => listZip('a.zip', strToU8('no zip'))).toThrow(/is no zip file/);
    expect(() => listZip('a.zip', bytes.slice(0, -40))).toThrow(/is no zip file/);
  });

  it('is not believed where it says less than it unpacks to', () => {
    const bomb = zipFiles(new Map([['game.tw-pddl', ' '.repeat(2 ** 20)]]));
    // The size it unpacks to, in the central directory: 24 bytes after the signature.
    const view = new DataView(bomb.buffer);
    let at = bomb.length - 22;
    while (view.getUint32(at, true) !== 0x02014b50) at -= 1;
    view.setUint32(at + 24, 1000, true);
    let length = 0;
    try {
      length = unzipEntry('a.zip', bomb, 'game.tw-pddl').length;
    } catch {}
    expect(length).toBeLessThanOrEqual(1000);
  });
});
