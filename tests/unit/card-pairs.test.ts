import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/shared/card';
import { pairRows, widestPair } from '../../src/state/card-pairs';
import { card } from './card-fixtures';

type Interval = readonly [low: number, high: number];

/** The invented card with other rates of its uncertain, unseen rows. */
const withRates = (rates: Record<string, [number, Interval] | null>): Card => ({
  ...card,
  rows: card.rows.flatMap((row) => {
    const rate = rates[row.condition];
    if (row.view !== 'uncertain' || row.split !== 'unseen') return [row];
    if (rate === null) return [];
    if (rate === undefined) return [row];
    const [success20, [low, high]] = rate;
    return [{ ...row, success20, success20_ci95: [low, high] as [number, number] }];
  }),
});

describe('two tiers beside each other', () => {
  it('pairs the conditions that both cards have, in the order of the page', () => {
    const pairs = pairRows(card, withRates({ text: null }), 'uncertain', 'unseen');
    const names = pairs.map(({ first }) => first.condition);
    expect(names).not.toContain('text');
    expect(names.slice(0, 2)).toEqual(['none', 'latent']);
    for (const { first, second } of pairs) expect(first.condition).toBe(second.condition);
  });

  it('names the widest gap only among intervals that do not meet', () => {
    const smaller = withRates({ none: [0.4, [0.3, 0.5]], latent: [0.9, [0.88, 0.92]] });
    const larger = withRates({ none: [0.49, [0.39, 0.59]], latent: [0.95, [0.93, 0.97]] });
    const pairs = pairRows(smaller, larger, 'uncertain', 'unseen');
    expect(widestPair(pairs)?.first.condition).toBe('latent');
    expect(widestPair(pairRows(card, card, 'uncertain', 'unseen'))).toBeNull();
  });

  it('has no rows where one card lacks the view', () => {
    const without = { ...card, rows: card.rows.filter(({ view }) => view !== 'scout') };
    expect(pairRows(card, without, 'scout', 'unseen')).toEqual([]);
  });
});
