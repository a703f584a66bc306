import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFile } from '../../src/runtime/download-file';
import { FileStore } from '../../src/runtime/file-store';
import { type Clock, Transfer } from '../../src/runtime/transfer';
import { MemoryKeyValues } from './memory-key-values';
import { UnsteadyServer } from './unsteady-server';

const CONTENT = Uint8Array.from(
  { length: 900_000 },
  (_, index) => (index * 7 + (index >> 9)) & 255,
);
const FILE = {
  path: 'actor.onnx',
  bytes: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
};
/** Of a file of this size. */
const PART = 256 * 1024;

let server: UnsteadyServer;
let url: URL;
let storage: MemoryKeyValues;
/** Waits that were asked for, ms; they take no time. */
let waits: number[];
const clock: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    signal.throwIfAborted();
    waits.push(milliseconds);
  },
};

beforeEach(async () => {
  server = new UnsteadyServer(CONTENT);
  url = await server.open();
  storage = new MemoryKeyValues();
  waits = [];
});

afterEach(() => server.close());

interface Visit {
  readonly store: FileStore;
  readonly transfer: Transfer;
  /** Bytes that were here, after each report. */
  readonly seen: number[];
  readonly bytes: Promise<Uint8Array>;
}

/** One visit of the page: what is in memory is new, what is in the storage is not. */
function visit(onBytes: (visit: Visit) => void = () => {}): Visit {
  const store = new FileStore(storage);
  const transfer = new Transfer(clock);
  const seen: number[] = [];
  const bytes = downloadFile(url, FILE, { store, transfer, fresh: false }, (count) => {
    seen.push((seen.at(-1) ?? 0) + count);
    onBytes(one);
  });
  const one = { store, transfer, seen, bytes };
  return one;
}

const same = (bytes: Uint8Array): boolean => Buffer.compare(bytes, CONTENT) === 0;

