/** What a batch can be made of, and what its form says of it. */
import { TASK_TYPES, type TaskType } from '../alfworld/domain';
import type { Split } from '../alfworld/game-name';
import { conditionId } from '../lab/batch-condition';
import { messageName } from '../lab/batch-names';
import { BATCH_PRESETS, type BatchPreset, presetConditions } from '../lab/batch-presets';
import { type BatchCondition, type BatchSettings, plannedCount } from '../lab/batch-settings';
import type { ConditionWords } from '../lab/batch-words';
import { SENDER_VIEWS, type SenderView } from '../lab/sender-views';

export const SPLIT_CHOICES: readonly Split[] = ['unseen', 'seen', 'dev', 'train'];
export const TASK_CHOICES: readonly TaskType[] = TASK_TYPES;
export const PRESET_CHOICES: readonly BatchPreset[] = BATCH_PRESETS;
export const VIEW_CHOICES: readonly SenderView[] = SENDER_VIEWS;

/** Games of all splits together. */
export const plannedCountOf = (settings: BatchSettings): number => plannedCount(settings);

export const idOf = (condition: BatchCondition): string => conditionId(condition);

export const nameOf = ({ message }: BatchCondition, words: ConditionWords): string =>
  messageName(message, words);

/** The conditions with those of a preset behind them that are not there yet. */
export function withPreset(
  conditions: readonly BatchCondition[],
  preset: BatchPreset,
  view: SenderView,
  lengths: readonly number[],
): readonly BatchCondition[] {
  const ids = new Set(conditions.map(conditionId));
  const more = presetConditions(preset, view, lengths);
  return [...conditions, ...more.filter((one) => !ids.has(conditionId(one)))];
}
