import { Run, type RunOptions } from './lanes';
import type { Models } from './models';
import type { RunSettings } from './settings';

/** Plays all lanes of a run to their end. Dispose the run when its trace is taken. */
export async function playToEnd(
  models: Models,
  settings: RunSettings,
  signal: AbortSignal,
  options: RunOptions = {},
): Promise<Run> {
  const run = new Run(models, settings, options);
  try {
    while (!run.finished) await run.advance(signal);
    return run;
  } catch (error) {
    run.dispose();
    throw error;
  }
}
