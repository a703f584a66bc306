import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { agentsOf } from '../../src/alfworld/game-file';
import { zipFiles } from '../../src/state/game-library-zip';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { drop, fixture, GAME, HEAT, newLibrary, seen, type Tree, told } from './dropped-games';

const LIGHT = 'look_at_obj_in_light-Pen-None-DeskLamp-326';

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
  seen.played = [];
  seen.reads = 0;
});

describe('a dropped dataset', () => {
  it('is listed without reading a file, each game once', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop(dataset));
    expect(seen.reads).toBe(0);
    expect(library.getState()).toMatchObject({ shown: true, listing: null });
    expect(told(library)).toEqual([
      '4 games found.',
      '“traj_data.json” is no game.tw-pddl and was left out.',
    ]);
    expect(library.getState().entries.map(({ trial }) => trial)).toEqual([
      'trial_3',
      'trial_4',
      'trial_1',
      'trial_2',
    ]);
    await act.drop(drop(dataset));
    expect(library.getState().entries).toHaveLength(4);
    expect(told(library)[0]).toBe('4 games found, all of them listed before.');
    expect(seen.played).toEqual([]);
  });

  it('opens on demand: only that file is read, and it is played by its identity', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop(dataset));
    const entry = library.getState().entries.find(({ trial }) => trial === 'trial_1');
    await act.open(entry?.key ?? '');
    expect(seen.reads).toBe(1);
    expect(seen.played).toEqual([
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
    expect(seen.reads).toBe(0);
    await act.open(carried?.key ?? '');
    expect(library.getState().shown).toBe(true);
    expect(told(library)).toEqual([`${carried?.title}: ${ENGLISH.library.faults.carried}`]);
    expect(library.getState().entries).toHaveLength(4);
    expect(seen.played).toEqual([]);
  });

  it('names the predicate of a game that its path rules out, once it is opened', async () => {
    const file = JSON.parse(GAME) as { pddl_problem: string };
    const problem = file.pddl_problem.replace('(ishot ?o)', '(isSliced ?o)');
    expect(problem).not.toBe(file.pddl_problem);
    const text = JSON.stringify({ ...file, pddl_problem: problem });
    const library = newLibrary();
    const folder = 'pick_heat_then_place_in_recep-BreadSliced-None-CounterTop-10';
    await library.getState().act.drop(drop({ [folder]: { t: { 'game.tw-pddl': text } } }));
    expect(library.getState().entries[0]?.refusal).toBe('sliced');
    expect(told(library)).toEqual([
      expect.stringMatching(/predicate "isSliced" of tasks with a sliced/),
    ]);
    expect(seen.played).toEqual([]);
  });

  it('can be stopped half-way: what was found stays', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    const unsubscribe = library.subscribe(({ listing }) => {
      if (listing !== null && listing.files >= 1) act.stopListing();
    });
    await act.drop(drop({ near: { 'game.tw-pddl': GAME }, far: { and: dataset } }));
    unsubscribe();
    const { entries, listing } = library.getState();
    expect(entries.map(({ path }) => path)).toEqual(['near/game.tw-pddl']);
    expect(told(library)).toContain('Stopped: what was found until then is in the list.');
    expect(listing).toBeNull();
  });
});

describe('single files', () => {
  it('are opened at once', async () => {
    const library = newLibrary();
    await library.getState().act.drop(drop({ 'game.tw-pddl': GAME }));
    expect(seen.played.map(({ name }) => name)).toEqual([
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
    expect(new Set(seen.played.map(({ name }) => name)).size).toBe(2);
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
    expect(seen.played.map(({ text }) => text)).toEqual([GAME]);
    expect(library.getState().entries[0]).toMatchObject({
      path: `saved.zip/${HEAT}/trial_1/game.tw-pddl`,
    });
  });

  it.each([
    ['{"a": 1,}', /line 1, column 9/],
    ['', /it is empty/],
    ['x'.repeat(5 * 2 ** 20 + 1), /“game.tw-pddl” is larger than 5 MB/],
    [GAME.replaceAll('inReceptacle', 'floatsAbove'), /./],
  ])('that are broken are refused in the list and in the dialog', async (text, reason) => {
    const library = newLibrary();
    await library.getState().act.drop(drop({ 'game.tw-pddl': text }));
    const { shown, verdicts, entries } = library.getState();
    const notices = told(library);
    expect(seen.played).toEqual([]);
    expect(shown).toBe(true);
    expect(notices).toEqual([expect.stringMatching(reason)]);
    expect(notices[0]).not.toMatch(/This page failed/);
    const verdict = verdicts.get(entries[0]?.key ?? '');
    expect(verdict?.kind === 'refused' && verdict.said(ENGLISH)).toMatch(reason);
  });

  it('of several agents wait for one to be chosen', async () => {
    const text = readFileSync('tests/fixtures/forms/agents/game.tw-pddl', 'utf8');
    const agents = agentsOf(text);
    const library = newLibrary();
    const { act } = library.getState();
    await act.drop(drop({ 'game.tw-pddl': text }));
    expect(seen.played).toEqual([]);
    expect(library.getState()).toMatchObject({ shown: true, agentChoice: { agents } });
    await act.chooseAgent(null);
    expect(library.getState().agentChoice).toBeNull();
    await act.open(library.getState().entries[0]?.key ?? '');
    await act.chooseAgent(agents[1] ?? '');
    const name = expect.stringMatching(new RegExp(`^file/game.tw-pddl/[0-9a-f]{16}/${agents[1]}$`));
    expect(seen.played).toEqual([{ name, text, agent: agents[1] }]);
    expect(library.getState()).toMatchObject({ shown: false, agentChoice: null });
  });

  it('that are gone, or are no game, are said', async () => {
    const library = newLibrary();
    const { act } = library.getState();
    const said = async (tree: Tree) => {
      await act.drop(drop(tree));
      return told(library).join(' ');
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

  it('say why in the language that is spoken when it is read', async () => {
    const library = newLibrary();
    await library.getState().act.drop(drop({ 'a.zip': 'x', 'game.tw-pddl': null }));
    const [missing, zip] = library.getState().notices;
    expect(missing?.(ENGLISH)).toBe('“game.tw-pddl” is no longer there. Drop it again.');
    expect(missing?.(CHINESE)).toBe('“game.tw-pddl”已不在原处。请再次拖入。');
    expect(zip?.(CHINESE)).toMatch(/^“a\.zip”不是 zip 文件/);
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
