/**
 * npm run -s test:mutations -- --cases 10000 --seed 1: reads and plays mutated real files, and prints how
 * many of them loaded and how many were refused, by code. Exits with 1 at the first case that crashes,
 * takes too long or is refused in other than one sentence, after making it as small as it can.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { runProgram } from '../../src/cli/command-line';
import { readOptions, readWholeNumber } from '../../src/cli/options';
import { mutants, seedFiles } from './mutants';
import { MOST_MILLISECONDS, outcomeOf } from './outcome';

const USAGE = `npm run -s test:mutations -- [--cases 10000] [--seed 1]

Reads and plays that many mutated real game files, and prints how many loaded and how many were
refused, by code. Exits with 1 at the first that crashes, takes too long, or is refused in other than
one sentence with line and column.`;

async function main(): Promise<void> {
  const { values, flags } = readOptions(process.argv.slice(2), ['cases', 'seed'], ['help']);
  if (flags.has('help')) {
    console.log(USAGE);
    return;
  }
  const cases = readWholeNumber('cases', values.cases ?? '10000', 1);
  const seed = readWholeNumber('seed', values.seed ?? '1', 0);
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
    process.exitCode = 1;
    return;
  }
  console.log(`${cases} mutated files of ${seeds.length} real ones, seed ${seed}`);
  for (const [how, count] of [...counts].sort(([left], [right]) => (left < right ? -1 : 1))) {
    console.log(`${String(count).padStart(8)} ${how === 'loaded' ? 'loaded and played' : how}`);
  }
  console.log(`${slowest.toFixed(0)} ms the slowest case, ${seconds.toFixed(0)} s in all`);
}

await runProgram(main);
