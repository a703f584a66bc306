import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { agentsOf } from '../../src/alfworld/game-file';
import type { GameFile } from '../../src/lab/settings';
import { createGameLibrary, type GameLibrary } from '../../src/state/game-library';
import {
  type DroppedEntry,
  type WalkProgress,
  walkEntries,
} from '../../src/state/game-library-files';
import {
  type GameMemory,
  type KeptGame,
  MOST_KEPT,
  surplus,
} from '../../src/state/game-library-memory';
import { zipFiles } from '../../src/state/game-library-zip';

const HEAT = 'pick_heat_then_place_in_recep-Potato-None-SinkBasin-28';
const LIGHT = 'look_at_obj_in_light-Pen-None-DeskLamp-326';
const fixture = (task: string): string =>
  readFileSync(`tests/fixtures/real-engine/${task}/game.tw-pddl`, 'utf8');
const GAME = fixture('pick_heat_then_place_in_recep');

/** A folder tree: texts are files, null one that may not be read. */
interface Tree {
  readonly [name: string]: string | null | Tree;
}

let reads = 0;

function entryOf(name: string, node: Tree[string]): DroppedEntry {
  const isDirectory = node !== null && typeof node === 'object';
  return Object.assign(
    { name, isFile: !isDirectory, isDirectory },
    isDirectory
      ? {
          createReader: () => {
            // Handed out two at a time, as browsers do by the hundred.
            const entries = Object.entries(node).map(([inside, content]) =>
              entryOf(inside, content),
            );
            return {
              readEntries: (found: (part: DroppedEntry[]) => void) => found(entries.splice(0, 2)),
            };
          },
        }
      : {
          file: (found: (file: File) => void, failed: (error: unknown) => void) => {
            if (node === null) return failed(new DOMException('', 'NotFoundError'));
            const file = new File([node], name, { lastModified: 1 });
            const arrayBuffer = file.arrayBuffer.bind(file);
            return found(
              Object.assign(file, {
                arrayBuffer: () => {
                  reads += 1;
                  return arrayBuffer();
                },
              }),
            );
          },
        },
  );
}

const drop = (tree: Tree): DroppedEntry[] =>
  Object.entries(tree).map(([name, node]) => entryOf(name, node));

function fakeMemory(kept: KeptGame[] = []): GameMemory & { readonly kept: KeptGame[] } {
  return {
    kept,
    recall: async () => [...kept],
    keep: async (game) => {
      kept.push(game);
    },
    forget: async () => {
      kept.length = 0;
    },
  };
}

let played: GameFile[] = [];
let clock = 0;

function newLibrary(memory: GameMemory = fakeMemory()): GameLibrary {
  return createGameLibrary({ memory, play: (file) => played.push(file), now: () => ++clock });
}

const dataset = {
  'json_2.1.1': {
    valid_seen: {
      [HEAT]: {
        trial_1: { 'game.tw-pddl': GAME, 'traj_data.json': '{}' },
        trial_2: { 'game.tw-pddl': GAME },
      },
    },
    train: {
      [LIGHT]: { trial_3: { 'game.tw-pddl': fixture('look_at_obj_in_light') } },
      'pick_and_place_with_movable_recep-Pen-Bowl-Desk-301': { trial_4: { 'game.tw-pddl': GAME } },
    },
  },
};

beforeEach(() => {
  played = [];
  reads = 0;
});

