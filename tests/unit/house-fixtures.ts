/** Traces whose agents walk about a house. */
import { Game } from '../../src/alfworld/game';
import type { Problem } from '../../src/alfworld/problem';
import { houseOf } from '../../src/lab/house';
import { type StepTrace, TRACE_VERSION, type Trace } from '../../src/lab/trace';
import { lane, SETTINGS, SOURCE } from './run-fixtures';

/** The game after some commands, and the trace of one lane that played them. */
export function walk(
  problem: Problem,
  commands: readonly string[],
): { readonly game: Game; readonly trace: Trace } {
  const game = new Game(problem);
  const start = game.reset();
  const house = houseOf(problem, game);
  let { admissibleCommands } = start;
  const steps = commands.map((command): StepTrace => {
    const admissible = admissibleCommands.includes(command);
    const turn = game.step(command);
    admissibleCommands = turn.admissibleCommands;
    const { observation, won } = turn;
    return {
      command,
      observation,
      admissibleCommands,
      admissible,
      won,
      tokens: [],
      milliseconds: 1,
    };
  });
  const trace: Trace = {
    version: TRACE_VERSION,
    settings: SETTINGS,
    source: SOURCE,
    intro: start.observation,
    task: problem.task,
    house,
    admissibleCommands: start.admissibleCommands,
    lanes: [lane([], { steps })],
  };
  return { game, trace };
}
