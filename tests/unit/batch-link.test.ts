import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_PRESETS, presetConditions } from '../../src/lab/batch-presets';
import { readBatchLink, writeBatchLink } from '../../src/state/link/batch-link';
import { batchSettings } from './batch-fixtures';

const link = (settings = batchSettings()): string => writeBatchLink(settings) ?? '';

describe('the link of a batch', () => {
  it('is readable', () => {
    expect(link(batchSettings({ stepBudget: 20 }))).toBe(
      '#batch=1&splits=dev&games=4&first=0&steps=20&on=scout%3Anone&on=scout%3Atext&on=scout%3Alatent',
    );
  });

  it.each(BATCH_PRESETS)('brings back the settings of %s', (preset) => {
    const settings = batchSettings({
      games: {
        kind: 'splits',
        splits: ['seen', 'unseen'],
        taskTypes: ['look_at_obj_in_light', 'pick_two_obj_and_place'],
        games: 1000,
        firstSeed: 42,
      },
      sampling: { temperature: 0.7, topP: 0.9, seed: 5 },
      conditions: [
        ...presetConditions(preset, 'planner', [64, 8]),
        ...presetConditions(preset, 'uncertain', [64, 8]),
      ],
    });
    expect(readBatchLink(link(settings))).toEqual(settings);
  });

  it('says where breadth is measured; links without it open as before', () => {
    const settings = batchSettings({ breadth: true });
    expect(link(settings)).toContain('&breadth=1&');
    expect(readBatchLink(link(settings))).toEqual(settings);
    expect(readBatchLink(link())).not.toHaveProperty('breadth');
    expect(readBatchLink(link(settings).replace('breadth=1', 'breadth=2'))).toBe('bad');
  });

  it('carries no imported games', () => {
    expect(
      writeBatchLink(batchSettings({ games: { kind: 'files', names: ['file/x/0'] } })),
    ).toBeNull();
  });

  it.each(['', '#', '#run=abc', '#lanes', '?batch=1'])('%s is about something else', (hash) => {
    expect(readBatchLink(hash)).toBeNull();
  });

  it.each([
    ['another version', link().replace('batch=1', 'batch=2')],
    ['no games', link().replace('games=4', 'games=0')],
    ['too many games', link().replace('games=4', 'games=100001')],
    ['no steps', link().replace('steps=12', 'steps=x')],
    ['an unknown split', link().replace('dev', 'test')],
    ['an unknown view', link().replace('scout', 'psychic')],
    ['a condition twice', `${link()}&on=scout:text`],
    ['a person', `${link()}&on=scout:human`],
    ['an unknown lane', `${link()}&on=scout:smoke`],
    ['bad sampling', `${link()}&sampling=0,1,1`],
    ['no condition', link().replaceAll(/&on=[^&]*/g, '')],
  ])('with %s is refused', (_, hash) => {
    expect(readBatchLink(hash)).toBe('bad');
  });

  it('never throws', () => {
    const text = link();
    fc.assert(
      fc.property(fc.nat(text.length), fc.string(), (at, noise) => {
        const read = readBatchLink(text.slice(0, at) + noise + text.slice(at));
        expect(read === null || read === 'bad' || typeof read === 'object').toBe(true);
      }),
    );
  });
});
