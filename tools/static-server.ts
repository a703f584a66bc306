import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip } from 'node:zlib';
import { headerPolicy } from './content-security-policy';

export interface StaticServerOptions {
  /** The built page's folder. */
  readonly folder: string;
  /** The path the page is served under, with a slash at both ends: `/` or `/some/where/`. */
  readonly basePath: string;
  /** False leaves the policy header out, as GitHub Pages does: the page's meta tag then stands alone. */
  readonly policyHeader: boolean;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What gets much smaller, and whose bytes nobody counts while they come. */
const COMPRESSED = /^(text|application\/json|image\/svg)/;

/** Whether a client that says this in `accept-encoding` takes gzip. */
function takesGzip(accepted: string | undefined): boolean {
  return /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/.test(accepted ?? '');
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/** The file that a URL's path names, or null where it would lead out of the folder. */
function fileFor(options: StaticServerOptions, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.slice(options.basePath.length));
  } catch {
    return null;
  }
  const file = normalize(join(options.folder, decoded));
  if (decoded.includes('\0') || !`${file}${sep}`.startsWith(normalize(`${options.folder}${sep}`))) {
    return null;
  }
  return decoded === '' || decoded.endsWith('/') ? join(file, 'index.html') : file;
}

async function answer(
  options: StaticServerOptions,
  method: string,
  path: string,
  query: string,
  asked: IncomingHttpHeaders,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  if (options.policyHeader) {
    response.setHeader('content-security-policy', headerPolicy(query));
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD.');
  if (`${path}/` === options.basePath) {
    response.writeHead(308, { location: options.basePath });
    response.end();
    return;
  }
  if (!path.startsWith(options.basePath)) return refuse(response, 404, 'Not found.');
  const file = fileFor(options, path);
  const facts = file === null ? null : await stat(file).catch(() => null);
  if (file === null || facts === null || !facts.isFile()) {
    return refuse(response, 404, 'Not found.');
  }
  const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
  const compressible = COMPRESSED.test(type);
  const gzip = compressible && takesGzip(asked['accept-encoding']);
  const tag = `"${facts.size}-${Math.round(facts.mtimeMs)}${gzip ? '-gzip' : ''}"`;
  // Vite puts a hash of the content into the name of everything under assets/.
  const hashed = path.startsWith(`${options.basePath}assets/`);
  const headers = {
    'content-type': type,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: tag,
    ...(compressible ? { vary: 'accept-encoding' } : {}),
    'accept-ranges': 'bytes',
  };
  if (asked['if-none-match'] === tag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  // A part is one of the bytes as they are kept.
  const start = gzip ? null : rangeStart(asked.range);
  if (start !== null && start >= facts.size) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${facts.size}` });
    response.end();
    return;
  }
  const from = start ?? 0;
  const part = { 'content-range': `bytes ${from}-${facts.size - 1}/${facts.size}` };
  const size = gzip ? { 'content-encoding': 'gzip' } : { 'content-length': facts.size - from };
  response.writeHead(start === null ? 200 : 206, {
    ...headers,
    ...(start === null ? {} : part),
    ...size,
  });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  const content = createReadStream(file, { start: from }).on('error', () => response.destroy());
  (gzip ? content.pipe(createGzip()) : content).pipe(response);
}

/** The bytes that a `Range: bytes=<from>-` asks for; null where it asks for none, or for another kind. */
function rangeStart(range: string | undefined): number | null {
  const from = /^bytes=(\d+)-$/.exec(range ?? '')?.[1];
  return from === undefined ? null : Number(from);
}

/** A server for the built page that sends the header policy. It listens nowhere yet. */
export function createStaticServer(options: StaticServerOptions): Server {
  return createServer((request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    answer(options, request.method ?? 'GET', path, query, request.headers, response).catch(
      (thrown: unknown) => {
        console.error(thrown);
        response.destroy();
      },
    );
  });
}

/** A port as a person writes it. Ends the program with one sentence where it is none. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port <= 65535) return port;
  console.error(`The port “${text}” is not a whole number from 1 to 65535.`);
  process.exit(2);
}

/**
 * Listens on `port`, or on the next free one of the ten after it, and returns the page's URL.
 * Throws what Node throws where none of them is free.
 */
export async function listen(
  options: StaticServerOptions,
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly url: string }> {
  for (let candidate = port; ; candidate++) {
    const server = createStaticServer(options);
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(candidate, host, () => resolve(null));
    });
    if (failure === null) {
      if (candidate !== port) console.log(`Port ${port} is taken.`);
      const shown = host === '0.0.0.0' ? 'localhost' : host;
      return { server, url: `http://${shown}:${candidate}${options.basePath}` };
    }
    if (failure.code !== 'EADDRINUSE' || candidate === port + 10) throw failure;
  }
}
