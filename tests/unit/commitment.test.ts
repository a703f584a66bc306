import { describe, expect, it } from 'vitest';
import type { LatentStep, MessageTrace } from '../../src/lab/trace';
import {
  commitmentOf,
  commitmentSteps,
  namedPlace,
  runCommitment,
} from '../../src/state/commitment';
import { lane } from './run-fixtures';

const PLACES = ['fridge 1', 'cabinet 4', 'drawer 2', 'microwave 1'];
const VOCABULARY = [' microwave 1', ' is', ' mug 1', ' in', ' fridge 1', ' cabinet 4', ' drawer 2'];

function step(...words: readonly (readonly [text: string, probability: number])[]): LatentStep {
  return {
    top: words.map(([text, probability]) => ({
      token: VOCABULARY.indexOf(text),
      text,
      probability,
    })),
    entropy: 1,
  };
}

const DOUBT = step([' fridge 1', 0.5], [' is', 0.2], [' cabinet 4', 0.15], [' drawer 2', 0.1]);
const WORDS = [' microwave 1', ' is', ' mug 1', ' in', ' cabinet 4', ' is', ' in', ' drawer 2'];
const LENS = WORDS.map((word, row) => (row === 4 ? DOUBT : step([word, 0.9])));
const TOKENS = WORDS.map((word) => VOCABULARY.indexOf(word));

const MESSAGE: MessageTrace = {
  chainOfThought: { tokens: TOKENS, text: WORDS.join('') },
  positions: TOKENS.length,
  bytes: 0,
  latents: null,
  dim: 1,
  lens: LENS,
  tokenOfStep: TOKENS.map((_, place) => place),
};

describe('the commitment of a chain of thought', () => {
  it('is the row before the first place after “in”, with the places it allowed', () => {
    expect(commitmentOf(MESSAGE, PLACES)).toEqual({
      named: 'cabinet 4',
      candidates: [
        { place: 'fridge 1', probability: 0.5 },
        { place: 'cabinet 4', probability: 0.15 },
        { place: 'drawer 2', probability: 0.1 },
      ],
      rest: expect.closeTo(0.25, 12),
      entropy: 1,
    });
  });

  it('is of what the sender wrote, where the message was changed after', () => {
    const noise = LENS.map(() => step([' is', 1]));
    const written = { latents: new Float32Array(TOKENS.length), lens: LENS };
    const changed = { ...MESSAGE, lens: noise, written };
    expect(commitmentOf(changed, PLACES)?.named).toBe('cabinet 4');
    expect(commitmentOf({ ...MESSAGE, lens: noise }, PLACES)).toBeNull();
  });

  it('follows the rows of a shortened message, and is not there where its row is not', () => {
    const kept = (rows: readonly number[]): MessageTrace => ({
      ...MESSAGE,
      lens: rows.flatMap((row) => LENS[row] ?? []),
      tokenOfStep: rows,
    });
    expect(commitmentOf(kept([2, 3, 4]), PLACES)?.named).toBe('cabinet 4');
    expect(commitmentOf(kept([0, 1, 2]), PLACES)).toBeNull();
  });

  it('needs words, a lens, and a place of this house', () => {
    const { lens: _, ...noLens } = MESSAGE;
    expect(commitmentOf(noLens, PLACES)).toBeNull();
    expect(commitmentOf({ ...MESSAGE, chainOfThought: null }, PLACES)).toBeNull();
    expect(commitmentOf(MESSAGE, ['shelf 1'])).toBeNull();
  });

  it('is that of the first lane that tells it', () => {
    const { lens: _, ...silent } = MESSAGE;
    const lanes = [lane([], { message: silent }), lane([], { message: MESSAGE })];
    expect(runCommitment(lanes, PLACES)?.named).toBe('cabinet 4');
    expect(runCommitment([lane([])], PLACES)).toBeNull();
  });
});

describe('namedPlace', () => {
  it('finds the first place after “in”, with or without “the”', () => {
    const text = 'The microwave 1 is near. I go for mug 1 in shelf 9, or in the cabinet 4.';
    const found = namedPlace(text, PLACES);
    expect(found?.place).toBe('cabinet 4');
    expect(text.slice(found?.start, found?.end)).toBe('cabinet 4');
    expect(namedPlace('in fridge 10', PLACES)).toBeNull();
  });
});

describe('the steps that emit the places committed to', () => {
  const PIECES = [
    'Put',
    ' two',
    ' statue',
    '. microwave 1',
    ' will do',
    '.',
    ' statue 1',
    ' is',
    ' in',
    ' drawer 2',
    '.',
    ' I saw',
    ' statue 1',
    ' in',
    ' cabinet 4',
    ' and',
    ' mug 1',
    ' in',
    ' fridge 1',
    '.',
    ' statue 2',
    ' in',
    ' the',
    ' cabinet 4',
    '.',
    ' Thus',
    ' in',
    ' drawer 2',
  ];
  const kinds = [...new Set(PIECES)];
  const texts = new Map(kinds.map((piece, token) => [token, piece]));
  const tokens = PIECES.map((piece) => kinds.indexOf(piece));
  const said: MessageTrace = {
    chainOfThought: { tokens, text: PIECES.join('') },
    positions: tokens.length,
    bytes: 0,
    latents: new Float32Array(tokens.length),
    dim: 1,
    tokenOfStep: tokens.map((_, place) => place),
  };
  const setting = { places: PLACES, task: 'put two statue in microwave' };

  it('are the first of each object of the task', () => {
    expect(commitmentSteps(said, setting, texts)).toEqual([
      { step: 9, place: 'drawer 2' },
      { step: 23, place: 'cabinet 4' },
    ]);
  });

  it('are of every object, where the words name none of the task', () => {
    const steps = commitmentSteps(said, { ...setting, task: '' }, texts);
    expect(steps.map(({ step }) => step)).toEqual([9, 18, 23]);
  });

  it('follow the rows sent, and are left out where they were not', () => {
    const kept = { ...said, tokenOfStep: [null, 23, 9] };
    expect(commitmentSteps(kept, setting, texts)).toEqual([
      { step: 2, place: 'drawer 2' },
      { step: 1, place: 'cabinet 4' },
    ]);
    expect(commitmentSteps({ ...said, tokenOfStep: [0, 23] }, setting, texts)).toEqual([
      { step: 1, place: 'cabinet 4' },
    ]);
  });

  it('are the first token of a name of several', () => {
    const pieces = ['statue', ' 1', ' in', ' drawer', ' 2', '.'];
    const own = new Map(pieces.map((piece, token) => [token, piece]));
    const split = {
      ...said,
      chainOfThought: { tokens: pieces.map((_, token) => token), text: pieces.join('') },
      tokenOfStep: pieces.map((_, token) => token),
    };
    expect(commitmentSteps(split, setting, own)).toEqual([{ step: 3, place: 'drawer 2' }]);
  });

  it('are not guessed', () => {
    const { tokenOfStep: _, ...rowless } = said;
    expect(commitmentSteps(rowless, setting, texts)).toEqual([]);
    expect(commitmentSteps({ ...said, chainOfThought: null }, setting, texts)).toEqual([]);
    expect(commitmentSteps(said, { places: ['shelf 1'], task: '' }, texts)).toEqual([]);
    // Without the texts of its tokens no row can be told.
    expect(commitmentSteps(said, setting, new Map())).toEqual([]);
  });
});