describe('a download', () => {
  it('counts every byte once, and the next visit needs no network', async () => {
    const first = visit();
    expect(same(await first.bytes)).toBe(true);
    expect(first.seen).toEqual(first.seen.toSorted((a, b) => a - b));
    expect(first.seen.at(-1)).toBe(FILE.bytes);
    server.close();
    const second = visit();
    expect(same(await second.bytes)).toBe(true);
    expect(second.seen).toEqual([FILE.bytes]);
    expect(server.asked).toEqual(['all']);
  });

  it('goes on where the connection was cut', async () => {
    server.answers = [{ cutAfter: 300_000 }, { cutAfter: 200_000 }];
    const { bytes, seen } = visit();
    expect(same(await bytes)).toBe(true);
    expect(server.asked).toEqual(['all', 'bytes=300000-', 'bytes=500000-']);
    expect(server.sent).toBe(FILE.bytes);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('goes on after a reload with the parts that were kept', async () => {
    server.answers = [{ chunk: 50_000, pause: 5 }];
    const left = visit(({ seen, transfer }) => {
      if ((seen.at(-1) ?? 0) >= 600_000) transfer.end();
    });
    await expect(left.bytes).rejects.toMatchObject({ name: 'AbortError' });
    const { bytes, seen } = visit();
    expect(same(await bytes)).toBe(true);
    expect(seen[0]).toBeGreaterThanOrEqual(2 * PART);
    expect(server.asked[1]).toBe(`bytes=${seen[0]}-`);
  });

  it('keeps whole parts only: a page that just ends loses less than one', async () => {
    let kept = new Map<string, unknown>();
    const first = visit(({ seen }) => {
      if ((seen.at(-1) ?? 0) < 700_000) kept = new Map(storage.values);
    });
    await first.bytes;
    // What a page that ended at that moment leaves.
    storage = new MemoryKeyValues();
    for (const [key, value] of kept) storage.values.set(key, value);
    const second = visit();
    expect(same(await second.bytes)).toBe(true);
    const [from = 0] = second.seen;
    expect(from).toBeGreaterThanOrEqual(2 * PART);
    expect(from).toBeLessThan(700_000);
    expect(server.asked).toEqual(['all', `bytes=${from}-`]);
  });

  it('pauses and resumes', async () => {
    server.answers = [{ chunk: 20_000, pause: 5 }];
    const { bytes, transfer, seen } = visit(({ seen: now, transfer: own }) => {
      if ((now.at(-1) ?? 0) >= 100_000 && server.asked.length === 1) own.pause();
    });
    await expect.poll(() => transfer.state().phase).toBe('paused');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const held = seen.at(-1) ?? 0;
    expect(held).toBeLessThan(FILE.bytes);
    expect(server.asked).toHaveLength(1);
    transfer.resume();
    expect(same(await bytes)).toBe(true);
    expect(server.asked).toEqual(['all', `bytes=${held}-`]);
    expect(waits).toEqual([]);
  });

  it('starts over where the server knows no ranges', async () => {
    server.answers = [{ cutAfter: 400_000 }, { ignoreRange: true }];
    const { bytes, seen } = visit();
    expect(same(await bytes)).toBe(true);
    expect(seen).toContain(0);
    expect(seen.at(-1)).toBe(FILE.bytes);
  });

  it('fetches a corrupt file once more, from the start', async () => {
    server.answers = [{ corrupt: 1234 }];
    const { bytes, seen } = visit();
    expect(same(await bytes)).toBe(true);
    expect(server.asked).toEqual(['all', 'all']);
    expect(seen.at(-1)).toBe(FILE.bytes);
  });

  it('finds what is corrupt in the storage', async () => {
    await visit().bytes;
    const [key = ''] = [...storage.values.keys()].filter((name) => name.startsWith('part/'));
    const part = storage.values.get(key) as Uint8Array;
    part[10] = (part[10] ?? 0) ^ 1;
    expect(same(await visit().bytes)).toBe(true);
    expect(server.asked).toEqual(['all', 'all']);
    expect(same(await visit().bytes)).toBe(true);
    expect(server.asked).toHaveLength(2);
  });

  it('refuses a file that stays another one, and keeps nothing of it', async () => {
    server.answers = [{ corrupt: 5 }, { corrupt: 6 }];
    const { bytes } = visit();
    await expect(bytes).rejects.toMatchObject({ code: 'model-changed', recoverable: true });
    expect([...storage.values.keys()]).toEqual([]);
  });

  it('refuses a longer file', async () => {
    const longer = { body: 'x'.repeat(FILE.bytes + 1) };
    server.answers = [longer, longer];
    await expect(visit().bytes).rejects.toMatchObject({ code: 'model-changed' });
  });

  it('waits longer after each failure, and as long as the server asks', async () => {
    server.answers = [
      { status: 503 },
      { status: 503 },
      { status: 429, headers: { 'retry-after': '7' } },
    ];
    const { bytes } = visit();
    expect(same(await bytes)).toBe(true);
    const [first = 0, second = 0, third = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(375);
    expect(first).toBeLessThanOrEqual(625);
    expect(second).toBeGreaterThanOrEqual(750);
    expect(second).toBeLessThanOrEqual(1250);
    expect(third).toBe(7000);
  });

  it('gives up a server that refuses five times, and a cut that brings nothing', async () => {
    server.answers = Array.from({ length: 5 }, () => ({ status: 500 }));
    await expect(visit().bytes).rejects.toMatchObject({
      code: 'model-unreachable',
      message: expect.stringContaining('HTTP 500'),
    });
    expect(server.asked).toHaveLength(5);
    server.answers = Array.from({ length: 5 }, () => ({ cutAfter: 1000 }));
    await expect(visit().bytes).rejects.toMatchObject({
      code: 'model-truncated',
      message: expect.stringContaining('actor.onnx ended after 5000 of 900000 bytes'),
    });
  });

  it.each([
    ['nothing', { status: 404 }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<!doctype html>' }],
  ])('takes %s for a file that is missing, at once', async (_, answer) => {
    server.answers = [answer];
    await expect(visit().bytes).rejects.toMatchObject({ code: 'model-missing' });
    expect(server.asked).toHaveLength(1);
  });

  it('tells a server that does not answer', async () => {
    server.close();
    await expect(visit().bytes).rejects.toMatchObject({ code: 'model-unreachable' });
    expect(waits).toHaveLength(4);
  });

  it('knows its speed on a slow line', async () => {
    server.answers = [{ chunk: 30_000, pause: 20 }];
    const speeds: number[] = [];
    const { bytes } = visit(({ transfer }) => {
      const { bytesPerSecond } = transfer.state();
      if (bytesPerSecond !== null) speeds.push(bytesPerSecond);
    });
    const start = performance.now();
    await bytes;
    const average = FILE.bytes / ((performance.now() - start) / 1000);
    expect(speeds.at(-1)).toBeGreaterThan(average / 2);
    expect(speeds.at(-1)).toBeLessThan(average * 2);
  });
});

describe('a full storage', () => {
  it('leaves the model in memory and says so', async () => {
    storage.room = 300_000;
    const { bytes, store } = visit();
    expect(same(await bytes)).toBe(true);
    expect(store.refusal).toBe('full');
    store.retry();
    expect(store.refusal).toBeNull();
  });

  it('is told from a browser that keeps nothing', async () => {
    storage.failure = new DOMException('Private.', 'InvalidStateError');
    const { bytes, store } = visit();
    expect(same(await bytes)).toBe(true);
    expect(store.refusal).toBe('unavailable');
  });
});
