import { performance } from 'node:perf_hooks';
import { Game } from '../alfworld/game';
import { parseGameName } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { Rng } from '../shared/rng';
import { runProgram } from './command-line';
import { readOptions, readWholeNumber } from './options';

/** A kitchen of middling size; see what the program prints about it. */
const GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/7/realistic';
const STEPS_PER_EPISODE = 50;

/** Recorded for alfworld 0.4.2 on two EPYC cores (spec.md, section 9), not on this machine. */
const REAL_ENGINE = '5 to 17';

interface Measured {
  readonly steps: number;
  readonly seconds: number;
  /** Of the processor: on a busy machine the fairer measure. */
  readonly cpuSeconds: number;
}

/** Random walks over the admissible commands, which every step therefore lists. */
function walk(game: Game, seconds: number): Measured {
  const rng = new Rng('benchmark');
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  let steps = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    let { admissibleCommands } = game.reset();
    for (let step = 0; step < STEPS_PER_EPISODE; step++) {
      ({ admissibleCommands } = game.step(rng.pick(admissibleCommands)));
    }
    steps += STEPS_PER_EPISODE;
    elapsed = (performance.now() - start) / 1000;
  }
  const { user, system } = process.cpuUsage(cpuStart);
  return { steps, seconds: elapsed, cpuSeconds: (user + system) / 1e6 };
}

/** `npm run -s benchmark:game [-- --seconds 3]`: steps per second of the game on one thread. */
async function benchmark(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, ['seconds'], []);
  const seconds = readWholeNumber('seconds', values.seconds ?? '3', 1, 600);
  const game = new Game(generateGame(parseGameName(GAME)));
  // The first second warms up the compiler.
  walk(game, 1);
  const measured = walk(game, seconds);
  const rate = Math.round(measured.steps / measured.seconds);
  const cpuRate = Math.round(measured.steps / measured.cpuSeconds);
  const lines = [
    `game                  ${GAME}`,
    `size                  ${game.receptacles.length} receptacles, ${game.objects.length} objects`,
    `this engine           ${rate} steps per second, one thread, admissible commands included`,
    `                      ${cpuRate} steps per second of processor time`,
    `real engine           ${REAL_ENGINE} steps per second (recorded in the spec, two EPYC cores)`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await runProgram(() => benchmark(process.argv.slice(2)));
