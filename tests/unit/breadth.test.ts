import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logitBreadth, topBreadth } from '../../src/interlat/breadth';
import { laneBreadth } from '../../src/lab/message-breadth';
import type { LatentStep, MessageTrace } from '../../src/lab/trace';
import { lane, message } from './run-fixtures';

/** By tests/parity/write_breadth_fixture.py. */
const fixture = JSON.parse(
  readFileSync(new URL('../parity/fixtures/breadth.json', import.meta.url), 'utf8'),
) as { logits: number[][]; cumulative: number[][]; entropies: number[] };

describe('information breadth', () => {
  it('is Python’s, step by step', () => {
    expect(fixture.logits.length).toBe(8);
    for (const [step, logits] of fixture.logits.entries()) {
      const { cumulative, entropy, effective } = logitBreadth(logits);
      const expected = fixture.cumulative[step] ?? [];
      expect(cumulative).toHaveLength(6);
      for (const [rank, share] of cumulative.entries()) {
        expect(share).toBeCloseTo(expected[rank] ?? Number.NaN, 12);
      }
      expect(entropy).toBeCloseTo(fixture.entropies[step] ?? Number.NaN, 12);
      expect(effective).toBeCloseTo(Math.exp(fixture.entropies[step] ?? Number.NaN), 10);
    }
  });

  it('renormalises the ten likeliest, and never passes 1', () => {
    const top = [0.3, 0.1, 0.1, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.5];
    expect(topBreadth(top, 1).cumulative[0]).toBeCloseTo(0.5, 12);
    expect(topBreadth([0.7, 0.2], 1).cumulative.slice(1)).toEqual([1, 1, 1, 1, 1]);
    expect(topBreadth([], 0).cumulative).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('breadth along a message', () => {
  // Tokens of the CoT are 20 to 23: their places are not their numbers.
  const WORDS = ['look', 'in', 'drawer 2', '.'];
  const lens = (order: readonly number[], share = 0.7): LatentStep[] =>
    order.map((token) => ({
      top: [
        { token: 20 + token, text: ` ${WORDS[token]}`, probability: share },
        { token: 9, text: ' shelf 1', probability: 0.3 },
      ],
      entropy: 0.6,
    }));
  const sent = (change: Partial<MessageTrace>): MessageTrace => ({
    chainOfThought: { tokens: [20, 21, 22, 23], text: 'look in drawer 2.' },
    positions: 4,
    bytes: 16,
    latents: new Float32Array(4),
    dim: 1,
    lens: lens([0, 1, 2, 3]),
    tokenOfStep: [0, 1, 2, 3],
    ...change,
  });

  it('marks the steps that name something', () => {
    const found = laneBreadth(lane([], { message: sent({}) }));
    expect(found?.written).toBeNull();
    expect(found?.sent.map(({ word }) => word)).toEqual(WORDS);
    expect(found?.sent.map(({ named }) => named)).toEqual([false, false, true, false]);
    expect(found?.sent[2]).toMatchObject({ step: 3, top: 'drawer 2', entropy: 0.6 });
    expect(found?.sent[2]?.cumulative[0]).toBeCloseTo(0.7, 12);
  });

  it('knows words of a perturbed message from what was written', () => {
    const noisy = sent({
      lens: lens([3, 3, 3, 3], 0.4),
      written: { latents: new Float32Array(4), lens: lens([0, 1, 2, 3]) },
    });
    const found = laneBreadth(lane([], { message: noisy }));
    expect(found?.sent.map(({ named }) => named)).toEqual([false, false, true, false]);
    expect(found?.written?.map(({ top }) => top)).toEqual(WORDS);
  });

  it('gives the steps that edits left the words they emitted, and those written their own', () => {
    const edited = sent({
      lens: lens([2, 3]),
      tokenOfStep: [2, 3],
      written: { latents: new Float32Array(4), lens: lens([0, 1, 2, 3]) },
    });
    const edits = [{ kind: 'remove', from: 0, to: 2 }] as const;
    const found = laneBreadth(
      lane([], { settings: message('latent', { edits }), message: edited }),
    );
    expect(found?.sent.map(({ named }) => named)).toEqual([true, false]);
    expect(found?.written?.map(({ named }) => named)).toEqual([false, false, true, false]);
  });

  it('has no words where a latent loop wrote, and is null without a lens', () => {
    const { chainOfThought: _, tokenOfStep: __, ...rest } = sent({});
    const loop = laneBreadth(lane([], { message: { ...rest, chainOfThought: null } }));
    expect(loop?.sent.every(({ word, named }) => word === null && !named)).toBe(true);
    const { lens: ___, ...bare } = sent({});
    expect(laneBreadth(lane([], { message: bare }))).toBeNull();
    expect(laneBreadth(lane([]))).toBeNull();
  });
});
