import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_KEPT, surplus } from '../../src/state/game-library-memory';
import { EVERY_GAME, type LibraryQuery, searchLibrary } from '../../src/state/game-library-search';
import { learntEntries } from '../../src/state/game-library-verdict';
import { drop, fakeMemory, fixture, GAME, HEAT, newLibrary, seen, told } from './dropped-games';

beforeEach(() => {
  seen.played = [];
});

describe('opened games', () => {
  it('are there after a reload, and open by their name', async () => {
    const memory = fakeMemory();
    await newLibrary(memory)
      .getState()
      .act.drop(drop({ [HEAT]: { trial_1: { 'game.tw-pddl': GAME } } }));
    const [first] = seen.played;
    seen.played = [];
    const reloaded = newLibrary(memory);
    const { act } = reloaded.getState();
    expect(act.openHeld(first?.name ?? '')).toBe(false);
    await act.recall();
    expect(reloaded.getState()).toMatchObject({ recalled: true, entries: [{ title: HEAT }] });
    expect(act.openHeld(first?.name ?? '')).toBe(true);
    expect(seen.played).toEqual([first]);
    // Dropped again, it is the same entry.
    await act.drop(drop({ [HEAT]: { trial_1: { 'game.tw-pddl': GAME } } }));
    expect(reloaded.getState().entries).toHaveLength(1);
    await act.forget();
    expect(reloaded.getState().entries).toEqual([]);
    expect(told(reloaded)).toEqual([expect.stringMatching(/^The list is empty/)]);
    expect(memory.kept).toEqual([]);
  });

  it('are one row, as a bare file and in their folder, also after a reload', async () => {
    const memory = fakeMemory();
    const library = newLibrary(memory);
    const { act } = library.getState();
    const paths = () => library.getState().entries.map(({ path }) => path);
    await act.drop(drop({ 'game.tw-pddl': GAME }));
    await act.drop(drop({ [HEAT]: { trial_1: { 'game.tw-pddl': GAME } } }));
    expect(paths()).toEqual([`${HEAT}/trial_1/game.tw-pddl`]);
    await act.drop(drop({ 'game.tw-pddl': GAME }));
    expect(paths()).toEqual([`${HEAT}/trial_1/game.tw-pddl`]);
    // The folder's name is the game's, whichever was dropped.
    expect(seen.played.map(({ name }) => name.split('/')[1])).toEqual(['game.tw-pddl', HEAT, HEAT]);
    await act.drop(drop({ 'other.tw-pddl': fixture('look_at_obj_in_light') }));
    expect(paths()).toHaveLength(2);
    const reloaded = newLibrary(memory);
    await reloaded.getState().act.recall();
    expect(reloaded.getState().entries.map(({ path }) => path)).toEqual(paths());
    for (const { name } of [...seen.played]) {
      expect(reloaded.getState().act.openHeld(name), name).toBe(true);
    }
  });

  it('are found by what they say, also after a reload', async () => {
    const memory = fakeMemory();
    const library = newLibrary(memory);
    await library
      .getState()
      .act.drop(drop({ 'game.tw-pddl': fixture('pick_cool_then_place_in_recep') }));
    const reloaded = newLibrary(memory);
    await reloaded.getState().act.recall();
    for (const { entries, verdicts } of [library.getState(), reloaded.getState()]) {
      const search = (query: Partial<LibraryQuery>): number =>
        searchLibrary(learntEntries(entries, verdicts), { ...EVERY_GAME, ...query }).found.length;
      expect(search({ text: 'potato sinkbasin' })).toBe(1);
      expect(search({ text: 'cool kitchen' })).toBe(1);
      expect(search({ task: 'pick_cool_then_place_in_recep', room: 'kitchen' })).toBe(1);
      expect(search({ room: 'bedroom' })).toBe(0);
      expect(search({ text: 'heat' })).toBe(0);
    }
  });

  it('say so where their goal holds at the start, and are played', async () => {
    const library = newLibrary();
    const file = JSON.parse(GAME) as { pddl_problem: string };
    const goal = file.pddl_problem.indexOf('(:goal');
    const text = JSON.stringify({
      ...file,
      pddl_problem: `${file.pddl_problem.slice(0, goal)}(:goal (and)))`,
    });
    await library.getState().act.drop(drop({ 'game.tw-pddl': text }));
    expect(seen.played).toHaveLength(1);
    const { verdicts, entries } = library.getState();
    expect(told(library)).toEqual(['The goal of this game holds at its start.']);
    expect(verdicts.get(entries[0]?.key ?? '')).toMatchObject({ kind: 'opened', startsWon: true });
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
    expect(seen.played).toHaveLength(1);
    expect(told(library)).toEqual([expect.stringMatching(/^This browser keeps no files/)]);
  });

  it('are let go beyond the last twenty', () => {
    const games = Array.from({ length: MOST_KEPT + 3 }, (_, index) => ({
      ...{ key: '', path: '', task: '', text: '', agent: null },
      ...{ taskType: null, room: null, startsWon: false },
      name: `file/${index}`,
      openedAt: index,
    }));
    expect(surplus(games).sort()).toEqual(['file/0', 'file/1', 'file/2']);
  });
});
