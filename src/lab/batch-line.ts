/** What one episode of a batch adds to its figures. */
import * as v from 'valibot';
import { SPLITS, type Split } from '../alfworld/game-name';
import { BREADTH_COLUMNS, BREADTH_STEPS, BREADTH_UNIT } from './batch-breadth';
import type { GameResult } from './evaluation';
import type { Told } from './sender-views';
import type { CommunicationTime, Outcome, StepTrace } from './trace';

/** `failed`: it ended with an error; it counts as not won, with the whole step budget. */
export const BATCH_OUTCOMES = ['won', 'lost', 'context-full', 'failed'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

export interface BatchFailure {
  readonly code: string;
  readonly message: string;
}

/** All that differs between two runs of the same settings. */
export interface BatchTimes {
  /** Null where the actor never read the message. */
  readonly communication: CommunicationTime | null;
  /** Wall time of the actor's commands, ms. */
  readonly play: number;
}

/** The result of one game in one condition. */
export interface BatchLine extends Omit<GameResult, 'outcome' | 'communicationMs'> {
  /** Its id: see `conditionId`. */
  readonly condition: string;
  /** Null for an imported game. */
  readonly split: Split | null;
  readonly room: string | null;
  readonly outcome: BatchOutcome;
  /** Null unless the episode failed. */
  readonly failure: BatchFailure | null;
  /** Different receptacles that the actor went to or opened. */
  readonly receptacles: number;
  /** Commands that were given before in the same episode, however the game stood then. */
  readonly repeated: number;
  /** On the wire. */
  readonly bytes: number | null;
  /**
   * Where the sender was given several reports: which of them is true, 0 the most reliable; of two
   * targets that of the less reliable one. Null where it was certain or knew nothing.
   */
  readonly truthRank: number | null;
  /**
   * After a first reported place that did not hold the first target, the next receptacle is another
   * reported one. Null where that did not come up.
   */
  readonly secondToCandidate: boolean | null;
  readonly times: BatchTimes | null;
  /** `[steps, 7]`, see `measureBreadth`. Absent where it was not measured, or there are no latents. */
  readonly breadth?: readonly (readonly number[])[];
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Milliseconds = v.pipe(v.number(), v.minValue(0));

/** Shares rise up to 1; the entropy behind them has no such end. */
const BreadthRow = v.pipe(
  v.array(Count),
  v.length(BREADTH_COLUMNS),
  v.check(
    (row) =>
      row
        .slice(0, -1)
        .every((share, rank) => share >= (row[rank - 1] ?? 0) && share <= BREADTH_UNIT),
    'Cumulative shares rise to at most 1000',
  ),
);

export const BatchLineSchema = v.strictObject({
  condition: v.string(),
  game: v.string(),
  split: v.nullable(v.picklist(SPLITS)),
  taskType: v.string(),
  room: v.nullable(v.string()),
  outcome: v.picklist(BATCH_OUTCOMES),
  failure: v.nullable(v.strictObject({ code: v.string(), message: v.string() })),
  steps: Count,
  inadmissible: Count,
  repeated: Count,
  receptacles: Count,
  messageLength: v.nullable(Count),
  bytes: v.nullable(Count),
  nearTies: Count,
  thoughtEntropy: v.nullable(v.number()),
  truthRank: v.nullable(Count),
  secondToCandidate: v.nullable(v.boolean()),
  times: v.nullable(
    v.strictObject({
      communication: v.nullable(
        v.strictObject({
          senderPrefill: Milliseconds,
          generation: Milliseconds,
          adapter: Milliseconds,
          actorPrefill: Milliseconds,
        }),
      ),
      play: Milliseconds,
    }),
  ),
  breadth: v.exactOptional(v.pipe(v.array(BreadthRow), v.minLength(1), v.maxLength(BREADTH_STEPS))),
});

/** Which episode of a batch a line is of. */
export function lineKey({ condition, game }: Pick<BatchLine, 'condition' | 'game'>): string {
  return `${condition} ${game}`;
}

export function outcomeOf(outcome: Outcome): BatchOutcome {
  if (outcome === 'running') throw new Error('The episode has not ended.');
  return outcome;
}

const GOING = /^(?:go to|open) (.+)$/;
const NOTHING = 'Nothing happens.';

/** The receptacles gone to or opened, in order, repeats in a row left out (models: result_files.py). */
export function visitedPlaces(
  steps: readonly Pick<StepTrace, 'command' | 'observation'>[],
): string[] {
  const found: string[] = [];
  for (const { command, observation } of steps) {
    const place = GOING.exec(command.trim())?.[1];
    if (place !== undefined && observation !== NOTHING && found.at(-1) !== place) found.push(place);
  }
  return found;
}

/** Commands that are the same as an earlier one. */
export function repeatedCommands(steps: readonly Pick<StepTrace, 'command'>[]): number {
  return steps.length - new Set(steps.map(({ command }) => command.trim())).size;
}

/** See `BatchLine.secondToCandidate`; `second_to_candidate` in models/interlat_models/result_files.py. */
export function secondToCandidate(
  places: readonly string[],
  { targets: [target] }: Pick<Told, 'targets'>,
): boolean | null {
  if (!target || target.candidates.length < 2) return null;
  const { candidates } = target;
  const first = places.findIndex((place) => candidates.includes(place));
  if (first < 0 || places[first] === target.place) return null;
  const following = places[first + 1];
  return following !== undefined && candidates.includes(following);
}

/** See `BatchLine.truthRank`. */
export function truthRank({ targets }: Pick<Told, 'targets'>): number | null {
  const ranks = targets.map(({ candidates, place }) =>
    candidates.length > 1 ? candidates.indexOf(place) : -1,
  );
  return ranks.length > 0 && ranks.every((rank) => rank >= 0) ? Math.max(...ranks) : null;
}
