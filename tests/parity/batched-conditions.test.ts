import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TASK_TYPES } from '../../src/alfworld/domain';
import { type BatchLine, lineKey } from '../../src/lab/batch-line';
import { messageOf } from '../../src/lab/batch-presets';
import { runBatch } from '../../src/lab/batch-runner';
import type { BatchSettings } from '../../src/lab/batch-settings';
import type { LoadedModels } from '../../src/runtime/load-models';
import { loadNodeModels } from '../../src/runtime/node/node-models';

/** Messages of all kinds, so that sender, compressed sender, adapter and actor are at work at once. */
const MESSAGES = [
  messageOf({ channel: 'none' }),
  messageOf({ channel: 'text' }),
  messageOf({}),
  messageOf({ compression: 'trained', k: 8 }),
];
const SETTINGS: BatchSettings = {
  games: { kind: 'splits', splits: ['dev'], taskTypes: TASK_TYPES, games: 16, firstSeed: 0 },
  stepBudget: 5,
  sampling: null,
  conditions: MESSAGES.map((message) => ({ view: 'uncertain', message })),
};

async function lines(models: LoadedModels, concurrency: number): Promise<Map<string, BatchLine>> {
  const played = new Map<string, BatchLine>();
  await runBatch(models, SETTINGS, {
    concurrency,
    signal: new AbortController().signal,
    onLine: (line) => played.set(lineKey(line), line),
  });
  return played;
}

/** Sums in another order move the last digits of times and entropies. */
const plain = ({ times: _, thoughtEntropy: _entropy, ...rest }: BatchLine) => rest;

describe('a batch whose games decode together', () => {
  let models: LoadedModels;
  beforeAll(async () => {
    models = await loadNodeModels('public/models/tiny');
  });
  afterAll(() => models?.release());

  test('has the lines of one whose games are played one by one', async () => {
    const alone = await lines(models, 1);
    const together = await lines(models, 8);
    expect(together.size).toBe(16 * MESSAGES.length);
    const clear = [...alone].filter(([, { nearTies }]) => nearTies === 0);
    expect(clear.length).toBeGreaterThan(alone.size / 2);
    for (const [key, line] of clear) {
      const other = together.get(key);
      expect(other && plain(other), key).toEqual(plain(line));
    }
  });
});
