/** What stays of a run whose lanes are changed, and how far the changed ones play on by themselves. */
import type { MessageSettings } from '../lab/settings';
import type { LaneTrace } from '../lab/trace';
import type { RunPhase, RunState } from './run-store';

/** How far agents play without being asked again: to a step, or to the end; null: not at all. */
export type Goal = number | 'end' | null;

/** The step that the slowest agent has reached; null where no agent plays. */
export function agentClock(lanes: readonly LaneTrace[]): number | null {
  const playing = lanes.filter(
    ({ settings, outcome }) => settings.channel !== 'human' && outcome === 'running',
  );
  return playing.length === 0 ? null : Math.min(...playing.map(({ steps }) => steps.length));
}

/**
 * For each lane what was played with its very settings and stands: an agent's lane that has ended and
 * did not fail, a person's as far as it is. `lanes` share their settings' objects with the run's where they are the
 * same. Null where the lane has to be played; all of a recorded run have.
 */
export function keptLanes(
  { trace }: RunState,
  lanes: readonly MessageSettings[],
): (LaneTrace | null)[] {
  if (trace?.source.kind !== 'live') return lanes.map(() => null);
  const left = [...trace.lanes];
  return lanes.map((settings) => {
    const place = left.findIndex((lane) => lane.settings === settings);
    const [found] = place < 0 ? [] : left.splice(place, 1);
    const ended = found && found.outcome !== 'running' && found.outcome !== 'failed';
    const stands = found && (ended || settings.channel === 'human');
    return stands ? found : null;
  });
}

/**
 * Where a run stood that is opened again with other lanes: its agents play up to there again. `pending`:
 * how far they were still to play; of a run that failed, how far they were to when it did.
 */
export function goalOf({ trace, phase }: RunState, pending: Goal): Goal {
  const clock = agentClock(trace?.lanes ?? []);
  const goals: Readonly<Record<RunPhase, Goal>> = {
    empty: null,
    failed: pending,
    opening: pending,
    playing: 'end',
    finished: 'end',
    stepping: pending ?? (clock === null ? null : clock + 1),
    pausing: clock === null ? null : clock + 1,
    // Where every agent has ended, only a person is waited for.
    waiting: clock === null ? hasEndedAgents(trace?.lanes ?? []) : clock || null,
  };
  return goals[phase];
}

function hasEndedAgents(lanes: readonly LaneTrace[]): Goal {
  return lanes.some(({ settings }) => settings.channel !== 'human') ? 'end' : null;
}

/** Whether a person begins to play in a run whose agents have all played to their end. */
export function personJoins({ trace }: RunState, lanes: readonly MessageSettings[]): boolean {
  const played = trace?.lanes ?? [];
  return (
    hasEndedAgents(played) !== null &&
    agentClock(played) === null &&
    lanes.some(
      (lane) => lane.channel === 'human' && !played.some(({ settings }) => settings === lane),
    )
  );
}
