import { describe, expect, it } from 'vitest';
import { measureBreadth } from '../../src/lab/batch-breadth';
import { breadthSummaries, breadthTable } from '../../src/lab/batch-breadth-figures';
import { decodeBatch, encodeBatch } from '../../src/lab/batch-file';
import { linesAsCsv } from '../../src/lab/batch-formats';
import type { BatchLine } from '../../src/lab/batch-line';
import { methodsParagraph } from '../../src/lab/batch-methods';
import { messageOf } from '../../src/lab/batch-presets';
import { runBatch } from '../../src/lab/batch-runner';
import { breadthOfPoints, broaderCount, pointsOf } from '../../src/state/batch-view';
import { batchReport as words } from '../../src/words/english/batch-report';
import {
  batchFile,
  batchSettings,
  HALF,
  inventedLines,
  knowingScript,
  LATENT,
  line,
  TEXT,
} from './batch-fixtures';
import { FakeModels } from './fake-models';
import { NEVER } from './scripted-runs';

/** Logits of five invented steps over 14 words, and what models/interlat_models/breadth.py makes of them. */
const LOGITS = Float32Array.from({ length: 5 * 14 }, (_, at) => {
  const [g, r] = [Math.floor(at / 14), at % 14];
  return ((7 * g * g + 3 * r * r + g * r) % 11) / 2;
});
const ROWS = [
  [384, 768, 820, 872, 904, 936, 1625],
  [197, 395, 592, 712, 831, 875, 2081],
  [204, 407, 531, 655, 778, 853, 2175],
  [427, 584, 741, 898, 919, 940, 1743],
  [240, 481, 721, 867, 920, 974, 1815],
];

const speaking = (logits: Float32Array | null) => ({
  lensLogits: logits && (() => logits),
});

describe('measureBreadth', () => {
  const silent = speaking(null);
  const measure = (sender: object, compressedSender: object, compression: 'full' | 'trained') =>
    measureBreadth(
      { sender, compressedSender } as Parameters<typeof measureBreadth>[0],
      { compression },
      { latents: new Float32Array(5 * 2), dim: 2 },
    );

  it('agrees with the Python of the cards', () => {
    expect(measure(speaking(LOGITS), silent, 'full')).toEqual(ROWS);
  });

  it('reads trained steps through the model that wrote them', () => {
    expect(measure(silent, speaking(LOGITS), 'trained')).toEqual(ROWS);
    expect(measure(speaking(LOGITS), silent, 'trained')).toBeNull();
  });

  it('looks at the first six steps alone', () => {
    const read: number[] = [];
    const sender = {
      lensLogits: (hidden: Float32Array) => {
        read.push(hidden.length);
        return new Float32Array((hidden.length / 2) * 14);
      },
    } as never;
    const message = { latents: new Float32Array(9 * 2), dim: 2 };
    const models = { sender, compressedSender: sender };
    expect(measureBreadth(models, { compression: 'full' }, message)).toHaveLength(6);
    expect(read).toEqual([12]);
    expect(measureBreadth(models, { compression: 'full' }, null)).toBeNull();
  });
});

