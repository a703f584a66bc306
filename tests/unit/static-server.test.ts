import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBED_POLICY, HEADER_POLICY, META_POLICY } from '../../tools/content-security-policy';
import { createStaticServer, listen } from '../../tools/static-server';

const outside = mkdtempSync(join(tmpdir(), 'static-server-'));
const folder = join(outside, 'dist');
const opened: Server[] = [];

async function serve(basePath: string, policyHeader = true): Promise<string> {
  const server = createStaticServer({ folder, basePath, policyHeader });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The status of a path sent as it is: fetch would tidy `..` away. */
function statusOf(origin: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(origin, { path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<p>lab</p>');
  writeFileSync(join(folder, 'assets', 'runtime-1234.wasm'), new Uint8Array([0, 97, 115, 109]));
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  mkdirSync(join(outside, 'dist-other'));
  writeFileSync(join(outside, 'dist-other', 'secret.txt'), 'secret');
});

afterAll(() => {
  for (const server of opened) server.close();
  rmSync(outside, { recursive: true });
});

describe('the static server', () => {
  test.each(['/', '/some/where/'])('serves the page and its files under %s', async (basePath) => {
    const origin = await serve(basePath);
    const page = await fetch(`${origin}${basePath}`);
    expect(await page.text()).toBe('<p>lab</p>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const wasm = await fetch(`${origin}${basePath}assets/runtime-1234.wasm`);
    expect((await wasm.arrayBuffer()).byteLength).toBe(4);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('cache-control')).toContain('immutable');
  });

  test('sends the header policy with every answer, or with none', async () => {
    const origin = await serve('/');
    for (const path of ['/', '/assets/runtime-1234.wasm', '/missing']) {
      const answer = await fetch(`${origin}${path}`);
      expect(answer.headers.get('content-security-policy')).toBe(HEADER_POLICY);
    }
    const bare = await fetch(`${await serve('/', false)}/`);
    expect(bare.headers.get('content-security-policy')).toBeNull();
  });

  test('lets other pages frame the embedded page, and no other', async () => {
    const origin = await serve('/');
    const policyOf = async (path: string) =>
      (await fetch(`${origin}${path}`)).headers.get('content-security-policy');
    expect(await policyOf('/?v=1&embed=1&lane=text')).toBe(EMBED_POLICY);
    for (const path of ['/?embed=0', '/?v=1', '/?x=embed=1', '/?embed=1x']) {
      expect(await policyOf(path), path).toBe(HEADER_POLICY);
    }
    expect(EMBED_POLICY).toBe(HEADER_POLICY.replace("frame-ancestors 'self'", 'frame-ancestors *'));
  });

  test('gives out nothing from outside its folder or its sub-path', async () => {
    const origin = await serve('/some/where/');
    for (const path of [
      '/some/where/../secret.txt',
      '/some/where/%2e%2e/secret.txt',
      '/some/where/..%2fdist-other/secret.txt',
      '/some/where/%',
      '/some/where/a%00b',
      '/index.html',
      '/some/where/assets',
    ]) {
      expect([path, await statusOf(origin, path)]).toEqual([path, 404]);
    }
  });

  test('redirects to the slash, refuses other methods, knows what has not changed', async () => {
    const origin = await serve('/some/where/');
    const redirected = await fetch(`${origin}/some/where`, { redirect: 'manual' });
    expect([redirected.status, redirected.headers.get('location')]).toEqual([308, '/some/where/']);
    expect((await fetch(`${origin}/some/where/`, { method: 'POST' })).status).toBe(405);
    const tag = (await fetch(`${origin}/some/where/`)).headers.get('etag') ?? '';
    const again = await fetch(`${origin}/some/where/`, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
  });

  test('compresses text for those who take it, and no file whose bytes are counted', async () => {
    const origin = await serve('/');
    const answers = async (path: string, accepted: string) => {
      const headers = { 'accept-encoding': accepted };
      const answer = await fetch(`${origin}${path}`, { headers });
      return [answer.headers.get('content-encoding'), (await answer.arrayBuffer()).byteLength];
    };
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'deflate,gzip,br']) {
      expect(await answers('/', accepted), accepted).toEqual(['gzip', 10]);
    }
    for (const accepted of ['identity', 'br', 'gzip;q=0', 'gzip;q=0.0, br', 'xgzip']) {
      expect(await answers('/', accepted), accepted).toEqual([null, 10]);
    }
    expect(await answers('/assets/runtime-1234.wasm', 'gzip')).toEqual([null, 4]);
    const tags = await Promise.all(
      ['gzip', 'identity'].map(async (accepted) => {
        const answer = await fetch(origin, { headers: { 'accept-encoding': accepted } });
        return answer.headers.get('etag');
      }),
    );
    expect(new Set(tags).size).toBe(2);
  });

  test('sends the rest of a file, for downloads that were cut', async () => {
    const url = `${await serve('/')}/assets/runtime-1234.wasm`;
    const rest = await fetch(url, { headers: { range: 'bytes=1-' } });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 1-3/4']);
    expect([...new Uint8Array(await rest.arrayBuffer())]).toEqual([97, 115, 109]);
    const beyond = await fetch(url, { headers: { range: 'bytes=4-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */4']);
    expect((await fetch(url, { headers: { range: 'bytes=0-1,2-3' } })).status).toBe(200);
  });

  test('takes the next port where the first is in use', async () => {
    const taken = Number(new URL(await serve('/')).port);
    const options = { folder, basePath: '/', policyHeader: true };
    const { server, url } = await listen(options, '127.0.0.1', taken);
    opened.push(server);
    expect(Number(new URL(url).port)).toBeGreaterThan(taken);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('the policy', () => {
  const directives = (policy: string) => new Set(policy.split('; '));

  test('keeps the project’s promise', () => {
    expect(directives(META_POLICY)).toEqual(
      new Set([
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self' https:",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
      ]),
    );
  });

  test('is the same in the page and as a header, but for what only a header can say', () => {
    const inHeader = directives(HEADER_POLICY);
    inHeader.delete("frame-ancestors 'self'");
    expect(inHeader).toEqual(directives(META_POLICY));
  });
});
