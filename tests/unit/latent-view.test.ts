import { describe, expect, it } from 'vitest';
import type { LatentStep, MessageTrace } from '../../src/lab/trace';
import {
  latentLanes,
  mostOpenStep,
  openingStep,
  rowNorms,
  shownLatentStep,
  stepsOfTokens,
  tokenTexts,
  writtenStep,
} from '../../src/state/latent-view';
import { tokenSpans } from '../../src/state/token-spans';
import { lane, message, step, token } from './run-fixtures';

const lensStep = (entropy: number, text = ' the'): LatentStep => ({
  top: [{ token: text.length, text, probability: 0.5 }],
  entropy,
});

/** `rows` rows of two numbers. */
function latent(rows: number, change: Partial<MessageTrace> = {}): MessageTrace {
  return {
    chainOfThought: null,
    positions: rows,
    bytes: rows * 8,
    latents: new Float32Array(rows * 2),
    dim: 2,
    ...change,
  };
}

const text: MessageTrace = latent(0, { positions: 3, latents: null });

const NOWHERE = { places: [], task: '' };

describe('the latent step shown', () => {
  const lanes = [
    lane([], { settings: message('text'), message: text }),
    lane([], { message: latent(3, { lens: [lensStep(0.1), lensStep(2), lensStep(1)] }) }),
    lane([], { message: latent(2) }),
    lane([], { message: null }),
  ];

  it('is of a lane that has latents', () => {
    expect(latentLanes(lanes)).toEqual([1, 2]);
    expect(shownLatentStep([lanes[0] ?? lane([])], null, NOWHERE)).toBeNull();
    expect(latentLanes([lane([], { message: latent(0) })])).toEqual([]);
  });

  it('is the one chosen, else the first lane’s that leaves most open', () => {
    expect(shownLatentStep(lanes, { lane: 2, step: 1 }, NOWHERE)).toEqual({ lane: 2, step: 1 });
    expect(shownLatentStep(lanes, null, NOWHERE)).toEqual({ lane: 1, step: 1 });
    expect(mostOpenStep([])).toBe(0);
  });

  it('opens where the words commit to a place, also in a lane chosen later', () => {
    const words = [' mug 1', ' in', ' fridge 1', ' or'];
    const lens = words.map(
      (text, token): LatentStep => ({
        top: [{ token, text, probability: 0.9 }],
        entropy: token,
      }),
    );
    const said = latent(4, {
      chainOfThought: { tokens: [0, 1, 2, 3], text: words.join('') },
      lens,
      tokenOfStep: [0, 1, 2, 3],
    });
    const noLens = latent(3, { chainOfThought: said.chainOfThought, tokenOfStep: [3, 2, 1] });
    const speaking = [lane([], { message: said }), lane([], { message: noLens })];
    const setting = { places: ['fridge 1'], task: 'put a mug in fridge' };
    expect(shownLatentStep(speaking, null, setting)).toEqual({ lane: 0, step: 2 });
    expect(shownLatentStep(speaking, { lane: 0, step: 1 }, setting)).toEqual({ lane: 0, step: 1 });
    expect(shownLatentStep(speaking, null, NOWHERE)).toEqual({ lane: 0, step: 3 });
    // The texts of its tokens stand in the other lane.
    expect(openingStep(speaking, 1, setting)).toBe(1);
    expect(openingStep([lane([])], 0, setting)).toBe(0);
  });

  it('does not outlive the lane or the step it was chosen in', () => {
    expect(shownLatentStep(lanes, { lane: 3, step: 0 }, NOWHERE)).toEqual({ lane: 1, step: 1 });
    expect(shownLatentStep(lanes, { lane: 2, step: 7 }, NOWHERE)).toEqual({ lane: 2, step: 0 });
  });
});

describe('the written row of a sent step', () => {
  const written = (rows: number) => ({ latents: new Float32Array(rows * 2), lens: [] });
  const chainOfThought = { tokens: [5, 6, 7, 8], text: 'a b c d' };

  it('is the same where the rows were only changed', () => {
    expect(writtenStep(latent(3, { written: written(3) }), 2)).toBe(2);
  });

  it('is that of the same token where rows were taken out of a full message', () => {
    const cut = latent(2, { written: written(4), chainOfThought, tokenOfStep: [1, null] });
    expect(writtenStep(cut, 0)).toBe(1);
    expect(writtenStep(cut, 1)).toBeNull();
  });

  it('is not guessed', () => {
    expect(writtenStep(latent(2), 0)).toBeNull();
    expect(writtenStep(latent(2, { written: written(8), tokenOfStep: [1, 2] }), 0)).toBeNull();
  });
});

describe('rows and tokens', () => {
  it('a token’s step is the first that carries it', () => {
    const steps = stepsOfTokens(latent(4, { tokenOfStep: [2, null, 5, 2] }));
    expect([...steps]).toEqual([
      [2, 0],
      [5, 2],
    ]);
    expect(stepsOfTokens(latent(2)).size).toBe(0);
  });

  it('norms are NumPy’s', () => {
    // numpy.linalg.norm(X, axis=1) of numpy.random.default_rng(7).normal(size=(5, 4)).round(2)
    const rows = [
      0.0, 0.3, -0.27, -0.89, -0.45, -0.99, 0.06, 1.34, -0.49, -0.62, 0.49, 0.36, 0.11, -0.93,
      -0.03, 0.7, -1.34, -0.46, -1.9, -1.29,
    ];
    const norms = rowNorms(Float32Array.from(rows), 4);
    [0.977241, 1.726789, 0.997096, 1.169573, 2.698388].forEach((expected, row) => {
      expect(norms[row]).toBeCloseTo(expected, 5);
    });
    expect(rowNorms(new Float32Array(3), 0)).toEqual([]);
  });

  it('texts of tokens come from every distribution of the trace', () => {
    const played = { ...step('look'), tokens: [token({ token: 40, text: 'look' })] };
    const texts = tokenTexts([
      lane([], { message: latent(1, { lens: [lensStep(1, ' pan 1')] }), steps: [played] }),
    ]);
    expect(texts.get(6)).toBe(' pan 1');
    expect(texts.get(40)).toBe('look');
    expect(texts.get(12)).toBe(' cabinet 4');
  });
});

describe('tokenSpans', () => {
  const texts = new Map([
    [1, 'Take'],
    [2, ' the'],
    [3, ' pan 1'],
    [4, '.'],
  ]);

  it('cuts the text where its tokens meet', () => {
    expect(tokenSpans('Take the pan 1.', [1, 2, 3, 4], texts)).toEqual([
      { text: 'Take', token: 0, count: 1 },
      { text: ' the', token: 1, count: 1 },
      { text: ' pan 1', token: 2, count: 1 },
      { text: '.', token: 3, count: 1 },
    ]);
  });

  it('draws tokens without a text together, between those that have one', () => {
    expect(tokenSpans('Take a red pan 1.', [1, 8, 9, 3, 4], texts)).toEqual([
      { text: 'Take', token: 0, count: 1 },
      { text: ' a red', token: 1, count: 2 },
      { text: ' pan 1', token: 3, count: 1 },
      { text: '.', token: 4, count: 1 },
    ]);
    expect(tokenSpans('Take it', [8, 9], texts)).toEqual([{ text: 'Take it', token: 0, count: 2 }]);
  });
});
