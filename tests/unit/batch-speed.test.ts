import { describe, expect, it } from 'vitest';
import { measuredBatch, namesOf } from '../../src/cli/batch-player';
import { type BatchSpeed, batchTable } from '../../src/cli/batch-speed';

const episode = (game: string, won: boolean, steps: number) => ({
  game,
  condition: 'text',
  won,
  steps,
});

const speed = (change: Partial<BatchSpeed>): BatchSpeed => ({
  player: 'lab',
  concurrency: 1,
  workers: 1,
  episodes: [episode('a', true, 4), episode('b', false, 20)],
  seconds: 4,
  cpuSeconds: 2,
  ...change,
});

describe('the table of batches', () => {
  it('compares with one game at once, and with the peer of the same size', () => {
    const rows = batchTable([
      speed({}),
      speed({ workers: 2, seconds: 2 }),
      speed({ player: 'peer', cpuSeconds: 3 }),
      speed({ concurrency: 8, cpuSeconds: 1 }),
      speed({
        player: 'peer',
        concurrency: 8,
        cpuSeconds: 0.5,
        episodes: [episode('a', true, 5), episode('b', false, 20)],
      }),
    ]);
    expect(rows.slice(2)).toEqual([
      '| this, WASM in Node | 1 | 1 | 1.0 | 30 | 1.00 | 1.50 | 1 of 2 | 2 |',
      '| this, WASM in Node | 1 | 2 | 1.0 | 60 | 1.00 | 1.50 | 1 of 2 | 2 |',
      '| PyTorch, transformers | 1 | 1 | 0.7 | 30 |  |  | 1 of 2 |  |',
      '| this, WASM in Node | 8 | 1 | 2.0 | 30 | 2.00 | 0.50 | 1 of 2 | 1 |',
      '| PyTorch, transformers | 8 | 1 | 4.0 | 30 |  |  | 1 of 2 |  |',
    ]);
  });

  it('is of the same games for every player', () => {
    const all = namesOf({ games: 7, shard: { index: 0, of: 1 } });
    const parts = [0, 1, 2].flatMap((index) => namesOf({ games: 7, shard: { index, of: 3 } }));
    expect(all).toHaveLength(7);
    expect(parts).toEqual(all);
    expect(measuredBatch(7).conditions).toHaveLength(3);
  });
});
