/**
 * The page's own files, kept for when the network is off: everything that is built but the models and
 * the runtime, which the worker keeps itself, in parts and checked (src/runtime/file-store.ts).
 */

export interface PageFile {
  /** Relative to the page. */
  readonly path: string;
  /** sha256, in hex. */
  readonly hash: string;
}

/** Caches of the page are called so; the version follows. */
const PREFIX = 'interlat-lab-page-';

/** Measurements beside the models: the server's are preferred, as they are to fit the models there. */
const FRESH = /^models\//;

export interface PageCacheTools {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
}

export class PageCache {
  readonly #name: string;
  readonly #keys: ReadonlyMap<string, string>;

  /** `scope`: the page's folder, with a closing slash. `version`: of all files together. */
  constructor(
    private readonly files: readonly PageFile[],
    version: string,
    private readonly scope: URL,
    private readonly tools: PageCacheTools,
  ) {
    this.#name = PREFIX + version;
    this.#keys = new Map(files.map(({ path, hash }) => [path, this.#url(path, hash)]));
  }

  /** Keeps every file; what an older version has the same is taken from it. Rejects where one is missing. */
  async install(): Promise<void> {
    const { caches } = this.tools;
    const cache = await caches.open(this.#name);
    try {
      for (const { path, hash } of this.files) {
        const key = this.#url(path, hash);
        const kept = await caches.match(key);
        await cache.put(key, kept ?? (await this.#fetch(path, hash)));
      }
    } catch (error) {
      await caches.delete(this.#name);
      throw error;
    }
  }

  /** Lets older versions go, but for the last one: other tabs may show it still. */
  async tidy(): Promise<void> {
    const { caches } = this.tools;
    const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    const older = own.filter((name) => name !== this.#name);
    for (const name of older.slice(0, -1)) await caches.delete(name);
  }

  /** The answer to a request of the page; null where it is not the cache's business. */
  answer(request: Request): Promise<Response> | null {
    const url = new URL(request.url);
    const inside = url.origin === this.scope.origin && url.pathname.startsWith(this.scope.pathname);
    if (request.method !== 'GET' || !inside || request.headers.has('range')) return null;
    const path = decodeURIComponent(url.pathname.slice(this.scope.pathname.length));
    // A server may send the page with another policy where it is a part of another one.
    if (request.mode === 'navigate' && url.searchParams.get('embed') === '1') return null;
    const key = this.#keys.get(path === '' ? 'index.html' : path);
    if (key !== undefined) {
      return FRESH.test(path) ? this.#fresh(request, key) : this.#kept(request, key);
    }
    // A tab that shows the version before asks for that version's parts.
    return path.startsWith('assets/') && !path.endsWith('.wasm') ? this.#older(request) : null;
  }

  async #kept(request: Request, key: string): Promise<Response> {
    return (await this.tools.caches.match(key)) ?? this.tools.fetch(request);
  }

  async #fresh(request: Request, key: string): Promise<Response> {
    const { caches, fetch } = this.tools;
    try {
      const response = await fetch(request);
      if (response.ok) await (await caches.open(this.#name)).put(key, response.clone());
      return response;
    } catch (error) {
      const kept = await caches.match(key);
      if (kept) return kept;
      throw error;
    }
  }

  async #older(request: Request): Promise<Response> {
    const kept = await this.tools.caches.match(request.url, { ignoreSearch: true });
    return kept ?? this.tools.fetch(request);
  }

  async #fetch(path: string, hash: string): Promise<Response> {
    // The page is asked for as people ask for it: some servers redirect from index.html.
    const address = path === 'index.html' ? this.scope.href : new URL(path, this.scope).href;
    const response = await this.tools.fetch(address, { cache: 'no-cache' });
    const bytes = await response.clone().arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    // The server may have another release by now: its own service worker comes then.
    if (!response.ok || response.redirected || found !== hash) {
      throw new Error(`${path} is not the file of this version.`);
    }
    return response;
  }

  #url(path: string, hash: string): string {
    const url = new URL(path, this.scope);
    url.search = `v=${hash}`;
    return url.href;
  }
}
