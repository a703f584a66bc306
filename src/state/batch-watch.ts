/** One episode of a batch as a run of the lanes. */
import type { BatchFile } from '../lab/batch-file';
import type { BatchLine } from '../lab/batch-line';
import { episodeSettings } from '../lab/batch-settings';
import type { BatchGame } from './batch-games';
import { conditionOf } from './batch-source-of';
import type { LabData } from './lab-data';

/** Null where the batch does not have the line's condition. */
export function runOfLine(
  batch: BatchFile,
  line: BatchLine,
  games: readonly BatchGame[],
): Pick<LabData, 'settings' | 'file' | 'fromBatch'> | null {
  const condition = conditionOf(batch, line);
  if (!condition) return null;
  const settings = episodeSettings(batch.settings, line.game, condition);
  const { outcome, steps } = line;
  const file = games.find(({ name }) => name === line.game)?.file ?? null;
  return { settings, file, fromBatch: { settings, outcome, steps } };
}
