/** What must be known of the actors before the effect of a changed message can be told in full. */
import type { AnalysisRequest } from '../lab/analysis-request';
import type { LaneTrace } from '../lab/trace';
import { counterpart, isChanged } from './disturbance';

/** Steps at which both lanes chose in the same state: to the first different command, that one too. */
function sharedSteps(lane: LaneTrace, other: LaneTrace): number {
  const compared = Math.min(lane.steps.length, other.steps.length);
  const parting = lane.steps
    .slice(0, compared)
    .findIndex(({ command }, index) => command !== other.steps[index]?.command);
  return parting < 0 ? compared : parting + 1;
}

function questionsOf(lanes: readonly LaneTrace[], lane: number, other: number): AnalysisRequest[] {
  const [own, beside] = [lanes[lane], lanes[other]];
  if (own === undefined || beside === undefined) return [];
  const steps = Array.from({ length: sharedSteps(own, beside) }, (_, index) => index + 1);
  // Lane by lane: the worker goes on reading where it left off.
  return [lane, other].flatMap((at) =>
    steps.map((step) => ({ lane: at, step, what: 'commands' as const })),
  );
}

/**
 * The distributions that the sentences on the effects are made of: of every changed lane and of the one
 * undisturbed beside it, or of the lane `only` and its one.
 */
export function effectQuestions(lanes: readonly LaneTrace[], only?: number): AnalysisRequest[] {
  const settings = lanes.map((lane) => lane.settings);
  return settings.flatMap((one, lane) => {
    if (!isChanged(one) || (only !== undefined && only !== lane)) return [];
    const other = counterpart(settings, lane);
    return other === null ? [] : questionsOf(lanes, lane, other);
  });
}
