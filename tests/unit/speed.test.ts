import { describe, expect, test } from 'vitest';
import { type PeerSpeeds, peerTable } from '../../src/cli/peer-speed';
import type { WorkerEvent } from '../../src/client/protocol';
import { decodeSteps, measureSpeed } from '../../src/lab/speed';
import { BATCHES, LENGTHS, PARTS, type PlacedSpeed } from '../../src/lab/speed-report';
import { GROUPS, speedMarkdown, speedRows } from '../../src/lab/speed-table';
import { wrap } from '../../src/runtime/wrap';
import { toErrorData } from '../../src/shared/errors';
import { tokenBytes } from '../../src/shared/token-bytes';
import { shownSpeed } from '../../src/state/shown-speed';
import { finishedSpeed, NO_SPEED, type SpeedState, speedAfter } from '../../src/state/speed-state';
import { speed as chinese } from '../../src/words/chinese/speed';
import { speed as english } from '../../src/words/english/speed';
import { DURATION, FakeModels } from './fake-models';
import { faulty, runtimeError } from './faulty-models';
import { Stage } from './host-stage';

const SPEED: PlacedSpeed = {
  firstToken: { positions: 140, milliseconds: 70.12 },
  prefill: { positions: 256, perSecond: 3652.4 },
  decode: [{ batch: 1, perSecond: 403.2, least: 390.1, most: 411.7 }],
  latentSteps: null,
  adapter: { steps: 128, milliseconds: 11.2 },
  full: { steps: 168, milliseconds: 214, generation: 200 },
  trained: [
    { steps: 1, milliseconds: 14, generation: 0.02 },
    { steps: 8, milliseconds: 20, generation: 8 },
  ],
  episodes: [
    { message: 'text', k: null, games: 3, steps: 45, milliseconds: 3000, communication: 900 },
    { message: 'trained', k: 8, games: 3, steps: 27, milliseconds: 1800, communication: 90 },
  ],
  device: 'webgpu',
  load: 1145,
  gpu: { dispatches: 80, submits: 1.5, buffersCreated: 0, bytesRead: 4128 },
  bounds: { weights: 1e6, copied: 5e9, products: [], dispatch: 0.01 },
  memory: { process: null, wasm: null, gpu: 12.5e6, page: null },
};

/** The scripted actor reads games only: the compressed sender, which reads anything, stands in for it. */
function anyText(models: FakeModels): FakeModels {
  return Object.assign(models, { actor: models.compressedSender });
}

describe('measuring', () => {
  test('counts by the clock it is given, and frees what it made', async () => {
    const models = anyText(new FakeModels({ thought: () => 'go north' }));
    const parts: number[] = [];
    const work = { signal: new AbortController().signal, now: () => models.clock };
    const speed = await measureSpeed(models, work, (done) => parts.push(done));
    expect(parts).toEqual(Array.from({ length: PARTS }, (_, part) => part + 1));
    expect(models.alive).toBe(0);
    expect(speed.firstToken.milliseconds).toBe(DURATION.senderPrefill);
    expect(speed.firstToken.positions).toBeGreaterThan(10);
    expect(speed.prefill.perSecond).toBeCloseTo(256_000 / DURATION.senderPrefill);
    for (const { least, perSecond, most } of speed.decode) {
      expect(least).toBeLessThanOrEqual(perSecond);
      expect(most).toBeGreaterThanOrEqual(perSecond);
    }
    expect(speed.adapter).toEqual({ steps: 128, milliseconds: DURATION.adapter });
    // The fake clock counts each sequence's step by itself: a batch is not faster there.
    for (const { perSecond } of speed.decode)
      expect(perSecond).toBeCloseTo(1e3 / DURATION.senderStep);
    expect(speed.decode.map(({ batch }) => batch)).toEqual([...BATCHES]);
    // A prefill, then a step a token; what is emitted last needs none behind it.
    const { senderPrefill, senderStep } = DURATION;
    const message = (steps: number, after: number) => ({
      steps,
      milliseconds: senderPrefill + after * senderStep,
      generation: after * senderStep,
    });
    expect(speed.full).toEqual(message(8, 8));
    const lengths = LENGTHS.filter((k) => models.manifest.compressions.includes(k));
    expect(lengths).toContain(8);
    expect(speed.trained).toEqual(lengths.map((k) => message(k, k - 1)));
    expect(speed.latentSteps).toBeCloseTo(1e3 / senderStep);
  });

  test('ends where it is stopped', async () => {
    const models = anyText(new FakeModels());
    const abort = new AbortController();
    const work = { signal: abort.signal, now: () => models.clock };
    const measuring = measureSpeed(models, work, () => abort.abort());
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    expect(models.alive).toBe(0);
  });

  test('steps that are counted come after some that are not', async () => {
    const models = anyText(new FakeModels());
    let before = 0;
    await decodeSteps(models.actor, 1, 4, () => {
      before = models.calls['sender-compressed'];
    });
    expect(before).toBe(3);
    expect(models.calls['sender-compressed']).toBe(before + 4);
    expect(models.alive).toBe(0);
  });
});