describe('a dropped dataset', () => {
  it('is listed without reading a file, each game once', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop(dataset));
    expect(reads).toBe(0);
    expect(library.getState()).toMatchObject({
      shown: true,
      listing: null,
      notices: ['4 games found.', '“traj_data.json” is no game.tw-pddl and was left out.'],
    });
    expect(library.getState().entries.map(({ trial }) => trial)).toEqual([
      'trial_3',
      'trial_4',
      'trial_1',
      'trial_2',
    ]);
    await act.drop(drop(dataset));
    expect(library.getState().entries).toHaveLength(4);
    expect(library.getState().notices[0]).toBe('4 games found, all of them listed before.');
    expect(played).toEqual([]);
  });

  it('opens on demand: only that file is read, and it is played by its identity', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop(dataset));
    const entry = library.getState().entries.find(({ trial }) => trial === 'trial_1');
    await act.open(entry?.key ?? '');
    expect(reads).toBe(1);
    expect(played).toEqual([
      {
        name: expect.stringMatching(new RegExp(`^file/${HEAT}/[0-9a-f]{16}$`)),
        text: GAME,
        agent: null,
      },
    ]);
    expect(library.getState()).toMatchObject({ shown: false, notices: [] });
  });

  it('keeps the games that cannot be played, with the reason, and plays on', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop(dataset));
    const carried = library.getState().entries.find(({ trial }) => trial === 'trial_4');
    await act.open(carried?.key ?? '');
    expect(reads).toBe(0);
    expect(library.getState()).toMatchObject({
      shown: true,
      notices: [`${carried?.title}: ${carried?.refusal}`],
    });
    expect(library.getState().entries).toHaveLength(4);
    expect(played).toEqual([]);
  });

  it('can be stopped half-way: what was found stays', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    const unsubscribe = library.subscribe(({ listing }) => {
      if (listing !== null && listing.files >= 1) act.stopListing();
    });
    await act.drop(drop({ near: { 'game.tw-pddl': GAME }, far: { and: dataset } }));
    unsubscribe();
    const { entries, notices, listing } = library.getState();
    expect(entries.map(({ path }) => path)).toEqual(['near/game.tw-pddl']);
    expect(notices).toContain('Stopped: what was found until then is in the list.');
    expect(listing).toBeNull();
  });
});

describe('single files', () => {
  it('are opened at once', async () => {
    const library = newLibrary();
    await library.getState().act.drop(drop({ 'game.tw-pddl': GAME }));
    expect(played.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^file\/game\.tw-pddl\//),
    ]);
  });

  it('of the same name are told apart', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop({ 'game.tw-pddl': GAME }));
    await act.drop(drop({ 'game.tw-pddl': fixture('look_at_obj_in_light') }));
    await act.drop(drop({ 'game.tw-pddl': GAME }));
    expect(library.getState().entries).toHaveLength(2);
    expect(new Set(played.map(({ name }) => name)).size).toBe(2);
  });

  it('may come in a zip, of which only that entry is unpacked', async () => {
    const zip = zipFiles(
      new Map([
        [`${HEAT}/trial_1/game.tw-pddl`, GAME],
        ['x/README', 'no game'],
      ]),
    );
    const library = newLibrary();
    const file = new File([zip], 'saved.zip', { lastModified: 2 });
    await library.getState().act.choose([file]);
    expect(played.map(({ text }) => text)).toEqual([GAME]);
    expect(library.getState().entries[0]).toMatchObject({
      path: `saved.zip/${HEAT}/trial_1/game.tw-pddl`,
    });
  });

  it.each([
    ['{"a": 1,}', /line 1, column 9/],
    ['', /./],
    ['x'.repeat(5 * 2 ** 20 + 1), /“game.tw-pddl” is larger than 5 MB/],
    [GAME.replaceAll('inReceptacle', 'floatsAbove'), /./],
  ])('that are broken are refused in the list and in the dialog', async (text, reason) => {
    const library = newLibrary();
    await library.getState().act.drop(drop({ 'game.tw-pddl': text }));
    const { shown, notices, verdicts, entries } = library.getState();
    expect(played).toEqual([]);
    expect(shown).toBe(true);
    expect(notices).toEqual([expect.stringMatching(reason)]);
    expect(notices[0]).not.toMatch(/This page failed/);
    expect(verdicts.get(entries[0]?.key ?? '')).toEqual({
      kind: 'refused',
      message: expect.stringMatching(reason),
    });
  });

  it('of several agents wait for one to be chosen', async () => {
    const text = readFileSync('tests/fixtures/forms/agents/game.tw-pddl', 'utf8');
    const agents = agentsOf(text);
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop({ 'game.tw-pddl': text }));
    expect(played).toEqual([]);
    expect(library.getState()).toMatchObject({ shown: true, agentChoice: { agents } });
    await act.chooseAgent(null);
    expect(library.getState().agentChoice).toBeNull();
    await act.open(library.getState().entries[0]?.key ?? '');
    await act.chooseAgent(agents[1] ?? '');
    const name = expect.stringMatching(new RegExp(`^file/game.tw-pddl/[0-9a-f]{16}/${agents[1]}$`));
    expect(played).toEqual([{ name, text, agent: agents[1] }]);
    expect(library.getState()).toMatchObject({ shown: false, agentChoice: null });
  });

  it('that are gone, or are no game, are said', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    const said = async (tree: Tree) => {
      await act.drop(drop(tree));
      return library.getState().notices.join(' ');
    };
    expect(await said({ 'game.tw-pddl': null })).toMatch(/“game.tw-pddl” is no longer there/);
    expect(await said({ empty: {} })).toMatch(/^There was no file in it/);
    expect(await said({ a: { b: 'x', c: 'y' }, d: 'z' })).toMatch(
      /^3 files were no game.tw-pddl and were left out/,
    );
    expect(await said({ 'photo.png': 'x' })).toMatch(
      /^“photo.png” is no game.tw-pddl and was left out/,
    );
    expect(await said({ 'a.zip': 'x' })).toBe(
      '“a.zip” is no zip file, or it is damaged. Pack it again and drop it.',
    );
  });

  it('are forgiven once they are mended', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop({ [HEAT]: { 'game.tw-pddl': '{' } }));
    expect(library.getState().verdicts.size).toBe(1);
    await act.drop(drop({ [HEAT]: { 'game.tw-pddl': GAME } }));
    expect([...library.getState().verdicts.values()]).toEqual([
      expect.objectContaining({ kind: 'opened' }),
    ]);
    expect(library.getState().entries).toHaveLength(1);
  });
});

