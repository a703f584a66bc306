import type { BatchFile } from '../lab/batch-file';
import { type BatchProgress, batchProgress } from '../lab/batch-progress';
import { type BatchData, plannedEpisodesOf } from './batch-data';

/** How far a batch is, by the time of its last line. */
export function progressOfBatch(
  { settings, lines }: BatchFile,
  since: BatchData['since'],
  lastAt: number,
): BatchProgress {
  const counts = {
    done: lines.length,
    failed: lines.filter(({ outcome }) => outcome === 'failed').length,
    before: since?.done ?? lines.length,
    total: plannedEpisodesOf(settings),
  };
  return batchProgress(counts, since === null ? 0 : lastAt - since.at);
}
