import { describe, expect, test } from 'vitest';
import type { PeerSpeeds } from '../../src/cli/peer-speed';
import {
  type AimsMeasured,
  aimsOf,
  aimsTable,
  generationRatio,
  longestWithin,
  messageTable,
} from '../../src/cli/speed-aims';
import { stepCountsTable } from '../../src/cli/webgpu-counts';

const made = (steps: number, generation: number) => ({
  steps,
  generation,
  milliseconds: generation + 10,
});
const SPEED = { full: made(168, 168), trained: [made(1, 0.1), made(4, 3), made(8, 7)] };
const rate = (value: number) => ({ games: 1000, rate: value });
const CARD = { latent: rate(0.957), k8: rate(0.952), k4: rate(0.932), k1: rate(0.783) };

const peer = (name: string, one: number, many: number): PeerSpeeds => ({
  name,
  speeds: [
    { batch: 1, prefill: 1, decode: one },
    { batch: 32, prefill: 1, decode: many },
  ],
});

const MEASURED: AimsMeasured = {
  speed: SPEED,
  ours: peer('ours', 150, 590),
  transformersJs: peer('theirs', 100, 100),
  webgpu: {
    adapter: 'a card',
    version: '4.3.1',
    ours: { dispatches: 52, submits: 5, buffersCreated: 0, bytesRead: 72 },
    peer: { dispatches: 56, submits: 7, buffersCreated: 6.25, bytesRead: 4144 },
  },
  card: CARD,
};

const met = (change: Partial<AimsMeasured>): (boolean | null)[] =>
  aimsOf({ ...MEASURED, ...change }).map((aim) => aim.met);

describe('the largest K that is 24 times shorter within 2 points of full', () => {
  test('is K = 8 where that is short enough', () => {
    expect(longestWithin(SPEED, CARD)?.steps).toBe(8);
  });

  test('is a shorter one where 8 takes too long, if its success is near enough', () => {
    const slow = { ...SPEED, trained: [made(4, 3), made(8, 7.1)] };
    expect(longestWithin(slow, CARD)).toBeNull();
    expect(longestWithin(slow, { ...CARD, k4: rate(0.937) })?.steps).toBe(4);
    // No step after the prompt is shorter than any.
    expect(longestWithin(SPEED, { latent: rate(0.957), k1: rate(0.95) })?.steps).toBe(1);
  });

  test('is nowhere without a card', () => {
    expect(longestWithin(SPEED, {})).toBeNull();
    expect(met({ card: {} }).at(-1)).toBeNull();
  });
});

test('a message without steps after the prompt has no ratio', () => {
  expect(generationRatio(made(168, 168), made(1, 0.1))).toBe(Number.POSITIVE_INFINITY);
  expect(generationRatio(made(168, 168), made(8, 7))).toBe(24);
  expect(messageTable(SPEED, CARD).slice(2)).toEqual([
    '| full, 168 tokens | 168.00 | 1.00 times | 1.0 | 178.0 | 1.00 times | 95.7 (1000 games) | 0.0 |',
    '| K = 1 | 0.10 | no step | 168.0 | 10.1 | 17.62 times | 78.3 (1000 games) | -17.4 |',
    '| K = 4 | 3.00 | 56.00 times | 42.0 | 13.0 | 13.69 times | 93.2 (1000 games) | -2.5 |',
    '| K = 8 | 7.00 | 24.00 times | 21.0 | 17.0 | 10.47 times | 95.2 (1000 games) | -0.5 |',
  ]);
  expect(messageTable(SPEED, {}).at(-1)).toContain('not in the card');
});

test('aims are met, missed, or not measured', () => {
  expect(met({})).toEqual([true, false, true, true, true, true]);
  expect(met({ ours: peer('ours', 149, 600) }).slice(0, 2)).toEqual([false, true]);
  const alone = met({ transformersJs: null, webgpu: null });
  expect(alone).toEqual([null, null, null, null, true, true]);
  // 0.9 x 168 / 8 = 18.9 times.
  const slow = { ...SPEED, trained: [made(8, 168 / 18.8)] };
  expect(met({ speed: slow }).slice(4)).toEqual([false, false]);
  const made1 = { dispatches: 1, submits: 1, buffersCreated: 0.25, bytesRead: 2000 };
  const worse = MEASURED.webgpu && { ...MEASURED.webgpu, ours: made1 };
  expect(met({ webgpu: worse }).slice(2, 4)).toEqual([false, false]);
  const verdicts = aimsTable(aimsOf({ ...MEASURED, webgpu: null })).slice(2);
  expect(verdicts.map((line) => line.split(' | ').at(-1))).toEqual([
    'met |',
    'missed |',
    'not measured |',
    'not measured |',
    'met |',
    'met |',
  ]);
});

test('counts have a ratio where ours is not nothing', () => {
  if (!MEASURED.webgpu) throw new Error('No counts.');
  expect(stepCountsTable(MEASURED.webgpu).slice(4)).toEqual([
    '| dispatches | 52 | 56 | 1.08 |',
    '| queue submits | 5 | 7 | 1.40 |',
    '| buffers created | 0 | 6.25 |  |',
    '| bytes read back | 72 | 4144 | 57.56 |',
  ]);
});