describe('opened games', () => {
  it('are there after a reload, and open by their name', async () => {
    const memory = fakeMemory();
    await newLibrary(memory)
      .getState()
      .act.drop(drop({ [HEAT]: { trial_1: { 'game.tw-pddl': GAME } } }));
    const [first] = played;
    played = [];
    const reloaded = newLibrary(memory);
    const { act } = reloaded.getState();
    expect(act.openHeld(first?.name ?? '')).toBe(false);
    await act.recall();
    expect(reloaded.getState()).toMatchObject({ recalled: true, entries: [{ title: HEAT }] });
    expect(act.openHeld(first?.name ?? '')).toBe(true);
    expect(played).toEqual([first]);
    // Dropped again, it is the same entry.
    await act.drop(drop({ [HEAT]: { trial_1: { 'game.tw-pddl': GAME } } }));
    expect(reloaded.getState().entries).toHaveLength(1);
    await act.forget();
    expect(reloaded.getState().entries).toEqual([]);
    expect(memory.kept).toEqual([]);
  });

  it('are played also where the browser keeps nothing', async () => {
    const fails = async (): Promise<never> => {
      throw new DOMException('', 'QuotaExceededError');
    };
    const library = newLibrary({ recall: fails, keep: fails, forget: fails });
    const { act } = library.getState();
    await act.recall();
    expect(library.getState().recalled).toBe(true);
    await act.drop(drop({ 'game.tw-pddl': GAME }));
    expect(played).toHaveLength(1);
    expect(library.getState().notices).toEqual([
      expect.stringMatching(/^This browser keeps no files/),
    ]);
  });

  it('are let go beyond the last twenty', () => {
    const games = Array.from({ length: MOST_KEPT + 3 }, (_, index) => ({
      ...{ key: '', path: '', task: '', text: '', agent: null },
      name: `file/${index}`,
      openedAt: index,
    }));
    expect(surplus(games).sort()).toEqual(['file/0', 'file/1', 'file/2']);
  });
});

it('a walk tells how far it is, and which folders it could not enter', async () => {
  const locked = {
    ...entryOf('locked', {}),
    createReader: () => ({
      readEntries: (_: unknown, failed: (error: unknown) => void) =>
        failed(new DOMException('', 'NotReadableError')),
    }),
  };
  const progress: WalkProgress[] = [];
  const { files, failures } = await walkEntries(
    [...drop({ a: { b: { c: 'x' }, d: 'y' } }), locked],
    {
      signal: new AbortController().signal,
      onProgress: (done) => progress.push(done),
    },
  );
  expect(files.map(({ path }) => path).sort()).toEqual(['a/b/c', 'a/d']);
  expect(progress.at(-1)).toEqual({ folders: 3, files: 2 });
  expect(failures).toEqual([expect.stringMatching(/may not read “locked”/)]);
});
