import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { conditionId, messageId } from '../../src/lab/batch-condition';
import { BATCH_PRESETS, messageOf, presetConditions } from '../../src/lab/batch-presets';
import { checkBatchSettings, plannedGames } from '../../src/lab/batch-settings';
import type { MessageSettings } from '../../src/lab/settings';
import { paperTable1, paperTable3 } from '../../src/shared/paper-tables';
import { batchSettings, LATENT, NONE } from './batch-fixtures';
import { FakeModels } from './fake-models';

const LENGTHS = [64, 32, 16, 8, 4, 2, 1];
const { manifest } = new FakeModels();
const names = (settings = batchSettings(), shard = { index: 0, of: 1 }) =>
  plannedGames(settings, [], shard).map(({ name }) => name);

describe('the games of a batch', () => {
  it('take turns over the splits and count seeds up', () => {
    const games = { splits: ['seen', 'unseen'], games: 3, firstSeed: 5 } as const;
    const settings = batchSettings({ games: { kind: 'splits', taskTypes: TASK_TYPES, ...games } });
    const planned = plannedGames(settings);
    expect(planned.map(({ split }) => split)).toEqual([
      'seen',
      'unseen',
      'seen',
      'unseen',
      'seen',
      'unseen',
    ]);
    expect(planned.map(({ name }) => Number(name.split('/')[4]))).toEqual([5, 5, 6, 6, 7, 7]);
  });

  it('are of the task types asked for, as many as asked for', () => {
    const taskTypes = ['pick_two_obj_and_place'] as const;
    const asked = { kind: 'splits', splits: ['dev'], taskTypes, games: 9, firstSeed: 0 } as const;
    const planned = plannedGames(batchSettings({ games: asked }));
    expect(planned).toHaveLength(9);
    expect(new Set(planned.map(({ taskType }) => taskType))).toEqual(new Set(taskTypes));
  });

  it('are split into shards by seed range, each game in exactly one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30 }), (of, games) => {
        const splits = ['dev', 'seen'] as const;
        const asked = {
          kind: 'splits',
          splits,
          taskTypes: TASK_TYPES,
          games,
          firstSeed: 3,
        } as const;
        const settings = batchSettings({ games: asked });
        const shards = Array.from({ length: of }, (_, index) => names(settings, { index, of }));
        expect(shards.flat().sort()).toEqual(names(settings).sort());
        for (const shard of shards) {
          const seeds = shard.filter((name) => name.includes('/dev/')).map((n) => n.split('/')[4]);
          expect(seeds.map(Number)).toEqual(seeds.map((_, i) => Number(seeds[0]) + i));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('name an imported game whose file is not here', () => {
    const games = { kind: 'files', names: ['file/x/0123456789abcdef'] } as const;
    expect(() => plannedGames(batchSettings({ games }))).toThrow(
      expect.objectContaining({ code: 'missing-game-file' }),
    );
  });

  it('find an imported game by its text, whatever its file is called here', () => {
    const name = 'file/x/0123456789abcdef';
    const games = { kind: 'files', names: [name] } as const;
    const file = (called: string) => ({
      name: called,
      taskType: 'other',
      file: { name: called, text: 'y', agent: null },
    });
    const others = [file('file/x/fedcba9876543210'), file('file/x/0123456789abcdef/alice')];
    const found = plannedGames(batchSettings({ games }), [
      ...others,
      file('file/y/0123456789abcdef'),
    ]);
    expect(found).toEqual([{ ...file(name), split: null, room: null }]);
    expect(() => plannedGames(batchSettings({ games }), others)).toThrow('is not here');
  });
});

describe('condition ids', () => {
  it('are those of the model card and of the paper’s tables', () => {
    const ids = (preset: 'table-1' | 'table-3') =>
      presetConditions(preset, 'planner', LENGTHS).map(({ message }) => messageId(message));
    expect(ids('table-1')).toEqual([
      'none',
      'text',
      'latent',
      'cross-task',
      'cov-noise-0.5-message',
      'cov-noise-1.0-message',
      'white-noise-1',
      'cov-gauss-0mu-message',
      'cov-gauss-mu-message',
      'random-rot-message',
    ]);
    for (const id of ids('table-1')) expect(paperTable1(id), id).not.toBeNull();
    const third = ids('table-3');
    expect(third).toContain('untrained-8');
    expect(third).toContain('kept-1');
    const beside = third.filter((id) => paperTable3(id) !== null);
    // 100 %, 0 % and ten shares; four lengths trained and untrained each.
    expect(beside).toHaveLength(2 + 10 + 4 + 4);
  });

  it('say what is special about a condition, and nothing else', () => {
    const id = (change: Partial<MessageSettings>) =>
      conditionId({ view: 'scout', message: messageOf(change) });
    expect(id({ k: 4 })).toBe('scout/latent');
    expect(id({ compression: 'trained', k: 4 })).toBe('scout/k4');
    expect(id({ channel: 'text', perturbation: { kind: 'cross-task', seed: 2 } })).toBe(
      'scout/text+cross-task-s2',
    );
    expect(
      id({
        compression: 'kept',
        k: 8,
        perturbation: { kind: 'cov-noise', scope: 'corpus', strength: 2, seed: 1, steps: [0, 1] },
      }),
    ).toBe('scout/kept-8+cov-noise-2.0-corpus-at-0.1');
    expect(id({ edits: [{ kind: 'certain', at: 'rest' }] })).toBe('scout/latent+certain-rest');
  });

  it('differ wherever conditions of the presets differ', () => {
    const all = (['scout', 'planner'] as const).flatMap((view) =>
      BATCH_PRESETS.flatMap((preset) => presetConditions(preset, view, LENGTHS)),
    );
    const bySettings = new Map(all.map((one) => [JSON.stringify(one), conditionId(one)]));
    expect(new Set(bySettings.values()).size).toBe(bySettings.size);
  });
});

describe('checkBatchSettings', () => {
  const condition = { view: 'scout', message: LATENT } as const;
  it.each([
    [
      'no split',
      { games: { kind: 'splits', splits: [], taskTypes: TASK_TYPES, games: 1, firstSeed: 0 } },
    ],
    ['no condition', { conditions: [] }],
    [
      'a condition twice',
      { conditions: [condition, { ...condition, message: messageOf({ k: 4 }) }] },
    ],
    ['no steps', { stepBudget: 0 }],
    ['a person', { conditions: [{ view: 'scout', message: messageOf({ channel: 'human' }) }] }],
    ['words by hand', { conditions: [{ view: 'scout', message: messageOf({ words: 'x' }) }] }],
    [
      'a length that was not trained',
      { conditions: [{ view: 'scout', message: messageOf({ compression: 'trained', k: 3 }) }] },
    ],
    ['cold sampling', { sampling: { temperature: 0, topP: 1, seed: 1 } }],
  ] as const)('refuses %s', (_, change) => {
    expect(() => checkBatchSettings(batchSettings(change), manifest)).toThrow(
      expect.objectContaining({ code: 'bad-settings' }),
    );
  });

  it('takes what can be played', () => {
    const conditions = [condition, { view: 'planner', message: NONE } as const];
    expect(() => checkBatchSettings(batchSettings({ conditions }), manifest)).not.toThrow();
  });
});
