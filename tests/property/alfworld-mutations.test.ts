import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mutants, seedFiles } from '../mutations/mutants';
import { MOST_MILLISECONDS, outcomeOf } from '../mutations/outcome';

/** `npm run -s test:mutations -- --cases 10000` is the long run of the same. */
const CASES = 400;
/** Fixed, as what is seen is asserted; the long run takes others. */
const SEED = 4;

it('refuses or plays whatever became of a real file, in one sentence and soon', () => {
  const seeds = seedFiles();
  expect(seeds.length).toBeGreaterThan(10);
  const seen = new Set<string>();
  fc.assert(
    fc.property(mutants(seeds), (text) => {
      const { how, milliseconds } = outcomeOf(text);
      seen.add(how);
      expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    }),
    { numRuns: CASES, seed: SEED },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['loaded', 'bad-game-file', 'unplayable-game']));
});
