import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { libraryEntry } from '../../src/state/game-library-import';
import { readGamePath } from '../../src/state/game-library-path';

const part = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('..', '.', '', '-', 'None', '__proto__', 'trial_1', 'movable', 'game.tw-pddl'),
  fc
    .tuple(fc.constantFrom(...TASK_TYPES, 'pick'), fc.string(), fc.string(), fc.nat(9999))
    .map(([task, object, place, scene]) => `${task}-${object}-None-${place}-${scene}`),
);
const path = fc
  .array(part, { maxLength: 6 })
  .chain((parts) => fc.constantFrom('/', '\\', '//').map((separator) => parts.join(separator)));

test('any text is read as a path, and its title names a game', () => {
  fc.assert(
    fc.property(path, (text) => {
      const read = readGamePath(text);
      expect(read.title).toMatch(/^[^\s/]+$/);
      expect(read.path.split('/')).not.toContain('..');
      expect(readGamePath(read.path)).toEqual(read);
      expect(libraryEntry(text, '', async () => '').words).toBe(
        libraryEntry(read.path, '', async () => '').words,
      );
    }),
    { numRuns: 500 },
  );
});

test('a dataset path says what it was made of', () => {
  const name = fc
    .stringMatching(/^[A-Z][A-Za-z]{0,11}$/)
    .filter((text) => !text.includes('Sliced'));
  const game = fc.record({
    task: fc.constantFrom(...TASK_TYPES),
    object: name,
    destination: name,
    scene: fc.integer({ min: 1, max: 430 }),
    split: fc.constantFrom('train', 'valid_seen', 'valid_unseen'),
    before: fc.array(fc.constantFrom('data', 'json_2.1.1', 'x y'), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(game, ({ before, split, task, object, destination, scene }) => {
      const folder = `${task}-${object}-None-${destination}-${scene}`;
      const read = readGamePath([...before, split, folder, 'trial_1', 'game.tw-pddl'].join('/'));
      expect(read).toMatchObject({ task, object, destination, scene, split, title: folder });
      expect(read.refusal).toBeNull();
    }),
  );
});
