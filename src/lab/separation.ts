/** How far the distributions of a trace are apart, in nats; null where one is not known. */
import { commandEntropy, jensenShannon, remainder } from '../shared/divergence';
import type { CommandProbability, LaneTrace, StepTrace } from './trace';

/**
 * Between a lane's message and another task's, before one command: the separation that the actor was
 * trained for (the paper's L_sep), here over whole commands.
 */
export function messageSeparation({ commands, mismatched }: StepTrace): number | null {
  return commands && mismatched ? jensenShannon(commands, mismatched) : null;
}

/** Two lanes as long as their games are the same. */
export interface LanePair {
  readonly lanes: readonly [number, number];
  /** Before each step's command, from step 1; up to the step where they part, that one included. */
  readonly divergences: readonly (number | null)[];
  /** The step at which they write different commands; null where they have not parted. */
  readonly parted: number | null;
}

/** All pairs of lanes that agents play. */
export function lanePairs(lanes: readonly LaneTrace[]): LanePair[] {
  const agents = lanes.flatMap((lane, index) =>
    lane.settings.channel === 'human' ? [] : [{ lane, index }],
  );
  return agents.flatMap((one, place) =>
    agents.slice(place + 1).map((other) => ({
      lanes: [one.index, other.index] as const,
      ...compare(one.lane.steps, other.lane.steps),
    })),
  );
}

function compare(
  first: readonly StepTrace[],
  second: readonly StepTrace[],
): Pick<LanePair, 'divergences' | 'parted'> {
  const divergences: (number | null)[] = [];
  for (const [index, one] of first.entries()) {
    const other = second[index];
    if (other === undefined) break;
    const known = one.commands && other.commands;
    divergences.push(known ? jensenShannon(one.commands, other.commands) : null);
    if (one.command !== other.command) return { divergences, parted: index + 1 };
  }
  return { divergences, parted: null };
}

/** A distribution over commands in three figures. */
export interface CommandFigures {
  /** Nats; everything that is not admissible counts as one outcome. */
  readonly entropy: number;
  /** e to the entropy: as many equally probable commands are as uncertain. */
  readonly effective: number;
  /** The probability of writing anything that is not admissible. */
  readonly elsewhere: number;
}

export function commandFigures(commands: readonly CommandProbability[]): CommandFigures {
  const entropy = commandEntropy(commands);
  return { entropy, effective: Math.exp(entropy), elsewhere: remainder(commands) };
}
