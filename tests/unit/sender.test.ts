import { describe, expect, it } from 'vitest';
import type { Asked } from '../../src/lab/models';
import { think, trainedLatents, untrainedLatents } from '../../src/lab/sender';
import type { Work } from '../../src/lab/work';
import { answerOf, DIM, DURATION, FakeModels, type FakeScript, fakeTokenizer } from './fake-models';

function setUp(script: FakeScript = {}): { models: FakeModels; work: Work } {
  const models = new FakeModels(script);
  return { models, work: { signal: new AbortController().signal, now: () => models.clock } };
}

const rows = (latents: Float32Array): number[][] =>
  Array.from({ length: latents.length / DIM }, (_, i) => [
    ...latents.slice(i * DIM, (i + 1) * DIM),
  ]);

describe('think', () => {
  it('writes until <eop>; row t of H is the state that emitted token t', async () => {
    const { models, work } = setUp({ thought: (prompt) => `${prompt}!` });
    const thought = await think(models, 'mug', work);
    expect(fakeTokenizer.decode(thought.tokens)).toBe('mug!');
    // The prompt takes 5 positions: <bos> m u g <bop>.
    expect(rows(thought.latents)).toEqual(
      fakeTokenizer.encode('mug!').map((token, i) => [2, token, 5 + i, 1]),
    );
    expect(thought.time).toEqual({
      senderPrefill: DURATION.senderPrefill,
      generation: 4 * DURATION.senderStep,
    });
    expect(thought.nearTies).toBe(0);
    expect(models.alive).toBe(0);
  });

  it('stops at the longest thought without decoding its last token', async () => {
    const { models, work } = setUp({ thought: () => 'abcdef', maxThoughtTokens: 3 });
    const thought = await think(models, 'x', work);
    expect(fakeTokenizer.decode(thought.tokens)).toBe('abc');
    expect(models.calls.sender).toBe(3);
  });

  it('may say nothing', async () => {
    const { models, work } = setUp({ thought: () => '' });
    const thought = await think(models, 'x', work);
    expect(thought.tokens).toEqual([]);
    expect(thought.latents).toHaveLength(0);
  });

  it('counts near ties and measures entropy', async () => {
    const { models, work } = setUp({ thought: () => 'abc', tieAfter: 'ab' });
    const thought = await think(models, 'x', work);
    expect(thought.nearTies).toBe(1);
    // Computed in Python over 135 tokens: one logit 8 and zeros; at the tie, two logits.
    const expected = (3 * 0.3881168374319706 + 0.8898246406568353) / 4;
    expect(thought.entropyMean).toBeCloseTo(expected, 6);
  });

  it('samples by seed, within the nucleus', async () => {
    const sample = async (seed: number, topP = 1): Promise<string> => {
      const { models, work } = setUp({ thought: () => 'abcdefghijklmnopqrst', tieAfter: 'abc' });
      const sampling = { temperature: 3, topP, seed };
      return fakeTokenizer.decode((await think(models, 'x', work, { sampling })).tokens);
    };
    expect(await sample(1)).toBe(await sample(1));
    expect(await sample(1)).not.toBe(await sample(2));
    // At temperature 3 the scripted token has probability 0.097: a nucleus of 5% holds it alone.
    expect(await sample(1, 0.05)).toBe('abcdefghijklmnopqrst');
  });
});

describe('latent loops', () => {
  it('the trained one starts at <lat_bos> and feeds h2e back', async () => {
    const { models, work } = setUp();
    const steps: number[] = [];
    const { latents, time } = await trainedLatents(models, 'mug', 3, work, (n) => steps.push(n));
    // Positions: <bos> m u g <lat_bos>, then two inputs that the model made itself, 1 and 2.
    expect(rows(latents)).toEqual([
      [2, 0, 5, 1],
      [2, 1, 6, 1],
      [2, 2, 7, 1],
    ]);
    expect(steps).toEqual([1, 2, 3]);
    expect(time).toEqual({
      senderPrefill: DURATION.senderPrefill,
      generation: 2 * DURATION.senderStep,
    });
    expect(models.started).toMatchObject({ sender: 0, 'sender-compressed': 1 });
    expect(models.alive).toBe(0);
  });

  it('the untrained one starts at <bop> and feeds states back at the mean embedding norm', async () => {
    const models = new FakeModels();
    const inputs: Float32Array[] = [];
    const hidden = Float32Array.of(6, 8, 0, 0);
    const sender = {
      ...models.sender,
      start: () => ({
        length: 0,
        append: async <A extends Asked>(embeds: Float32Array, asked: readonly A[] = []) => {
          inputs.push(embeds);
          return answerOf({ logits: new Float32Array(1), hidden, nextEmbeds: null }, asked);
        },
        appendNext: () => Promise.reject(new Error('Not asked for.')),
        explore: () => Promise.reject(new Error('Not asked for.')),
        fork: () => {
          throw new Error('Not asked for.');
        },
        rewind: () => {},
        dispose: () => {},
      }),
    };
    const work = { signal: new AbortController().signal, now: () => 0 };
    const { latents } = await untrainedLatents({ ...models, sender }, 'x', 3, work);
    expect(latents).toHaveLength(3 * DIM);
    // <bos> x <bop>
    expect([...(inputs[0] ?? [])]).toEqual([1, 1, 0, 1, 1, 127, 0, 1, 1, 3, 0, 1]);
    const vocabulary = models.manifest.decoders.sender.vocabulary;
    let mean = 0;
    for (let token = 0; token < vocabulary; token++) mean += Math.hypot(1, token, 1) / vocabulary;
    for (const input of inputs.slice(1)) {
      expect(input[0]).toBeCloseTo(0.6 * mean, 3);
      expect(input[1]).toBeCloseTo(0.8 * mean, 3);
    }
  });

  it.each([
    ['think', think],
    ['trained', (m: FakeModels, p: string, w: Work) => trainedLatents(m, p, 8, w)],
    ['untrained', (m: FakeModels, p: string, w: Work) => untrainedLatents(m, p, 8, w)],
  ])('%s stops at the next decoder step when aborted and frees its context', async (_, write) => {
    const controller = new AbortController();
    let steps = 0;
    const models = new FakeModels({
      thought: () => 'abcdefgh',
      onCall: () => {
        if (++steps === 3) controller.abort();
      },
    });
    const work = { signal: controller.signal, now: () => 0 };
    await expect(write(models, 'x', work)).rejects.toThrow('aborted');
    expect(steps).toBe(3);
    expect(models.alive).toBe(0);
  });
});
