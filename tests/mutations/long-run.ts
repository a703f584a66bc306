/**
 * npm run -s test:mutations -- --cases 10000 --seed 1: reads and plays mutated real files, and prints how
 * many of them loaded and how many were refused, by code. Exits with 1 at the first case that crashes,
 * takes too long or is refused in other than one sentence, after making it as small as it can.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { mutants, seedFiles } from './mutants';
import { MOST_MILLISECONDS, outcomeOf } from './outcome';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases takes a number from 1, --seed a whole number.');
  process.exit(2);
}

const seeds = seedFiles();
const counts = new Map<string, number>();
let slowest = 0;
const start = performance.now();
const result = fc.check(
  fc.property(mutants(seeds), (text) => {
    const { how, milliseconds } = outcomeOf(text);
    counts.set(how, (counts.get(how) ?? 0) + 1);
    slowest = Math.max(slowest, milliseconds);
    if (milliseconds > MOST_MILLISECONDS) throw new Error(`It took ${milliseconds} ms.`);
  }),
  { numRuns: cases, seed },
);
const seconds = (performance.now() - start) / 1000;
if (result.failed) {
  const error = result.errorInstance;
  console.error(`Case ${result.numRuns} of seed ${seed}, path ${result.counterexamplePath}:`);
  console.error(error instanceof Error ? error.stack : error);
  const file = join(tmpdir(), `mutant-${seed}-${result.numRuns}.tw-pddl`);
  writeFileSync(file, result.counterexample?.[0] ?? '');
  console.error(`The text is in ${file}.`);
  process.exit(1);
}
console.log(`${cases} mutated files of ${seeds.length} real ones, seed ${seed}`);
for (const [how, count] of [...counts].sort(([left], [right]) => (left < right ? -1 : 1))) {
  console.log(`${String(count).padStart(8)} ${how === 'loaded' ? 'loaded and played' : how}`);
}
console.log(`${slowest.toFixed(0)} ms the slowest case, ${seconds.toFixed(0)} s in all`);
