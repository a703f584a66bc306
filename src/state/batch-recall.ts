/** What the Batch tab begins with: what this browser keeps of a batch, and what the address asks for. */
import { LabError, toErrorData } from '../shared/errors';
import { type BatchStore, plannedEpisodesOf } from './batch-data';
import type { BatchMemory } from './batch-memory';
import { readBatchLink } from './link/batch-link';

/** Resolves when the store has what is kept. `hash`: of the page's address. */
export async function recallBatch(
  store: BatchStore,
  memory: BatchMemory,
  hash: string,
): Promise<void> {
  const asked = readBatchLink(hash);
  const kept = await memory.recall().catch(() => null);
  if (kept?.settings.games.kind === 'files') {
    store.setState({ games: await memory.games().catch(() => []) });
  }
  if (kept !== null) {
    const complete = kept.lines.length >= plannedEpisodesOf(kept.settings);
    store.setState({ batch: kept, form: kept.settings, phase: complete ? 'ended' : 'paused' });
  }
  if (asked === 'bad') {
    const message = 'The link’s batch cannot be played here: something in it is not known.';
    store.setState({ error: toErrorData(new LabError('bad-settings', message)) });
  } else if (asked !== null) store.setState({ form: asked });
}
