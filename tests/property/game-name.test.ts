import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROOMS, TASK_TYPES } from '../../src/alfworld/domain';
import { KNOBS, type Knobs } from '../../src/alfworld/game-knobs';
import {
  checkGameName,
  DIFFICULTIES,
  type Difficulty,
  formatGameName,
  type GeneratorVersion,
  LARGEST_SEED,
  NEWEST_VERSION,
  parseGameName,
  roomsOf,
  SPLITS,
  withDifficulty,
} from '../../src/alfworld/game-name';
import { LabError } from '../../src/shared/errors';

const presets: readonly (readonly [GeneratorVersion, Difficulty])[] = [
  ['g1', 'standard'],
  ['g1', 'realistic'],
  ['g2', 'realistic'],
];

/** Knobs within their ranges, on their steps, whatever the preset has. */
const knobs: fc.Arbitrary<Knobs> = fc.record(
  Object.fromEntries(
    KNOBS.map(({ key, least, most, step }) => [
      key,
      fc
        .integer({ min: 0, max: Math.round((most - least) / step) })
        .map((steps) => Number((least + steps * step).toFixed(2))),
    ]),
  ),
  { requiredKeys: [] },
);

const names = fc.constantFrom(...TASK_TYPES).chain((task) =>
  fc.constantFrom(...presets).chain(([version, difficulty]) =>
    fc
      .record({
        version: fc.constant(version),
        split: fc.constantFrom(...SPLITS),
        room: fc.constantFrom(...roomsOf(task)),
        task: fc.constant(task),
        seed: fc.integer({ min: 0, max: LARGEST_SEED }),
        difficulty: fc.constant(difficulty),
        knobs,
      })
      .map(checkGameName),
  ),
);

const HEAT = 'pick_heat_then_place_in_recep';

function refusal(text: string): string {
  try {
    parseGameName(text);
  } catch (error) {
    if (error instanceof LabError && error.code === 'bad-game-name') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('game names', () => {
  it('survive writing and reading', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(parseGameName(formatGameName(name))).toEqual(name);
      }),
      { numRuns: 500 },
    );
  });

  it('are written in one way only', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.constantFrom('+', ' '), (name, turn, plus) => {
        const text = formatGameName(name);
        const [preset, ...written] = (text.split('/')[5] ?? '').split('+');
        const { key, preset: usual } = KNOBS[turn % KNOBS.length] as (typeof KNOBS)[number];
        const already = usual[name.difficulty];
        const redundant =
          already === null || name.knobs[key] !== undefined ? [] : [`${key}=${already}.0`];
        const otherwise = [preset, ...redundant, ...written.reverse()].join(plus);
        const untidy = [...text.split('/').slice(0, 5), otherwise].join('/');
        expect(formatGameName(parseGameName(` ${untidy}\n`))).toBe(text);
      }),
    );
  });

  it('are read, or refused with a LabError, whatever the text', () => {
    const words = ['g1', 'g2', 'g7', ...SPLITS, ...TASK_TYPES, ...ROOMS, '-1', '1e3', '07'];
    const level = fc
      .tuple(
        fc.constantFrom(...DIFFICULTIES, 'hard', ''),
        fc.array(
          fc.oneof(
            fc.string(),
            fc
              .tuple(fc.constantFrom('places', 'others', 'usual', 'x'), fc.string())
              .map((pair) => pair.join('=')),
            fc.double().map((value) => `usual=${value}`),
          ),
          { maxLength: 4 },
        ),
      )
      .map(([preset, parts]) => [preset, ...parts].join('+'));
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(fc.string(), fc.constantFrom(...words)), { maxLength: 8 }),
      level.map((text) => `g1/unseen/kitchen/${HEAT}/7/${text}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const whole = typeof text === 'string' ? text : text.join('/');
        try {
          const name = parseGameName(whole);
          expect(parseGameName(formatGameName(name))).toEqual(name);
        } catch (error) {
          if (!(error instanceof LabError)) throw error;
          expect(error.code).toBe('bad-game-name');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [`g1/test/kitchen/${HEAT}/7/standard`, 'train, dev, seen, unseen'],
    [`g1/unseen/kitchen/${HEAT}/-7/standard`, 'whole number'],
    [`g1/unseen/bathroom/${HEAT}/7/standard`, 'another room'],
    [`g1/unseen/kitchen/${HEAT}/7`, 'A name looks like'],
    [
      `g7/unseen/kitchen/${HEAT}/7/standard`,
      'The generator “g7” is not known to this page; it knows g1 and g2.',
    ],
    [
      `g2/unseen/kitchen/${HEAT}/7/standard`,
      'Generator g2 makes realistic games only. Write g1 for standard ones.',
    ],
    [`g1/unseen/kitchen/${HEAT}/7/hard+places=9`, 'Choose standard, realistic.'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+size=9`, 'Choose places, others, usual.'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+places`, 'Write places= and 8 to 40.'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+places=7`, 'a whole number from 8 to 40'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+places=41`, 'a whole number from 8 to 40'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+others=2.5`, 'a whole number from 0 to 30'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+others=-1`, 'Write others= and 0 to 30.'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+usual=0.33`, 'from 0 to 1 in steps of 0.05'],
    [`g1/unseen/kitchen/${HEAT}/7/standard+usual=0.5+usual=0.5`, 'set twice'],
  ])('%s is refused: …%s', (text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it('change their preset to one that exists, with the knobs that it does not have anyway', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...DIFFICULTIES), (name, difficulty) => {
        const changed = parseGameName(formatGameName(withDifficulty(name, difficulty)));
        const version = NEWEST_VERSION[difficulty];
        const kept = Object.entries(name.knobs).filter(
          ([key, value]) => KNOBS.find((knob) => knob.key === key)?.preset[difficulty] !== value,
        );
        const knobs = Object.fromEntries(kept);
        expect(changed).toEqual({ ...name, difficulty, version, knobs });
      }),
    );
  });
});
