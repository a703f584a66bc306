import { describe, expect, it } from 'vitest';
import type { LaneTrace } from '../../src/lab/trace';
import { sizeSentences } from '../../src/panels/message-size-sentences';
import { contextSize, messageSize } from '../../src/state/message-sizes';
import { ENGLISH } from '../../src/words/english/english';
import { lane, message, step, token } from './run-fixtures';

const DIM = 128;

const latentLane = (vectors: number, tail: number[] = []): LaneTrace =>
  lane([], {
    message: {
      chainOfThought: null,
      positions: vectors + tail.length,
      bytes: vectors * DIM * 4 + tail.length * 2,
      latents: new Float32Array(vectors * DIM),
      dim: DIM,
      ...(tail.length > 0 && { tail }),
    },
  });

const textLane = (tokens: number): LaneTrace =>
  lane([], {
    settings: message('text'),
    message: {
      chainOfThought: { tokens: Array.from({ length: tokens }, () => 9), text: 'words' },
      positions: tokens,
      bytes: tokens * 2,
      latents: null,
      dim: DIM,
    },
  });

describe('messageSize', () => {
  it('counts bits of numbers, and log2 of the vocabulary for a token', () => {
    expect(messageSize(latentLane(8), null)?.bits).toBe(8 * 128 * 32);
    expect(messageSize(textLane(168), 1024)?.bits).toBe(1680);
    expect(messageSize(textLane(168), null)?.bits).toBeNull();
    expect(messageSize(latentLane(4, [1, 2, 3]), 1024)).toMatchObject({
      vectors: 4,
      tokens: 3,
      bits: 4 * 128 * 32 + 30,
      bitsPerNumber: 32,
    });
  });

  it('has nothing to wait for without a message, and nothing to measure of a person', () => {
    expect(messageSize(lane([], { settings: message('none') }), null)).toMatchObject({
      positions: 0,
      bits: 0,
    });
    expect(messageSize(lane([], { settings: message('human') }), null)).toBeNull();
    expect(messageSize(lane([]), 1024)).toBeNull();
  });

  it('knows how many vectors there were where their numbers are not carried', () => {
    const { message: sent } = latentLane(8);
    const carried = sent && { ...sent, latents: null };
    expect(messageSize(lane([], { message: carried }), null)).toMatchObject({
      vectors: 8,
      bits: 8 * 128 * 32,
    });
  });
});

describe('contextSize', () => {
  const closed = [token(), token(), token({ text: '<obs>' })];
  const turn = { ...step('look', 'You see a pan 1.'), tokens: closed, answerTokens: 5 };
  const context = { size: 2048, introTokens: 60 };

  it('counts all that is read before the next command, up to the step', () => {
    const played = { ...textLane(168), context, steps: [turn, turn, turn] };
    expect(contextSize(played, 2)).toEqual({
      thought: 168,
      // <bos>, and <bop> and <eop>.
      intro: 1 + 60,
      message: 168 + 2,
      // An <act> each, and that of the next one; an <obs> each.
      commands: 2 * (1 + 2) + 1,
      answers: 2 * (1 + 5),
      total: 61 + 170 + 7 + 12,
      size: 2048,
    });
    expect(contextSize(played, 0)?.total).toBe(61 + 170 + 1);
    expect(contextSize(lane([]), 1)).toBeNull();
  });

  it('reads nothing after the last command, and all of one that was cut off', () => {
    const won = { ...textLane(8), context, steps: [turn, turn], outcome: 'won' } as const;
    expect(contextSize(won, 2)).toMatchObject({ commands: 2 * (1 + 2), answers: 1 + 5 });
    expect(contextSize(won, 1)).toMatchObject({ commands: 1 + 2 + 1, answers: 1 + 5 });
    const cut = { ...turn, tokens: closed.slice(0, 2) };
    const long = { ...textLane(8), context, steps: [cut] };
    expect(contextSize(long, 1)?.commands).toBe(1 + 2 + 1);
  });

  it('says what an older trace does not tell, and the least that it can be', () => {
    const { answerTokens: _, ...untold } = turn;
    const old = { ...textLane(168), steps: [untold] };
    expect(contextSize(old, 1)).toEqual({
      thought: 168,
      intro: null,
      message: 170,
      commands: 1 + 2 + 1,
      answers: null,
      total: 1 + 170 + 4 + 1,
      size: null,
    });
  });
});

describe('sizeSentences', () => {
  const of = (...lanes: LaneTrace[]) =>
    sizeSentences(
      lanes.flatMap((one) => messageSize(one, 1024) ?? []),
      1024,
      ENGLISH.message,
    );

  it('keep length, bytes and capacity apart', () => {
    const sentences = of(textLane(168), latentLane(168), latentLane(8));
    expect(sentences).toEqual({
      positions: '8 vectors instead of 168 tokens: 21 times shorter.',
      bytes:
        '4,096 bytes as float32 vectors against 336 bytes as 2-byte tokens: 12 times as many bytes.',
      capacity:
        '8 vectors of 128 numbers of 32 bits: room for 32,768 bits. 168 tokens of a vocabulary of 1,024: room for 1,680 bits.',
    });
    expect(Object.values(sentences).join(' ')).not.toMatch(/small/);
  });

  it('say what is longer, equal, or alone', () => {
    expect(of(textLane(168), latentLane(168)).positions).toBe(
      '168 vectors and 168 tokens: the same length.',
    );
    expect(of(textLane(48), latentLane(64)).positions).toContain('1.3 times longer');
    expect(of(textLane(168), latentLane(1)).positions).toContain('1 vector instead of 168 tokens');
    expect(of(latentLane(8)).positions).toBe('8 vectors, one position each.');
    expect(of(latentLane(168), latentLane(8)).bytes).toContain('21 times fewer bytes');
    expect(of(textLane(168), latentLane(4, [1, 2])).positions).toContain('4 vectors + 2 tokens');
    expect(of().positions).toBe('');
  });
});