describe('breadthSummaries', () => {
  it('has the percentiles of NumPy, each share by itself', () => {
    const [step, ...more] = breadthSummaries(ROWS.map((row) => ({ breadth: [row] })));
    expect(more).toEqual([]);
    expect(step).toMatchObject({ step: 1, games: 5 });
    expect(step?.bands).toHaveLength(21);
    const close = (at: number, shares: readonly number[]): void => {
      for (const [rank, share] of shares.entries()) {
        expect(step?.bands[at]?.[rank]).toBeCloseTo(share, 4);
      }
    };
    close(0, [0.197, 0.395, 0.531, 0.655, 0.778, 0.853]);
    close(3, [0.2012, 0.4022, 0.5676, 0.6892, 0.8098, 0.8662]);
    close(10, [0.24, 0.481, 0.721, 0.867, 0.904, 0.936]);
    close(19, [0.4184, 0.7312, 0.8042, 0.8928, 0.9198, 0.9672]);
    expect(step?.topShare).toEqual([0.204, 0.24, 0.384]);
    expect(step?.effective).toBeCloseTo(6.141076, 5);
  });

  it('counts the games whose message has the step', () => {
    const [one = [], two = []] = ROWS;
    const steps = breadthSummaries([{ breadth: [one, two] }, { breadth: [two] }, {}]);
    expect(steps.map(({ step, games }) => [step, games])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(breadthSummaries([{}])).toEqual([]);
  });
});

const SETTINGS = batchSettings({
  conditions: [TEXT, LATENT, HALF].map((message) => ({ view: 'scout', message })),
});

async function play(settings: typeof SETTINGS): Promise<BatchLine[]> {
  const lines: BatchLine[] = [];
  await runBatch(new FakeModels(knowingScript(settings)), settings, {
    concurrency: 1,
    signal: NEVER,
    onLine: (one) => lines.push({ ...one, times: null }),
  });
  return lines;
}

describe('a batch that measures breadth', () => {
  it('plays what it would play without', async () => {
    const measured = await play({ ...SETTINGS, breadth: true });
    const plain = await play(SETTINGS);
    expect(plain.every((one) => one.breadth === undefined)).toBe(true);
    expect(measured.map(({ breadth: _, ...one }) => one)).toEqual(plain);
    for (const { condition, breadth, messageLength } of measured) {
      if (condition === 'scout/text') expect(breadth).toBeUndefined();
      else expect(breadth).toHaveLength(Math.min(6, messageLength ?? 0));
    }
  });

  const settings = { ...SETTINGS, breadth: true as const };
  const lines = inventedLines(settings, () => true).map((one, at) =>
    one.condition === 'scout/text' ? one : { ...one, breadth: [ROWS[at % 5] ?? [], ROWS[0] ?? []] },
  );
  const file = batchFile(settings, lines);

  it('is kept in its file; older files open too', () => {
    expect(decodeBatch(encodeBatch(file))).toEqual(file);
    const older = batchFile(
      SETTINGS,
      inventedLines(SETTINGS, () => true),
    );
    expect(encodeBatch(older)).not.toContain('breadth');
    expect(decodeBatch(encodeBatch(older))).toEqual(older);
  });

  it.each([
    ['shares that fall', [[500, 400, 600, 700, 800, 900, 1]]],
    ['shares above 1', [[500, 600, 700, 800, 900, 1001, 1]]],
    ['too few shares', [[500, 600, 1]]],
    ['no step', []],
    ['seven steps', Array.from({ length: 7 }, () => ROWS[0])],
  ])('refuses %s', (_, breadth) => {
    const [first = line(), ...rest] = lines;
    const bad = { ...file, lines: [{ ...first, breadth }, ...rest] };
    expect(() => decodeBatch(JSON.stringify(bad))).toThrow('lines.0.breadth');
  });

  it('has a table, two columns a step in the CSV, and a sentence of method', () => {
    const table = breadthTable({ settings, lines }, 'scout', words);
    expect(table?.columns).toEqual(['Message', 'Scenes', 'Games', 'Step 1', 'Step 2']);
    expect(table?.rows.map(([name, , games, , second]) => [name, games, second])).toEqual([
      ['Latent, full', '4', '0.38 [0.38, 0.38]; 5.1'],
      ['First 50%', '4', '0.38 [0.38, 0.38]; 5.1'],
    ]);
    expect(breadthTable({ settings, lines }, 'planner', words)).toBeNull();
    const [head = '', text = '', latent = ''] = linesAsCsv({ lines }).split(/\r?\n/);
    expect(head).toContain('error,top_share_1,entropy_1,top_share_2');
    expect(text.endsWith(','.repeat(12))).toBe(true);
    expect(latent).toContain(',0.384,1.625,,,,,,,,');
    expect(linesAsCsv({ lines: [line()] })).not.toContain('top_share');
    expect(methodsParagraph(file, words)).toContain('first six latent steps');
    expect(methodsParagraph(batchFile(SETTINGS, []), words)).not.toContain('latent steps');
  });

  it('is drawn for each message that has it', () => {
    const points = pointsOf({ settings, lines }, 'scout', 'dev', words.conditions);
    const measured = breadthOfPoints(points);
    expect(measured.map(({ point, paper }) => [point.id, paper])).toEqual([
      ['scout/latent', null],
      ['scout/truncated-0.5', null],
    ]);
    const [one, other] = measured;
    if (!one || !other) throw new Error('Nothing measured.');
    expect(broaderCount(one, other)[1]).toBe(2);
    expect(broaderCount(one, one)).toEqual([0, 2]);
    const trained = { ...points[1], condition: { message: messageOf({ compression: 'trained' }) } };
    expect(breadthOfPoints([trained as never])[0]?.paper).toBe('trained');
  });
});
