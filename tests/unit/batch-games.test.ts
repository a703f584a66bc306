import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFileGameName } from '../../src/lab/file-game-name';
import { sha256 } from '../../src/shared/sha256';
import {
  type BatchGame,
  gamesOf,
  MOST_BATCH_GAMES,
  missingGames,
  readBatchFiles,
  readBatchGames,
  withGames,
} from '../../src/state/batch-games';
import { libraryEntry } from '../../src/state/game-library-import';
import { ENGLISH } from '../../src/words/english/english';
import { batchSettings } from './batch-fixtures';

const fixture = (path: string): string =>
  readFileSync(`tests/fixtures/${path}/game.tw-pddl`, 'utf8');
const LAMP = fixture('real-engine/look_at_obj_in_light');
const MUG = fixture('real-engine/pick_heat_then_place_in_recep-directed');
const AGENTS = fixture('forms/agents');

const entry = (path: string, text: string) => libraryEntry(path, '', async () => text);
const found = (path: string, text: string) => ({
  path,
  stamp: '',
  file: async () => new File([text], path),
});
const told = (said: readonly ((words: typeof ENGLISH) => string)[]) =>
  said.map((one) => one(ENGLISH));

describe('readBatchGames', () => {
  it('names games by their texts, with what they ask for', async () => {
    const heard: number[] = [];
    const read = await readBatchGames([entry('a.tw-pddl', LAMP), entry('b.tw-pddl', MUG)], (done) =>
      heard.push(done),
    );
    expect(read.refused).toEqual([]);
    expect(read.games.map(({ taskType }) => taskType)).toEqual([
      'look_at_obj_in_light',
      'pick_heat_then_place_in_recep',
    ]);
    for (const [at, text] of [LAMP, MUG].entries()) {
      const { name, file } = read.games[at] as BatchGame;
      const sha = sha256(new TextEncoder().encode(text));
      expect(parseFileGameName(name).hash).toBe(sha.slice(0, 16));
      expect(file).toEqual({ name, text, agent: null });
    }
    expect(heard).toEqual([0, 1]);
  });

  it('lets the first of several agents play', async () => {
    const { games } = await readBatchGames([entry('a.tw-pddl', AGENTS)]);
    expect(games).toHaveLength(1);
    expect(games[0]?.file.agent).toBe(parseFileGameName(games[0]?.name ?? '').agent);
    expect(games[0]?.file.agent).not.toBeNull();
  });

  it('says of each file why it is not played, and reads the others', async () => {
    const broken = libraryEntry('gone.tw-pddl', '', async () => {
      throw new Error('it was moved');
    });
    const { games, refused } = await readBatchGames([
      entry('bad.tw-pddl', '{"grammar": "",, }'),
      broken,
      entry('good.tw-pddl', LAMP),
    ]);
    expect(games).toHaveLength(1);
    expect(told(refused)).toHaveLength(2);
    expect(told(refused)[0]).toContain('bad.tw-pddl');
    expect(told(refused)[1]).toContain('gone.tw-pddl');
    expect(told(refused)[1]).toContain('it was moved');
  });

  it('takes so many and no more', async () => {
    const many = Array.from({ length: MOST_BATCH_GAMES + 3 }, (_, at) => entry(`${at}`, '{}'));
    const { refused } = await readBatchGames(many);
    expect(told(refused).at(-1)).toContain('at most 500 imported games: 3 were not read');
  });
});

describe('readBatchFiles', () => {
  it('tells other files apart from games that are bad', async () => {
    const files = [
      found('x/game.tw-pddl', LAMP),
      found('x/traj_data.json', '{}'),
      found('y/game.tw-pddl', 'no'),
    ];
    const read = await readBatchFiles({ files, failures: [] });
    expect(read.games).toHaveLength(1);
    expect(told(read.notices)).toEqual([expect.stringContaining('traj_data.json')]);
    expect(told(read.refused)).toHaveLength(1);
  });

  it('says where there is no game at all', async () => {
    const read = await readBatchFiles({ files: [found('notes.txt', 'x')], failures: [] });
    expect(read).toMatchObject({ games: [], notices: [] });
    expect(told(read.refused).length).toBeGreaterThan(0);
  });
});

const game = (name: string): BatchGame => ({
  name,
  task: '',
  taskType: 'other',
  file: { name, text: '', agent: null },
});
const names = (games: readonly BatchGame[]) => games.map((one) => [one.name, one.file.name]);

describe('games that are here', () => {
  it('are the same where the text is, and called as settings call them', () => {
    const before = [game('file/a/1')];
    const more = [game('file/other/1'), game('file/b/2'), game('file/b/2/alice')];
    expect(names(withGames(before, more, ['file/node/2']))).toEqual([
      ['file/a/1', 'file/a/1'],
      ['file/node/2', 'file/node/2'],
      ['file/b/2/alice', 'file/b/2/alice'],
    ]);
  });

  it('are found for settings, or what is missing is said', () => {
    const settings = batchSettings({ games: { kind: 'files', names: ['file/a/1', 'file/b/2'] } });
    const both = [game('file/a/1'), game('file/b/2'), game('file/c/3')];
    expect(names(gamesOf(settings, both))).toHaveLength(2);
    expect(missingGames(settings, both)).toEqual([]);
    expect(missingGames(settings, both.slice(0, 1))).toEqual(['file/b/2']);
    expect(() => gamesOf(settings, [])).toThrow(/file\/a\/1 and 1 more.*Give them again/);
    expect(gamesOf(batchSettings(), both)).toEqual([]);
    expect(missingGames(batchSettings(), [])).toEqual([]);
  });
});
