import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import {
  DIFFICULTIES,
  formatGameName,
  LARGEST_SEED,
  parseGameName,
  roomsOf,
  SPLITS,
} from '../../src/alfworld/game-name';
import { LabError } from '../../src/shared/errors';

const names = fc.constantFrom(...TASK_TYPES).chain((task) =>
  fc.record({
    split: fc.constantFrom(...SPLITS),
    room: fc.constantFrom(...roomsOf(task)),
    task: fc.constant(task),
    seed: fc.integer({ min: 0, max: LARGEST_SEED }),
    difficulty: fc.constantFrom(...DIFFICULTIES),
  }),
);

describe('game names', () => {
  it('survive writing and reading', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(parseGameName(formatGameName(name))).toEqual(name);
      }),
    );
  });

  it('are read, or refused with a LabError, whatever the text', () => {
    const parts = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'g1',
        'g2',
        ...SPLITS,
        ...TASK_TYPES,
        'kitchen',
        'bathroom',
        '-1',
        '1e3',
        '07',
      ),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(parts, { maxLength: 8 }).map((array) => array.join('/')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseGameName(text);
        } catch (error) {
          expect(error).toBeInstanceOf(LabError);
        }
      }),
    );
  });

  it('say what may stand where a part is wrong', () => {
    const refuse = (text: string): string => {
      try {
        parseGameName(text);
      } catch (error) {
        if (error instanceof LabError) return error.message;
      }
      return 'accepted';
    };
    const heat = 'pick_heat_then_place_in_recep';
    expect(refuse(`g1/test/kitchen/${heat}/7/standard`)).toContain('train, dev, seen, unseen');
    expect(refuse(`g1/unseen/kitchen/${heat}/-7/standard`)).toContain('whole number');
    expect(refuse(`g2/unseen/kitchen/${heat}/7/standard`)).toContain('generator g1');
    expect(refuse(`g1/unseen/bathroom/${heat}/7/standard`)).toContain('another room');
    expect(refuse(`g1/unseen/kitchen/${heat}/7`)).toContain('A name looks like');
  });
});
