/** Questions about the actor of a lane, and their answers. */
import type { CommandProbability, LaneTrace } from './trace';

/**
 * The distribution over the commands that were admissible at a step; the same for another task's
 * message; how much each latent step matters there.
 */
export type AnalysisKind = 'commands' | 'mismatched' | 'importance';

export interface AnalysisRequest {
  readonly lane: number;
  /** From 1: the state before this step's command. */
  readonly step: number;
  readonly what: AnalysisKind;
}

export type AnalysisResult =
  | {
      readonly what: 'commands' | 'mismatched';
      readonly commands: readonly CommandProbability[];
    }
  /** Nats, one for each row of the message's latents. */
  | { readonly what: 'importance'; readonly divergences: readonly number[] };

/** Whether a question can be asked in this lane, as far as it is played. */
export function canAnalyse(lane: LaneTrace, step: number, what: AnalysisKind): boolean {
  const { settings, message, steps } = lane;
  if (settings.channel === 'human' || message === null) return false;
  if (step < 1 || step > steps.length) return false;
  if (what === 'commands') return true;
  if (message.positions === 0) return false;
  return what === 'mismatched' || message.latents !== null;
}
