/** What the tab on the actors draws, from the run alone. */
import type { AnalysisRequest } from '../lab/analysis-request';
import { commandFigures, lanePairs, messageSeparation } from '../lab/separation';
import type { CommandProbability, LaneTrace } from '../lab/trace';
import { isMissing } from './analyses';
import type { RunState } from './run-store';

/** Why something is not there. `coming`: it will be, `standing`: once the run stands still. */
export type Absence =
  | 'start'
  | 'unplayed'
  | 'ended'
  | 'person'
  | 'refused'
  | 'unrecorded'
  | 'coming'
  | 'standing';

export interface CommandRow {
  readonly command: string;
  readonly rank: number;
  readonly probability: number;
  readonly taken: boolean;
}

export interface CommandView {
  /** The most probable, and the one that was taken; most probable first. */
  readonly rows: readonly CommandRow[];
  readonly more: { readonly count: number; readonly probability: number };
  /** The probability of anything that the game does not admit. */
  readonly elsewhere: number;
  /** What was written; its own probability where it is admissible. */
  readonly taken: string;
  readonly takenProbability: number | null;
  readonly entropy: number;
  readonly effective: number;
}

/** Rows beside those for all others. */
const SHOWN_COMMANDS = 6;

export function rankCommands(
  commands: readonly CommandProbability[],
  written: string,
): readonly CommandRow[] {
  return commands.map(({ command, probability }, index) => ({
    command,
    probability,
    rank: index + 1,
    // The engine ignores white space around a command.
    taken: command === written.trim(),
  }));
}

function viewOf(commands: readonly CommandProbability[], written: string): CommandView {
  const all = rankCommands(commands, written);
  const taken = all.find((row) => row.taken);
  const inFront = taken === undefined || taken.rank <= SHOWN_COMMANDS;
  const rows = inFront
    ? all.slice(0, SHOWN_COMMANDS)
    : [...all.slice(0, SHOWN_COMMANDS - 1), taken];
  const sum = (some: readonly CommandRow[]): number =>
    some.reduce((total, { probability }) => total + probability, 0);
  return {
    rows,
    more: { count: all.length - rows.length, probability: Math.max(0, sum(all) - sum(rows)) },
    taken: written.trim(),
    takenProbability: taken?.probability ?? null,
    ...commandFigures(commands),
  };
}

/** Why a lane has no command of the actor at this step; null where it has. */
export function stepAbsence(lane: LaneTrace, step: number): Absence | null {
  if (step === 0) return 'start';
  if (lane.steps[step - 1] === undefined) return lane.outcome === 'running' ? 'unplayed' : 'ended';
  return lane.settings.channel === 'human' ? 'person' : null;
}

/** Why the answer to a question is not there. */
export function analysisAbsence(run: RunState, question: AnalysisRequest): Absence {
  const lane = run.trace?.lanes[question.lane];
  const unplayed = lane === undefined ? 'unplayed' : stepAbsence(lane, question.step);
  if (unplayed !== null) return unplayed;
  if (run.trace?.source.kind === 'recorded') return 'unrecorded';
  if (!isMissing(run, question)) return 'refused';
  return run.phase === 'waiting' || run.phase === 'finished' ? 'coming' : 'standing';
}

/** The distribution over commands in a lane before a step's command. */
export function commandView(run: RunState, index: number, step: number): CommandView | Absence {
  const lane = run.trace?.lanes[index];
  const played = lane?.steps[step - 1];
  if (played?.commands === undefined) {
    return analysisAbsence(run, { lane: index, step, what: 'commands' });
  }
  return viewOf(played.commands, played.command);
}

/** How many commands the game admitted before a step. */
export function admissibleCount({ trace }: RunState, index: number, step: number): number {
  const before = step === 1 ? trace : trace?.lanes[index]?.steps[step - 2];
  return before?.admissibleCommands.length ?? 0;
}

/** Divergences by step, from step 1; null where one is not known. */
export interface Divergences {
  /** One lane, or two. */
  readonly lanes: readonly number[];
  readonly values: readonly (number | null)[];
  readonly parted: number | null;
  /** Steps whose figure can still come. */
  readonly missing: number;
}

/** Of every lane with a message: its own against another task's. */
export function messageDivergences(run: RunState): Divergences[] {
  return (run.trace?.lanes ?? []).flatMap((lane, index) => {
    const { channel } = lane.settings;
    if (channel !== 'latent' && channel !== 'text') return [];
    const missing = lane.steps.filter((_, at) =>
      (['commands', 'mismatched'] as const).some((what) =>
        isMissing(run, { lane: index, step: at + 1, what }),
      ),
    ).length;
    return [{ lanes: [index], values: lane.steps.map(messageSeparation), parted: null, missing }];
  });
}

/** Of every pair of lanes that agents play, as long as their games are the same. */
export function pairDivergences(run: RunState): Divergences[] {
  return lanePairs(run.trace?.lanes ?? []).map(({ lanes, divergences, parted }) => ({
    lanes,
    values: divergences,
    parted,
    missing: divergences.filter((_, at) =>
      lanes.some((lane) => isMissing(run, { lane, step: at + 1, what: 'commands' })),
    ).length,
  }));
}

/** Known figures of a curve; null where there is none. */
export function summarize(values: readonly (number | null)[]): {
  readonly mean: number;
  readonly known: number;
  readonly largest: number;
  readonly at: number;
} | null {
  let [sum, known, largest, at] = [0, 0, -1, 0];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    sum += value;
    known += 1;
    if (value > largest) [largest, at] = [value, index + 1];
  }
  return known === 0 ? null : { mean: sum / known, known, largest, at };
}
