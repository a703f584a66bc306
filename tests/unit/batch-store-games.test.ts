import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conditionId } from '../../src/lab/batch-condition';
import { encodeBatch } from '../../src/lab/batch-file';
import { libraryEntry } from '../../src/state/game-library-import';
import { batchFile, batchSettings, line } from './batch-fixtures';
import { FakeMemory, stage } from './batch-stage';

const text = (folder: string): string =>
  readFileSync(`tests/fixtures/real-engine/${folder}/game.tw-pddl`, 'utf8');
const LAMP = libraryEntry('lamp.tw-pddl', '', async () => text('look_at_obj_in_light'));
const COOL = libraryEntry('cool.tw-pddl', '', async () => text('pick_cool_then_place_in_recep'));
const BAD = libraryEntry('bad.tw-pddl', '', async () => '{}');

/** The form with the two games. */
async function withFiles(memory = new FakeMemory()) {
  const all = await stage({ memory });
  all.act.chooseSource('files');
  await all.act.giveEntries([LAMP, COOL, BAD]);
  const { games } = all.get().form;
  if (games.kind !== 'files') throw new Error('The source is not files.');
  return { ...all, names: games.names };
}

describe('imported games in the Batch tab', () => {
  it('are chosen as they are given; a bad file is told', async () => {
    const { get, act, names } = await withFiles();
    expect(names).toEqual(get().games.map(({ name }) => name));
    expect(names).toHaveLength(2);
    expect(get().refused).toHaveLength(1);
    expect(get().reading).toBeNull();
    await act.giveEntries([LAMP]);
    expect(get().games).toHaveLength(2);
    expect(get().form.games).toEqual({ kind: 'files', names });
    expect(get().refused).toEqual([]);
  });

  it('give way to the splits that were asked for, and come back', async () => {
    const { get, act, names } = await withFiles();
    const splits = batchSettings().games;
    act.chooseSource('splits');
    expect(get().form.games).toEqual(splits);
    act.chooseSource('files');
    expect(get().form.games).toEqual({ kind: 'files', names });
  });

  it('go to the worker with their kinds, those that are chosen alone', async () => {
    const { act, sent, names } = await withFiles();
    act.chooseGames(names.slice(1));
    act.start();
    expect(sent.at(-1)).toMatchObject({
      kind: 'batch',
      settings: { games: { kind: 'files', names: names.slice(1) } },
      files: [{ taskType: 'pick_cool_then_place_in_recep', file: { name: names[1] } }],
    });
  });

  it('are there after a reload, and the batch goes on with them', async () => {
    const memory = new FakeMemory();
    const first = await withFiles(memory);
    first.act.start();
    const again = await stage({ memory });
    expect(again.get().games.map(({ name }) => name)).toEqual(first.names);
    expect(again.get().phase).toBe('paused');
    again.act.resume();
    expect(again.get().error).toBeNull();
    expect(again.sent.at(-1)).toMatchObject({ kind: 'batch', files: [{}, {}] });
  });

  it('that are missing are asked for; the same text under another name will do', async () => {
    const { act, get, sent, names } = await withFiles();
    const [lamp = ''] = names;
    const renamed = lamp.replace('lamp.tw-pddl', 'look_at_obj_in_light-Bowl');
    const settings = batchSettings({ games: { kind: 'files', names: [renamed] } });
    const lines = settings.conditions.map((one) =>
      line({ condition: conditionId(one), game: renamed, split: null, room: null }),
    );
    const other = await stage();
    const file = { name: 'r.json', text: async () => encodeBatch(batchFile(settings, lines)) };
    await other.act.openFile(file);
    other.act.start();
    expect(other.get().error).toMatchObject({ code: 'missing-batch-games' });
    expect(other.get().error?.message).toContain(renamed);
    expect(other.sent).toEqual([]);
    await other.act.giveEntries([LAMP]);
    expect(other.get().games.map(({ name }) => name)).toEqual([renamed]);
    expect(other.get().form.games).toEqual({ kind: 'files', names: [renamed] });
    other.act.watch(lines[0] ?? line());
    expect(other.page.worker.sent.at(-1)).toMatchObject({
      kind: 'open',
      file: { name: renamed, text: text('look_at_obj_in_light') },
    });
    other.act.start();
    expect(other.sent.at(-1)).toMatchObject({ kind: 'batch', files: [{}] });
    // A batch that is told of is not one that is played.
    act.chooseGames([renamed]);
    act.start();
    expect(get().error?.code).toBe('missing-batch-games');
    expect(sent).toEqual([]);
    expect(get().batch).toBeNull();
  });

  it('measures breadth unless told otherwise', async () => {
    const { act, sent } = await stage();
    act.start();
    expect(sent.at(-1)).toMatchObject({ settings: { breadth: true } });
    const other = await stage();
    other.act.measureBreadth(false);
    other.act.start();
    const request = other.sent.at(-1);
    expect(request?.kind === 'batch' && 'breadth' in request.settings).toBe(false);
  });
});
