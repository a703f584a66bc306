import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBatch,
  differenceOf,
  encodeBatch,
  mergeBatches,
  orderedLines,
} from '../../src/lab/batch-file';
import { plannedGames } from '../../src/lab/batch-settings';
import { batchFile, batchSettings, inventedLines, SOURCE } from './batch-fixtures';

const settings = batchSettings();
const lines = inventedLines(settings, (_, game) => game % 2 === 0);
const whole = batchFile(settings, lines);

describe('the file of a batch', () => {
  it('comes back as it was', () => {
    expect(decodeBatch(encodeBatch(whole))).toEqual(whole);
    expect(decodeBatch(encodeBatch({ ...whole, lines: [] })).lines).toEqual([]);
  });

  it('has a line of text for each episode', () => {
    expect(encodeBatch(whole).trimEnd().split('\n')).toHaveLength(lines.length + 2);
  });

  it.each([
    ['', 'it is not JSON'],
    ['{}', 'this version of Interlat Lab (format 1)'],
    [
      encodeBatch({ ...whole, lines: [...lines, ...lines.slice(0, 1)] }),
      'An episode is there twice',
    ],
    [
      encodeBatch({ ...whole, settings: { ...settings, conditions: [] } }),
      'A line is of a condition',
    ],
    [encodeBatch(whole).replace('"lost"', '"draw"'), 'at lines.3.outcome'],
    [encodeBatch(whole).replace('"steps":6', '"steps":-6'), 'steps'],
  ])('says what is wrong with %.20s', (text, reason) => {
    expect(() => decodeBatch(text)).toThrow(reason);
    expect(() => decodeBatch(text)).toThrow(expect.objectContaining({ code: 'bad-batch' }));
  });

  it('never throws anything else, whatever is cut out', () => {
    const text = encodeBatch(whole);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(60), (from, count) => {
        try {
          decodeBatch(text.slice(0, from) + text.slice(from + count));
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-batch' });
        }
      }),
    );
  });
});

describe('mergeBatches', () => {
  it('makes one run of its shards, byte for byte', () => {
    for (const of of [1, 2, 3, 7]) {
      const parts = Array.from({ length: of }, (_, index) => {
        const games = new Set(plannedGames(settings, [], { index, of }).map(({ name }) => name));
        return batchFile(settings, lines.filter(({ game }) => games.has(game)).toReversed());
      });
      expect(encodeBatch(mergeBatches(parts.toReversed()))).toBe(encodeBatch(whole));
    }
  });

  it('spans the dates of its parts and keeps an episode once', () => {
    const dates = { first: '2026-11-25T00:00:00.000Z', last: '2026-11-27T00:00:00.000Z' };
    const merged = mergeBatches([whole, { ...whole, dates }]);
    expect(merged.dates).toEqual(dates);
    expect(merged.lines).toHaveLength(lines.length);
  });

  it.each([
    ['settings', { settings: batchSettings({ stepBudget: 13 }) }],
    ['models', { source: { ...SOURCE, models: { actor: 'c' } } }],
    ['backend', { source: { ...SOURCE, backend: 'webgpu' } }],
    ['versions', { source: { ...SOURCE, versions: {} } }],
  ])('refuses parts with other %s', (what, change) => {
    expect(differenceOf(whole, { ...whole, ...change })).toBe(what);
    expect(() => mergeBatches([whole, { ...whole, lines: [], ...change }])).toThrow(
      `Part 2 has other ${what} than part 1`,
    );
  });

  it('does not mind the order in which settings are written', () => {
    const { games, ...rest } = settings;
    expect(differenceOf(whole, { ...whole, settings: { ...rest, games } })).toBeNull();
  });

  it('needs something to merge', () => {
    expect(() => mergeBatches([])).toThrow('no batch');
  });

  it('puts lines of any order into that of the plan', () => {
    expect(orderedLines(settings, lines.toReversed())).toEqual(lines);
  });
});
