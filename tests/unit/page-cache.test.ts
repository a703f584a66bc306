import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PageCache, type PageFile } from '../../src/offline/page-cache';
import { pageFiles } from '../../tools/offline';

const SCOPE = new URL('https://lab.test/some/where/');

/** As much of a browser's CacheStorage as the page uses. */
class FakeCaches {
  readonly stored = new Map<string, Map<string, Response>>();

  async open(name: string) {
    const entries = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, entries);
    return {
      put: async (key: string, response: Response) => void entries.set(key, response.clone()),
    };
  }

  async match(key: string, { ignoreSearch = false } = {}): Promise<Response | undefined> {
    const plain = (url: string): string => (ignoreSearch ? url.replace(/\?.*/, '') : url);
    for (const entries of this.stored.values()) {
      for (const [url, response] of entries) {
        if (plain(url) === plain(key)) return response.clone();
      }
    }
    return undefined;
  }

  keys = async (): Promise<string[]> => [...this.stored.keys()];
  delete = async (name: string): Promise<boolean> => this.stored.delete(name);
}

let caches: FakeCaches;
/** What the server has, by path; empty: it is gone. */
let server: Map<string, string>;
let asked: string[];

beforeEach(() => {
  caches = new FakeCaches();
  asked = [];
  server = new Map([
    ['', 'page one'],
    ['assets/a-1.js', 'part'],
    ['models/tiny/card.json', 'card one'],
  ]);
});

const fetchFake = async (request: Request | string): Promise<Response> => {
  const url = typeof request === 'string' ? request : request.url;
  const path = url.slice(SCOPE.href.length).replace(/\?.*/, '');
  asked.push(path);
  const body = server.get(path);
  if (server.size === 0) throw new TypeError('Failed to fetch');
  return body === undefined ? new Response('', { status: 404 }) : new Response(body);
};

function cacheOf(version: string): PageCache {
  const files = [...server].map(
    ([path, body]): PageFile => ({
      path: path || 'index.html',
      hash: createHash('sha256').update(body).digest('hex'),
    }),
  );
  const tools = { caches: caches as unknown as CacheStorage, fetch: fetchFake };
  return new PageCache(files, version, SCOPE, tools);
}

const ask = (address: string, more: Partial<Request> = {}): Request =>
  ({
    url: new URL(address, SCOPE).href,
    method: 'GET',
    mode: 'cors',
    headers: new Headers(),
    ...more,
  }) as Request;

const textOf = async (answer: Promise<Response> | null): Promise<string | null> =>
  answer && (await answer).text();

describe('the page’s files', () => {
  it('answer without a network, whatever the address asks of the page', async () => {
    const page = cacheOf('1');
    await page.install();
    server.clear();
    asked = [];
    const navigate = { mode: 'navigate' } as const;
    expect(await textOf(page.answer(ask('?v=1&game=x', navigate)))).toBe('page one');
    expect(await textOf(page.answer(ask('assets/a-1.js')))).toBe('part');
    expect(asked).toEqual([]);
  });

  it('are not asked for the rest', async () => {
    const page = cacheOf('1');
    await page.install();
    for (const request of [
      ask('models/tiny/actor.onnx?v=1'),
      ask('assets/ort-1.wasm'),
      ask('https://huggingface.co/a/b/resolve/main/manifest.json'),
      ask('https://lab.test/elsewhere/'),
      ask('assets/a-1.js', { method: 'POST' }),
      ask('assets/a-1.js', { headers: new Headers({ range: 'bytes=1-' }) }),
      ask('?embed=1', { mode: 'navigate' }),
    ]) {
      expect(page.answer(request), request.url).toBeNull();
    }
  });

  it('of the measurements are the server’s, and the last ones without it', async () => {
    const page = cacheOf('1');
    await page.install();
    server.set('models/tiny/card.json', 'card two');
    expect(await textOf(page.answer(ask('models/tiny/card.json')))).toBe('card two');
    server.clear();
    expect(await textOf(page.answer(ask('models/tiny/card.json')))).toBe('card two');
  });

  it('of a new version are fetched where they changed; the version before stays for other tabs', async () => {
    await cacheOf('1').install();
    server = new Map([
      ['', 'page two'],
      ['assets/b-2.js', 'other part'],
      ['models/tiny/card.json', 'card one'],
    ]);
    asked = [];
    const second = cacheOf('2');
    await second.install();
    expect(asked).toEqual(['', 'assets/b-2.js']);
    await second.tidy();
    server.clear();
    expect(await textOf(second.answer(ask('', { mode: 'navigate' })))).toBe('page two');
    expect(await textOf(second.answer(ask('assets/a-1.js')))).toBe('part');
    server = new Map([['', 'page three']]);
    const third = cacheOf('3');
    await third.install();
    await third.tidy();
    expect(await caches.keys()).toEqual(['interlat-lab-page-2', 'interlat-lab-page-3']);
  });

  it('of another release than the list are not kept', async () => {
    const page = cacheOf('1');
    server.set('assets/a-1.js', 'changed meanwhile');
    await expect(page.install()).rejects.toThrow('assets/a-1.js is not the file of this version');
    expect(await caches.keys()).toEqual([]);
  });
});

describe('the list of files', () => {
  it('has everything built but the models, the runtime and the service worker', () => {
    const folder = mkdtempSync(join(tmpdir(), 'page-files-'));
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, 'models', 'tiny'), { recursive: true });
    for (const path of [
      'index.html',
      'service-worker.js',
      'social-preview.png',
      'assets/a-1.js',
      'assets/ort-1.wasm',
      'models/tiny/actor.onnx',
      'models/tiny/manifest.json',
      'models/tiny/card.json',
    ]) {
      writeFileSync(join(folder, path), path);
    }
    const files = pageFiles(folder);
    expect(files.map(({ path }) => path)).toEqual([
      'assets/a-1.js',
      'index.html',
      'models/tiny/card.json',
    ]);
    expect(files[1]?.hash).toBe(createHash('sha256').update('index.html').digest('hex'));
    rmSync(folder, { recursive: true });
  });
});
