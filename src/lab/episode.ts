import { LabError } from '../shared/errors';
import { Run, type RunOptions } from './lanes';
import type { Models } from './models';
import type { RunSettings } from './settings';

/**
 * Plays all lanes of a run to their end. Dispose the run when its trace is taken. Throws a LabError
 * 'bad-settings' where a lane waits for a person, beside what Run throws.
 */
export async function playToEnd(
  models: Models,
  settings: RunSettings,
  signal: AbortSignal,
  options: RunOptions = {},
): Promise<Run> {
  if (settings.lanes.some(({ channel }) => channel === 'human')) {
    const message = 'A human lane waits for a person. Choose latent, text or none for every lane.';
    throw new LabError('bad-settings', message);
  }
  const run = new Run(models, settings, options);
  try {
    while (!run.finished) await run.advance(signal);
    return run;
  } catch (error) {
    run.dispose();
    throw error;
  }
}
