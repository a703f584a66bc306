import { afterEach, beforeEach, expect, test } from 'vitest';
import { LabClient } from '../../src/client/lab-client';
import type { WorkerEvent } from '../../src/client/protocol';
import type { BatchSettings } from '../../src/lab/batch-settings';
import type { MessageSettings, RunSettings } from '../../src/lab/settings';
import { MINI_URL } from './mini-models';

const NONE: MessageSettings = {
  channel: 'none',
  compression: 'full',
  k: 8,
  ratio: 1,
  perturbation: { kind: 'none' },
};
const SETTINGS: RunSettings = {
  game: 'g1/dev/kitchen/pick_heat_then_place_in_recep/3/standard',
  stepBudget: 5,
  lanes: [{ ...NONE, channel: 'latent', compression: 'trained' }, NONE],
};

let client: LabClient;
let events: WorkerEvent[];
let wake: () => void = () => {};

function listenTo(made: LabClient): void {
  client = made;
  events = [];
  client.onEvent((event) => {
    events.push(event);
    wake();
  });
}

/** The first event of this kind and run, once it is there; a failure of the run ends the wait. */
async function when<K extends WorkerEvent['kind']>(
  run: number,
  kind: K,
): Promise<Extract<WorkerEvent, { kind: K }>> {
  for (;;) {
    const found = events.find((event) => event.run === run && event.kind === kind);
    if (found) return found as Extract<WorkerEvent, { kind: K }>;
    const failed = events.find((event) => event.run === run && event.kind === 'failed');
    if (failed) throw new Error(JSON.stringify(failed));
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

const load = (run: number, modelsUrl = MINI_URL) =>
  client.send({ kind: 'load', run, modelsUrl, device: 'wasm' });

beforeEach(() => listenTo(new LabClient()));
afterEach(() => client.dispose());

test('loads, opens and plays a run to its end', async () => {
  load(1);
  const ready = await when(1, 'ready');
  expect(ready.device).toMatchObject({ device: 'wasm', reason: 'wasm-asked' });
  expect(Object.keys(ready.models).sort()).toEqual([
    'actor',
    'adapter',
    'sender',
    'sender-compressed',
  ]);
  client.send({ kind: 'open', run: 2, settings: SETTINGS, file: null });
  expect((await when(2, 'opened')).task).toContain('hot');
  client.send({ kind: 'advance', run: 2 });
  await when(2, 'idle');
  const steps = () => events.filter((event) => event.kind === 'step');
  expect(steps()).toHaveLength(2);
  events = events.filter((event) => event.kind !== 'idle');
  client.send({ kind: 'play', run: 2 });
  expect(await when(2, 'idle')).toMatchObject({ finished: true });
  expect(steps()).toHaveLength(10);
});

test('a missing folder is an error; the same worker then loads another', async () => {
  load(1, new URL('/tests/models/absent/', location.href).href);
  await expect(when(1, 'ready')).rejects.toThrow('model-missing');
  load(2);
  await when(2, 'ready');
});

test('a run that is cancelled falls silent at the next step; the next one plays', async () => {
  load(1);
  await when(1, 'ready');
  const lanes = [{ ...NONE, channel: 'text' } as const];
  client.send({ kind: 'open', run: 2, settings: { ...SETTINGS, lanes }, file: null });
  client.send({ kind: 'play', run: 2 });
  await when(2, 'thinking');
  client.send({ kind: 'cancel', run: 2 });
  client.send({ kind: 'open', run: 3, settings: SETTINGS, file: null });
  await when(3, 'opened');
  const ofCancelled = events.filter((event) => event.run === 2);
  expect(ofCancelled.some(({ kind }) => kind === 'step' || kind === 'failed')).toBe(false);
  client.send({ kind: 'advance', run: 3 });
  await when(3, 'idle');
  expect(events.filter((event) => event.run === 2)).toHaveLength(ofCancelled.length);
});

test('bad settings fail the run and nothing else', async () => {
  load(1);
  await when(1, 'ready');
  client.send({ kind: 'open', run: 2, settings: { ...SETTINGS, game: 'nonsense' }, file: null });
  await expect(when(2, 'opened')).rejects.toThrow('bad-game-name');
  client.send({ kind: 'open', run: 3, settings: SETTINGS, file: null });
  await when(3, 'opened');
});

test('a worker that dies is replaced, and the next run opens as if nothing had happened', async () => {
  const dying = new Blob(['onmessage = () => { throw new Error("out of memory"); }']);
  const workers = [
    () => new Worker(URL.createObjectURL(dying)),
    () => new Worker(new URL('../../src/runtime/worker.ts', import.meta.url), { type: 'module' }),
  ];
  listenTo(new LabClient(() => (workers.shift() as () => Worker)()));
  load(1);
  await expect(when(1, 'ready')).rejects.toThrow('worker-stopped');
  expect(events.at(-1)).toMatchObject({ run: 1, error: { recoverable: true } });
  client.send({ kind: 'open', run: 2, settings: SETTINGS, file: null });
  await when(2, 'opened');
  expect(workers).toHaveLength(0);
});

test('plays a batch behind runs, also while the other device is timed', async () => {
  load(1);
  await when(1, 'ready');
  const settings: BatchSettings = {
    games: {
      kind: 'splits',
      splits: ['dev'],
      taskTypes: ['pick_heat_then_place_in_recep', 'look_at_obj_in_light'],
      games: 6,
      firstSeed: 0,
    },
    stepBudget: 3,
    sampling: null,
    conditions: SETTINGS.lanes.map((message) => ({ view: 'scout', message })),
  };
  const batch = { kind: 'batch', settings, done: [], files: [] } as const;
  const play = async (run: number, concurrency: number): Promise<unknown[]> => {
    expect(await when(run, 'batch-ended')).toMatchObject({ complete: true });
    const lines = events.flatMap((event) =>
      event.kind === 'batch-line' && event.run === run ? [event.line] : [],
    );
    expect(
      lines.map(({ failure }) => failure),
      `${concurrency}`,
    ).toEqual(lines.map(() => null));
    return lines
      .map(({ times: _, ...line }) => line)
      .sort((a, b) => (a.condition + a.game < b.condition + b.game ? -1 : 1));
  };
  client.send({ ...batch, run: 1_000_001, concurrency: 1 });
  const alone = await play(1_000_001, 1);
  expect(alone).toHaveLength(12);

  client.send({ ...batch, run: 1_000_002, concurrency: 4 });
  await when(1_000_002, 'batch-line');
  client.send({ kind: 'measure-devices', run: 1 });
  client.send({ kind: 'open', run: 2, settings: SETTINGS, file: null });
  client.send({ kind: 'play', run: 2 });
  const { device } = await when(1, 'measured');
  const times = device.options.map((option) => [
    option.device,
    option.millisecondsPerStep !== null,
  ]);
  expect(times).toEqual([
    ['webgpu-f16', false],
    ['webgpu', true],
    ['wasm', true],
  ]);
  expect(await when(2, 'idle')).toMatchObject({ finished: true });
  expect(await play(1_000_002, 4)).toEqual(alone);
});
