import { LabError } from '../shared/errors';
import type { ModelFile } from '../shared/manifest';
import { type Bytes, type FileSource, truncated } from './model-files';

/**
 * A tier on a server; `folder` is the URL of its manifest's folder, with a closing slash. `fresh` asks
 * past the browser's cache, which may hold a broken file.
 */
export class HttpSource implements FileSource {
  constructor(
    private readonly folder: string,
    private readonly fresh = false,
  ) {}

  manifest(): Promise<string> {
    return this.text('manifest.json');
  }

  async read(
    file: ModelFile,
    onBytes: (count: number) => void,
    signal: AbortSignal,
  ): Promise<Bytes> {
    // The hash in the address keeps a cache from answering with an older release's file.
    const response = await this.get(`${file.path}?v=${file.sha256.slice(0, 12)}`, {
      signal,
      cache: this.fresh ? 'reload' : 'default',
    });
    return readBody(response, onBytes, (received) => {
      if (signal.aborted) throw signal.reason;
      return truncated(file, received);
    });
  }

  async text(path: string): Promise<string> {
    const response = await this.get(path, { cache: 'no-cache' });
    return response.text();
  }

  private get(path: string, init: RequestInit): Promise<Response> {
    return fetchFile(new URL(path, this.folder), init);
  }
}

/** Throws a LabError 'model-unreachable' or 'model-missing' that names the file. */
export async function fetchFile(url: URL, init: RequestInit): Promise<Response> {
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const message = `${name} could not be fetched: the server does not answer.`;
    throw new LabError('model-unreachable', `${message} Check the connection and try again.`);
  }
  // A server that answers every address with its page has no such file either.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (response.ok && !isPage) return response;
  const reason = response.ok ? 'a page came instead' : `HTTP ${response.status}`;
  const message = `${name} is not on the server (${reason}).`;
  throw new LabError('model-missing', `${message} Check the address of the models.`);
}

/** A response's whole body; `onCut` makes the error of a connection that ended early. */
export async function readBody(
  response: Response,
  onBytes: (count: number) => void,
  onCut: (received: number) => Error,
): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let received = 0;
  try {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      received += part.value.length;
      onBytes(part.value.length);
    }
  } catch {
    throw onCut(received);
  }
  const bytes = new Uint8Array(received);
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}
