/** What to do about a lane that could not be played. */
import type { MessageSettings } from '../lab/settings';
import type { LaneFailure, LaneTrace } from '../lab/trace';
import { isChanged, undisturbed } from './disturbance';
import type { RunState } from './run-store';

export type LaneRemedyKind = 'undo' | 'full' | 'length' | 'own-statistics' | 'again';

export interface LaneRemedy {
  readonly kind: LaneRemedyKind;
  /** The lane's, mended. */
  readonly settings: MessageSettings;
}

/** Errors that the same settings make again. */
const OF_SETTINGS = ['bad-settings', 'bad-game-name', 'missing-game-file'];

/**
 * The smallest change that this error goes away with; where none is known, the same settings, to be tried
 * again. `trained`: the lengths that the models were trained for.
 */
export function remedyOf(
  settings: MessageSettings,
  { code }: Pick<LaneFailure, 'code'>,
  trained: readonly number[],
): LaneRemedy {
  const { compression, k, perturbation } = settings;
  const again: LaneRemedy = { kind: 'again', settings: { ...settings } };
  if (code.startsWith('corpus-') && 'scope' in perturbation && compression !== 'untrained') {
    const own = { ...settings, perturbation: { ...perturbation, scope: 'message' as const } };
    return { kind: 'own-statistics', settings: own };
  }
  if (!OF_SETTINGS.includes(code)) return again;
  if (compression === 'trained' && trained.length > 0 && !trained.includes(k)) {
    const nearest = trained.reduce((best, one) =>
      Math.abs(one - k) < Math.abs(best - k) ? one : best,
    );
    return { kind: 'length', settings: { ...settings, k: nearest } };
  }
  if (isChanged(settings)) return { kind: 'undo', settings: undisturbed(settings) };
  return compression === 'full'
    ? again
    : { kind: 'full', settings: { ...settings, compression: 'full' } };
}

/** A lane whose actor got no message, and will not: nothing of it is to come. */
export function isUnmade({ outcome, communication }: LaneTrace): boolean {
  return outcome === 'failed' && communication === null;
}

/** The one lane of a failed run that did not fail before the run did; null where there are several. */
export function lastLane({ phase, trace }: RunState): number | null {
  if (phase !== 'failed' || trace === null) return null;
  const left = trace.lanes.flatMap(({ outcome }, lane) => (outcome === 'failed' ? [] : [lane]));
  const [only, ...others] = left;
  return only !== undefined && others.length === 0 ? only : null;
}