test('a method is heard until that is ended', () => {
  const heard: unknown[] = [];
  const owner = {
    size: 5,
    add(a: number): number {
      return this.size + a;
    },
  };
  const own = owner.add;
  const restore = wrap(owner, 'add', (self, args) => heard.push([self === owner, args]));
  expect(owner.add(2)).toBe(7);
  restore();
  expect(owner.add).toBe(own);
  expect(heard).toEqual([[true, [2]]]);
});

describe('the worker', () => {
  test('answers with a benchmark of what is loaded, and stops it for a run', async () => {
    const stage = new Stage();
    anyText(stage.models);
    await stage.load(1);
    await stage.say({ kind: 'measure-speed', run: 1 });
    const answers = stage.events.filter(({ kind }) => kind === 'speed');
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({
      run: 1,
      speed: { device: 'wasm', gpu: null, bounds: null, memory: { wasm: null } },
    });
    let opening: Promise<void> | null = null;
    stage.between = () => {
      opening ??= stage.open(2);
    };
    await stage.say({ kind: 'measure-speed', run: 1 });
    await opening;
    expect(stage.events).toContainEqual({ kind: 'no-speed', run: 1, error: null });
    expect(stage.kinds(2)).toContain('opened');
  });

  test('says where the models fail, and loads them again for the next one', async () => {
    const stage = new Stage();
    anyText(stage.models);
    let broken = true;
    stage.wrap = (models) =>
      faulty(models, () => {
        if (broken) throw runtimeError();
      });
    await stage.load(1);
    await stage.say({ kind: 'measure-speed', run: 1 });
    const error = toErrorData(runtimeError());
    expect(stage.events).toContainEqual({ kind: 'no-speed', run: 1, error });
    broken = false;
    await stage.say({ kind: 'measure-speed', run: 1 });
    expect(stage.loads).toHaveLength(2);
    expect(stage.events.at(-1)).toMatchObject({ kind: 'speed', run: 1 });
    expect(stage.models.alive).toBe(0);
  });

  test('gives up on models that do not come back', async () => {
    const stage = new Stage(undefined, 5);
    anyText(stage.models);
    const append = (): Promise<never> => {
      stage.lose('destroyed');
      return new Promise(() => {});
    };
    stage.wrap = (models) => ({
      ...models,
      actor: { ...models.actor, start: () => ({ ...models.actor.start(), append }) },
    });
    await stage.load(1);
    await stage.say({ kind: 'measure-speed', run: 1 });
    const [answer, failure] = stage.events.slice(-2);
    expect(answer).toMatchObject({ kind: 'no-speed', run: 1 });
    expect(failure).toMatchObject({ kind: 'failed', run: 1, error: { recoverable: false } });
  });

  test('has nothing to measure without models', async () => {
    const stage = new Stage();
    await stage.say({ kind: 'measure-speed', run: 1 });
    const error = { code: 'models-missing' };
    expect(stage.events).toMatchObject([{ kind: 'no-speed', run: 1, error }]);
  });

  test('stops when it is told to, in progress and before its turn', async () => {
    const stage = new Stage();
    anyText(stage.models);
    await stage.load(1);
    const none = { kind: 'no-speed', run: 1, error: null };
    const measuring = stage.say({ kind: 'measure-speed', run: 1 });
    const waiting = stage.say({ kind: 'measure-speed', run: 1 });
    await stage.say({ kind: 'stop-speed', run: 1 });
    await Promise.all([measuring, waiting]);
    // The first one was not the latest; it went on.
    expect(stage.events.slice(-2)).toMatchObject([{ kind: 'speed' }, none]);
    let stopped = false;
    stage.between = () => {
      if (!stopped) void stage.say({ kind: 'stop-speed', run: 1 });
      stopped = true;
    };
    await stage.say({ kind: 'measure-speed', run: 1 });
    expect(stage.events.at(-1)).toEqual(none);
    expect(stage.models.alive).toBe(0);
  });

  test('gives way to a game that is set up already', async () => {
    const stage = new Stage();
    await stage.load(1);
    await stage.open(2);
    const { actor } = stage.models;
    anyText(stage.models);
    let playing: Promise<void> | null = null;
    stage.between = () => {
      Object.assign(stage.models, { actor });
      playing ??= stage.say({ kind: 'play', run: 2 });
    };
    await stage.say({ kind: 'measure-speed', run: 1 });
    await playing;
    expect(stage.events).toContainEqual({ kind: 'no-speed', run: 1, error: null });
    expect(stage.kinds(2)).toContain('idle');
  });

  test('says that the GPU was lost, and measures again on request', async () => {
    const stage = new Stage();
    stage.device = 'webgpu';
    anyText(stage.models);
    let broken = true;
    stage.wrap = (models) =>
      faulty(models, () => {
        if (!broken) return;
        stage.lose('destroyed');
        throw new DOMException("Failed to execute 'mapAsync' on 'GPUBuffer'", 'AbortError');
      });
    await stage.load(1);
    await stage.say({ kind: 'measure-speed', run: 1 });
    expect(stage.events.at(-1)).toMatchObject({ kind: 'no-speed', error: { code: 'gpu-lost' } });
    broken = false;
    await stage.say({ kind: 'measure-speed', run: 1 });
    expect(stage.events.at(-1)).toMatchObject({ kind: 'speed', run: 1 });
  });
});

