/** What the panel of a shared run shows. */
import { type Comparison, compareLanes, differentModels } from '../lab/departure';
import type { GeneratedToken, LaneTrace } from '../lab/trace';

/** A lane beside the same lane as it was shared. */
export interface ComparedLane {
  readonly lane: LaneTrace;
  readonly comparison: Comparison;
}

/** In the order of the lanes; a lane that is not there yet has not been played. */
export function comparedLanes(
  there: readonly LaneTrace[],
  here: readonly LaneTrace[],
): ComparedLane[] {
  return there.map((lane, index) => {
    const made: LaneTrace = here[index] ?? { ...lane, steps: [], outcome: 'running' };
    return { lane, comparison: compareLanes(lane, made) };
  });
}

export interface ComparedToken {
  readonly text: string;
  /** null where a run does not say. */
  readonly there: number | null;
  readonly here: number | null;
}

const probabilityOf = ({ top }: GeneratedToken, text: string): number | null =>
  top.find((one) => one.text === text)?.probability ?? null;

/** The two tokens that were chosen, each with its probability in both runs. */
export function comparedTokens(there: GeneratedToken, here: GeneratedToken): ComparedToken[] {
  return [there.text, here.text].map((text) => ({
    text,
    there: probabilityOf(there, text),
    here: probabilityOf(here, text),
  }));
}

export const changedModels = differentModels;
