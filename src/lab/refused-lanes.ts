/** What of a run's settings cannot be played, before anything is. */
import { LabError } from '../shared/errors';
import { checkMessageSettings } from './message-settings';
import type { Models } from './models';
import { UNNAMED_VIEW } from './sender-views';
import type { RunSettings } from './settings';
import type { LaneTrace } from './trace';

/**
 * Throws a LabError 'bad-settings' for settings that no lane can be played with, or what is wrong with the
 * first lane; where lanes fail alone and another can be played, the wrong ones are returned with why.
 */
export function refusedLanes(
  settings: RunSettings,
  models: Models | null,
  failAlone: boolean,
  kept: readonly (LaneTrace | null)[] | undefined,
): ReadonlyMap<number, LabError> {
  checkRunSettings(settings);
  const { lanes, view = UNNAMED_VIEW } = settings;
  const refused = new Map<number, LabError>();
  lanes.forEach((lane, index) => {
    if (kept?.[index]?.outcome === 'failed') return;
    try {
      checkMessageSettings(lane, models?.manifest ?? null, view);
    } catch (error) {
      if (!(failAlone && error instanceof LabError)) throw error;
      refused.set(index, error);
    }
  });
  const [first] = refused.values();
  const dead = lanes.filter((_, i) => refused.has(i) || kept?.[i]?.outcome === 'failed');
  if (first && dead.length === lanes.length) throw first;
  return refused;
}

function checkRunSettings(settings: RunSettings): void {
  const { stepBudget, sampling } = settings;
  if (!(Number.isInteger(stepBudget) && stepBudget >= 1)) {
    throw new LabError('bad-settings', 'The step budget is a whole number from 1.');
  }
  if (sampling && !(sampling.temperature > 0 && sampling.topP > 0 && sampling.topP <= 1)) {
    const message = 'Sampling needs a temperature above 0 and a top-p above 0, at most 1.';
    throw new LabError('bad-settings', message);
  }
}