describe('what is shown', () => {
  test.each([english, chinese])('a row for everything, in the language asked', (words) => {
    const rows = speedRows(SPEED, words.table);
    const value = (key: string) => rows.find((row) => row.key === key)?.value;
    expect(value('latent')).toBe(words.table.unknown);
    expect(value('memory-gpu')).toBe(words.table.megabytes('12.5'));
    expect(value('memory-wasm')).toBe(words.table.unknown);
    expect(value('memory-page')).toBe(words.table.unknown);
    // In a browser there is no process to ask.
    expect(value('memory-process')).toBeUndefined();
    expect(value('decode-1')).toBe(words.table.range(words.table.perSecond('403'), '390', '412'));
    expect(rows.find(({ key }) => key === 'end-to-end-trained')?.label).toContain('K = 8');
    expect(value('ratio')).toBe(words.table.times('10.7'));
    expect(value('generation-8')).toBe(words.table.times('25.0'));
    expect(value('generation-1')).toBe(words.table.noGeneration);
    expect(value('episodes-text')).toBe(words.table.perMinute('60.0', '15.0'));
    expect(value('communication-trained')).toBe(words.table.milliseconds('30.0'));
    expect(value('end-to-end-trained')).toBe(words.table.times('10.0'));
    // 5e9 bytes a second, 1e6 a token; 80 dispatches of 0.01 ms a token.
    const reached = (bound: string, percent: string): string =>
      words.table.reached(words.table.perSecond(bound), percent);
    expect(value('bound-memory')).toBe(reached('5000', '8.06'));
    expect(value('bound-dispatches')).toBe(reached('1250', '32.3'));
    expect(value('buffers')).toBe('0');
    expect(value('submits')).toBe('1.50');
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
    const { groups, markdown } = shownSpeed(SPEED, ['tiny', 'a | b'], words.table);
    expect(groups.map(({ key }) => key)).toEqual([...GROUPS]);
    expect(groups.flatMap((group) => group.rows)).toEqual(rows);
    expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(
      rows.length + groups.length + 2,
    );
  });

  test('what takes too long, and what is of another device, is not there', () => {
    const here = { ...SPEED, device: 'wasm', gpu: null, episodes: null, bounds: null } as const;
    const rows = speedRows(here, english.table);
    const keys = rows.map(({ key }) => key);
    const groups = shownSpeed(here, [], english.table).groups.map(({ key }) => key);
    expect(groups).toEqual(['speed', 'messages', 'episodes', 'memory']);
    expect(rows.find(({ key }) => key === 'episodes')?.value).toBe(english.table.tooSlow);
    expect(keys.filter((key) => /^(memory-gpu|bound|communication|dispatches)/.test(key))).toEqual(
      [],
    );
    const inNode = { ...here, memory: { ...here.memory, process: 2e8, wasm: 5e7 } };
    const value = (key: string) =>
      speedRows(inNode, english.table).find((row) => row.key === key)?.value;
    expect(value('memory-process')).toBe('200 MB');
    expect(value('memory-wasm')).toBe('50.0 MB');
    expect(value('memory-page')).toBeUndefined();
  });

  test('a bar in a cell does not break the table', () => {
    const rows = [{ key: 'a', label: 'x | y', value: '1\n2' }];
    const groups = [{ key: 'speed' as const, title: 'a | b', rows }];
    const markdown = speedMarkdown(['here'], groups, english.table);
    expect(markdown).toContain('| **a \\| b** | |\n| x \\| y | 1 2 |');
  });

  test('follows the worker, and forgets it with other models', () => {
    const now = () => '2026-11-26T10:00:00Z';
    const after = (state: SpeedState, event: object, place: string | null = 'a') =>
      speedAfter(state, { run: 1, ...event } as WorkerEvent, { now, place });
    const begun = after(NO_SPEED, { kind: 'measuring-speed', done: 2, total: 6 });
    expect(begun).toEqual({ kind: 'running', done: 2, total: 6, stopping: false, earlier: null });
    const measured = after(begun, { kind: 'speed', speed: SPEED });
    expect(measured).toEqual({ kind: 'measured', speed: SPEED, date: '2026-11-26', place: 'a' });
    expect(after(measured, { kind: 'idle' })).toBe(measured);
    expect(after(measured, { kind: 'ready' })).toBe(measured);
    expect(after(measured, { kind: 'ready' }, 'b')).toEqual({ kind: 'none' });
    // The older one stays until the new one is there, or for good where there will be none.
    const again = after(measured, { kind: 'measuring-speed', done: 0, total: 6 });
    expect(finishedSpeed(again)).toBe(measured);
    expect(after(again, { kind: 'ready' })).toEqual(again);
    const run = after(again, { kind: 'no-speed', error: null });
    expect(run).toEqual({ kind: 'failed', why: { kind: 'run' }, earlier: measured });
    const stopped = { ...again, stopping: true } as SpeedState;
    expect(after(stopped, { kind: 'no-speed', error: null })).toMatchObject({
      why: { kind: 'stopped' },
    });
    // Another device was chosen.
    expect(after(again, { kind: 'no-speed', error: null }, null)).toBe(measured);
  });
});

