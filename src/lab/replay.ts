/**
 * A run from its commands alone: the game answers them again. The game is deterministic, so that this
 * gives back every observation, and a hash says whether it did.
 */
import { Game } from '../alfworld/game';
import { LabError } from '../shared/errors';
import { fingerprint } from '../shared/sha256';
import { houseOf } from './house';
import { openProblem } from './opened-game';
import type { GameFile, RunSettings } from './settings';
import { type LaneTrace, type Outcome, type StepTrace, TRACE_VERSION, type Trace } from './trace';

/** What a step has that the game does not know. */
export type PlayedStep = Pick<StepTrace, 'command' | 'tokens' | 'milliseconds'>;

export interface PlayedLane extends Pick<LaneTrace, 'message' | 'communication' | 'failure'> {
  readonly outcome: Outcome;
  readonly steps: readonly PlayedStep[];
}

/** A run without what the game says. `lanes` are in the order of the settings'. */
export interface PlayedRun {
  readonly settings: RunSettings;
  readonly source: Trace['source'];
  readonly lanes: readonly PlayedLane[];
  readonly faults?: Trace['faults'];
}

/** 16 hex digits of what the game said and how the lanes ended: the same for the same play. */
export function traceCheck({ intro, lanes }: Pick<Trace, 'intro' | 'lanes'>): string {
  const said = lanes.map(({ steps, outcome }) => [
    outcome,
    ...steps.map(({ command, observation, won }) => [command, observation, won]),
  ]);
  return fingerprint(JSON.stringify([intro, said]));
}

/**
 * The trace of a run that was played elsewhere. A lane ends where the game here is won, whatever the
 * run says. Throws a LabError 'bad-trace' where lanes and settings do not belong together, and what
 * `openProblem` throws.
 */
export function replayRun(played: PlayedRun, file: GameFile | null = null): Trace {
  const { settings, source, faults } = played;
  if (settings.lanes.length !== played.lanes.length) {
    throw new LabError('bad-trace', 'The run has other lanes than its settings.');
  }
  const problem = openProblem(settings.game, file);
  const game = new Game(problem);
  const { observation: intro, admissibleCommands } = game.reset();
  const house = houseOf(problem, game);
  const lanes = settings.lanes.map((lane, index): LaneTrace => {
    const { message, communication, outcome, steps, failure } = played.lanes[index] as PlayedLane;
    const answered = answers(problem, steps.slice(0, settings.stepBudget));
    const ended = outcomeOf(answered, settings.stepBudget, outcome);
    const told = ended === 'failed' && failure && { failure };
    return { settings: lane, message, communication, steps: answered, outcome: ended, ...told };
  });
  const { task } = problem;
  const version = TRACE_VERSION;
  const told = faults && { faults };
  return { version, settings, source, intro, task, house, admissibleCommands, lanes, ...told };
}

function answers(problem: ConstructorParameters<typeof Game>[0], steps: readonly PlayedStep[]) {
  const game = new Game(problem);
  let { admissibleCommands } = game.reset();
  const answered: StepTrace[] = [];
  for (const { command, tokens, milliseconds } of steps) {
    const admissible = admissibleCommands.includes(command.trim());
    const answer = game.step(command);
    admissibleCommands = answer.admissibleCommands;
    const { observation, won } = answer;
    answered.push({
      command,
      observation,
      admissibleCommands,
      admissible,
      won,
      tokens,
      milliseconds,
    });
    if (won) break;
  }
  return answered;
}

/** Only that a lane was left unfinished, ran out of context or failed is not for the game to say. */
function outcomeOf(steps: readonly StepTrace[], budget: number, told: Outcome): Outcome {
  if (steps.at(-1)?.won) return 'won';
  if (steps.length >= budget) return 'lost';
  return told === 'context-full' || told === 'failed' ? told : 'running';
}
