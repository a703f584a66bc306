/** Conditions that belong together. */
import type { BatchCondition } from './batch-settings';
import type { SenderView } from './sender-views';
import type { MessageSettings, Perturbation } from './settings';

export const BATCH_PRESETS = ['table-1', 'table-3', 'latent-beside-words', 'strengths'] as const;
export type BatchPreset = (typeof BATCH_PRESETS)[number];

/** A message that says what is special about it. */
export function messageOf(change: Partial<MessageSettings>): MessageSettings {
  return {
    channel: 'latent',
    compression: 'full',
    k: 8,
    ratio: 0.5,
    perturbation: { kind: 'none' },
    ...change,
  };
}

const perturbed = (perturbation: Perturbation): MessageSettings => messageOf({ perturbation });
const SEED = 1;

/** Table 1 of the paper: its channels, then its perturbations on the full message's own statistics. */
const TABLE_1: readonly MessageSettings[] = [
  messageOf({ channel: 'none' }),
  messageOf({ channel: 'text' }),
  messageOf({}),
  perturbed({ kind: 'cross-task', seed: SEED }),
  perturbed({ kind: 'cov-noise', scope: 'message', strength: 0.5, seed: SEED }),
  perturbed({ kind: 'cov-noise', scope: 'message', strength: 1, seed: SEED }),
  perturbed({ kind: 'white-noise', strength: 1, seed: SEED }),
  perturbed({ kind: 'cov-gauss-zero', scope: 'message', strength: 1, seed: SEED }),
  perturbed({ kind: 'cov-gauss-mean', scope: 'message', strength: 1, seed: SEED }),
  perturbed({ kind: 'random-rotation', scope: 'message', strength: 1, seed: SEED }),
];

/** Shares of the message kept, as in table 3; all and nothing are the full message and none. */
export const TRUNCATIONS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05] as const;

function table3(lengths: readonly number[]): MessageSettings[] {
  const ways = ['trained', 'untrained', 'kept'] as const;
  return [
    messageOf({ channel: 'none' }),
    messageOf({}),
    ...TRUNCATIONS.map((ratio) => messageOf({ compression: 'truncated', ratio })),
    ...ways.flatMap((compression) => lengths.map((k) => messageOf({ compression, k }))),
  ];
}

const STRENGTHS = [0.25, 0.5, 1, 2, 4] as const;
const SHARES = [0.25, 0.5, 0.75, 1] as const;

const STRENGTH_SWEEP: readonly MessageSettings[] = [
  messageOf({ channel: 'none' }),
  messageOf({}),
  ...STRENGTHS.map((strength) => perturbed({ kind: 'white-noise', strength, seed: SEED })),
  ...STRENGTHS.map((strength) =>
    perturbed({ kind: 'cov-noise', scope: 'message', strength, seed: SEED }),
  ),
  ...(['cov-gauss-zero', 'cov-gauss-mean', 'random-rotation'] as const).flatMap((kind) =>
    SHARES.map((strength) => perturbed({ kind, scope: 'message', strength, seed: SEED })),
  ),
];

/** `lengths`: numbers of latent steps the models were trained for, from the manifest. */
export function presetMessages(
  preset: BatchPreset,
  lengths: readonly number[],
): readonly MessageSettings[] {
  switch (preset) {
    case 'table-1':
      return TABLE_1;
    case 'table-3':
      return table3(lengths);
    case 'latent-beside-words':
      return [
        messageOf({ channel: 'none' }),
        messageOf({ channel: 'text' }),
        messageOf({}),
        ...(lengths.includes(8) ? [messageOf({ compression: 'trained', k: 8 })] : []),
      ];
    case 'strengths':
      return STRENGTH_SWEEP;
  }
}

export function presetConditions(
  preset: BatchPreset,
  view: SenderView,
  lengths: readonly number[],
): BatchCondition[] {
  return presetMessages(preset, lengths).map((message) => ({ view, message }));
}
