import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { thisMachine } from '../../src/cli/this-machine';
import { decodeBatch, encodeBatch, mergeBatches } from '../../src/lab/batch-file';
import { type BatchMachine, inFlight, machinesOf } from '../../src/lab/batch-machine';
import { browserMachine, browserName } from '../../src/state/browser-machine';
import { batchFile, batchSettings, inventedLines, SOURCE } from './batch-fixtures';

const ONE: BatchMachine = {
  commit: 'abc1234',
  host: 'Node 24.0.0 (linux x64)',
  processor: 'A processor',
  cores: 4,
  workers: 2,
  concurrency: 8,
};
const OTHER: BatchMachine = { ...ONE, host: 'Chromium 141', processor: null, concurrency: 3 };

describe('what a batch was played on', () => {
  const settings = batchSettings();
  const lines = inventedLines(settings, () => true);
  const on = (machine: BatchMachine, concurrency: number) =>
    batchFile(settings, lines, { source: { ...SOURCE, concurrency, machines: [machine] } });

  it('is kept in files, and may be missing', () => {
    const batch = on(ONE, 8);
    expect(decodeBatch(encodeBatch(batch))).toEqual(batch);
    expect(decodeBatch(encodeBatch(batchFile(settings, lines))).source.machines).toBeUndefined();
    const broken = encodeBatch(batch).replace('"cores":4', '"cores":0');
    expect(() => decodeBatch(broken)).toThrow('source.machines.0.cores');
  });

  it('may differ between shards, as may the games in flight; lines stay what they are', () => {
    const merged = mergeBatches([on(OTHER, 3), on(ONE, 8), on(OTHER, 3), batchFile(settings, [])]);
    expect(merged.source).toEqual({ ...SOURCE, concurrency: 8, machines: [OTHER, ONE] });
    expect(merged.lines).toEqual(lines);
    expect(inFlight(merged.source)).toEqual({ concurrency: 8, workers: 2 });
    expect(inFlight(undefined)).toEqual({ concurrency: 1, workers: 1 });
    expect(machinesOf([{}, SOURCE])).toEqual({});
  });

  it('is told by Node', () => {
    const here = thisMachine(5);
    expect(here).toMatchObject({ workers: 1, concurrency: 5 });
    expect(here.host).toMatch(/^Node \d+\.\d+\.\d+ \(/);
    if (existsSync('.git')) expect(here.commit).toMatch(/[0-9a-f]{7,}(-dirty)?$/);
    else expect(here.commit).toBeNull();
  });

  it('is told by a browser with its name and main version alone', () => {
    const brand = (name: string, version: string) => ({ brand: name, version });
    const told = { userAgent: '', hardwareConcurrency: 8 };
    const userAgentData = { brands: [brand('Not=A?Brand', '8'), brand('Chromium', '141')] };
    expect(browserName({ ...told, userAgentData })).toBe('Chromium 141');
    const edge = { brands: [...userAgentData.brands, brand('Microsoft Edge', '140')] };
    expect(browserName({ ...told, userAgentData: edge })).toBe('Microsoft Edge 140');
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
    expect(browserName({ ...told, userAgent: firefox })).toBe('Firefox 143');
    const safari =
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';
    expect(browserName({ ...told, userAgent: safari })).toBe('Safari 26');
    expect(browserName(told)).toBe('a browser');
    expect(browserMachine(told, 4, 3)).toEqual({
      commit: null,
      host: 'a browser',
      processor: null,
      cores: 8,
      workers: 3,
      concurrency: 4,
    });
  });
});
