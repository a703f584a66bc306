import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseGameName } from '../../src/alfworld/game-name';
import { gameFolder } from '../../src/alfworld/game-writer';
import { generateGame } from '../../src/alfworld/generator';
import { saveGame } from '../../src/state/game-library-export';
import { readGamePath } from '../../src/state/game-library-path';
import { listZip, unzipEntry, ZIP_LIMITS, zipFiles } from '../../src/state/game-library-zip';

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
    const { fileName, bytes } = saveGame(`file/${folder}/0123456789abcdef`, { path, text });
    expect(fileName).toBe(`${folder}-0123456789abcdef.zip`);
    expect(textsOf(bytes)).toEqual({ [`${folder}/trial_1/game.tw-pddl`]: text });
    const alone = saveGame('file/game.tw-pddl/0123456789abcdef', { path: 'game.tw-pddl', text });
    expect(Object.keys(textsOf(alone.bytes))).toEqual(['game.tw-pddl']);
    expect(() => saveGame(`file/${folder}/0123456789abcdef`)).toThrow(/Drop it first/);
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
