/** Development only: an invented logit lens for the scripted messages. */
import type { Compression } from '../../src/lab/settings';
import type { LatentStep, MessageTrace } from '../../src/lab/trace';
import { RECEPTACLES, THOUGHT } from './scripted-game';

const WORDS: readonly string[] = THOUGHT.match(/ ?[a-z]+ \d+| ?[A-Za-z]+| ?[^\sA-Za-z0-9]/g) ?? [];

/** Every word once. */
const VOCABULARY = [
  ...new Set([...WORDS, ...RECEPTACLES.map((name) => ` ${name}`), ' near', ' by', ' with', ' or']),
];

export const THOUGHT_TOKENS: readonly number[] = WORDS.map((word) => VOCABULARY.indexOf(word));

/** The place that the words commit to stands after the first “in the”. */
const COMMITTED = WORDS.indexOf(' fridge 1');

function stepOf(words: readonly (readonly [text: string, probability: number])[]): LatentStep {
  const said = words.map(([text]) => text);
  const left = 1 - words.reduce((sum, [, probability]) => sum + probability, 0);
  const others = VOCABULARY.filter((word) => !said.includes(word)).slice(0, 10 - words.length);
  const all = [...words, ...others.map((word) => [word, left / others.length] as const)];
  const top = all
    .map(([text, probability]) => ({ token: VOCABULARY.indexOf(text), text, probability }))
    .toSorted((a, b) => b.probability - a.probability);
  return { top, entropy: -top.reduce((h, { probability: p }) => h + p * Math.log(p), 0) };
}

const UNSURE = stepOf([
  [' fridge 1', 0.47],
  [' countertop 2', 0.31],
  [' cabinet 4', 0.19],
]);

const EIGHT: readonly LatentStep[] = [
  stepOf([
    [' potato 2', 0.62],
    [' fridge 1', 0.2],
  ]),
  stepOf([
    [' fridge 1', 0.44],
    [' countertop 2', 0.26],
    [' cabinet 4', 0.12],
  ]),
  stepOf([[' microwave 1', 0.71]]),
  stepOf([
    [' countertop 2', 0.33],
    [' cabinet 4', 0.3],
    [' fridge 1', 0.12],
  ]),
  stepOf([[' sinkbasin 1', 0.8]]),
  stepOf([
    [' potato 2', 0.41],
    [' take', 0.22],
  ]),
  stepOf([[' heat', 0.55]]),
  stepOf([
    [' move', 0.38],
    [' sinkbasin 1', 0.31],
  ]),
];

/** Of a full message a row a token; of any other the made-up eight, repeated. */
export function scriptedLens(
  compression: Compression,
  positions: number,
): Pick<MessageTrace, 'lens' | 'tokenOfStep'> {
  if (compression === 'full') {
    return {
      lens: WORDS.map((word, row) => (row === COMMITTED ? UNSURE : stepOf([[word, 0.96]]))),
      tokenOfStep: WORDS.map((_, row) => row),
    };
  }
  return { lens: Array.from({ length: positions }, (_, row) => EIGHT[row % 8] ?? UNSURE) };
}