test('ratios are this program’s over its peer’s, at the same batch and best to best', () => {
  const ours: PeerSpeeds = {
    name: 'ours',
    speeds: [
      { batch: 1, prefill: 100, decode: 30 },
      { batch: 8, prefill: 100, decode: 90 },
    ],
  };
  const peer: PeerSpeeds = {
    name: 'peer',
    speeds: [
      { batch: 1, prefill: 50, decode: 60 },
      { batch: 32, prefill: 5, decode: 6 },
    ],
  };
  expect(peerTable(ours, [peer]).slice(2)).toEqual([
    '| ours | 1 | 30 |  | 100 |  |',
    '| ours | 8, its best | 90 |  | 100 |  |',
    '| peer | 1, its best | 60 | 0.50 | 50 | 2.00 |',
    '| peer | 32 | 6 |  | 5 |  |',
    '',
    '| each at its own best | batch | decode, tokens per CPU second | this / that |',
    '|---|---|---|---|',
    '| ours | 8 | 90 |  |',
    '| peer | 1 | 60 | 1.50 |',
  ]);
});

test.each([
  [2, 2],
  [1031, 2],
  [65_536, 2],
  [65_537, 3],
  [151_936, 3],
])('%i tokens take %i bytes each', (vocabulary, bytes) => {
  expect(tokenBytes(vocabulary)).toBe(bytes);
});
