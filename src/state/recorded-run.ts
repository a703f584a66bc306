/** A run that was made earlier, as the page holds it. */
import type { Trace } from '../lab/trace';
import type { Manifest } from '../shared/manifest';
import { EMPTY_RUN, QUIET, type RunState } from './run-store';

/** Of a hash, so that it still tells models apart. */
const FEWEST_DIGITS = 8;

/** The recording as a run that has ended; its number is no request's, so that no event changes it. */
export function recordedRun(recorded: Trace): RunState {
  // As in a live run, a lane has the very settings that were chosen for it.
  const chosen = recorded.settings.lanes;
  const lanes = recorded.lanes.map((lane, index) => ({
    ...lane,
    settings: chosen[index] ?? lane.settings,
  }));
  const trace = { ...recorded, lanes };
  return { ...EMPTY_RUN, phase: 'finished', trace, live: lanes.map(() => QUIET) };
}

/** The run on screen was made earlier, and nothing of it is computed now. */
export function isRecorded({ trace, phase }: RunState): boolean {
  return phase === 'finished' && trace?.source.kind === 'recorded';
}

/**
 * Whether a recording was made with the models of this manifest: by the hashes of its files, those of
 * either device (both hold the same integers). A link carries the first digits of a hash only.
 */
export function modelsMatch({ models }: Trace['source'], { files }: Manifest): boolean {
  const roles = Object.entries(models);
  return (
    roles.length > 0 &&
    roles.every(
      ([role, hash]) =>
        hash.length >= FEWEST_DIGITS &&
        files.some((file) => file.role === role && file.sha256.startsWith(hash)),
    )
  );
}
