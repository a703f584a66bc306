import type { LabRequest, WorkerEvent } from '../client/protocol';
import { Run } from '../lab/lanes';

/** Posts how a game begins, without models; nothing where it does not open. */
export function look(
  { run: id, settings, file }: Extract<LabRequest, { kind: 'look' }>,
  post: (event: WorkerEvent) => void,
): void {
  try {
    const run = new Run(null, { ...settings, lanes: [] }, { file });
    const { intro, task, admissibleCommands, house } = run;
    run.dispose();
    post({ kind: 'looked', run: id, intro, task, admissibleCommands, house });
  } catch {
    // Whoever opens the run hears why its game does not open.
  }
}
