import { LabError } from '../shared/errors';
import type { ModelFile } from '../shared/manifest';
import type { Bytes } from './checked-file';
import { type DownloadTools, downloadFile, refuseMissing, unreachable } from './download-file';
import type { FileSource } from './model-files';

/** Waits before a text is asked for again, ms. */
const TEXT_WAITS = [500, 1500];

/** A tier on a server; `folder` is the URL of its manifest's folder, with a closing slash. */
export class HttpSource implements FileSource {
  constructor(
    private readonly folder: string,
    private readonly tools: DownloadTools,
  ) {}

  manifest(): Promise<string> {
    return this.text('manifest.json');
  }

  read(file: ModelFile, onBytes: (count: number) => void): Promise<Bytes> {
    // The hash in the address keeps a cache from answering with an older release's file.
    const url = this.#url(`${file.path}?v=${file.sha256.slice(0, 12)}`);
    return downloadFile(url, file, this.tools, onBytes);
  }

  async text(path: string): Promise<string> {
    for (const wait of TEXT_WAITS) {
      try {
        return await this.#text(path);
      } catch (error) {
        const passing = error instanceof LabError && error.code === 'model-unreachable';
        if (!passing || isOffline()) throw error;
        await this.tools.transfer.wait(wait);
      }
    }
    return this.#text(path);
  }

  async #text(path: string): Promise<string> {
    const url = this.#url(path);
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, { cache: 'no-cache' });
      text = await response.text();
    } catch {
      throw unreachable(path, url);
    }
    if (response.status >= 500) throw unreachable(path, url);
    refuseMissing(path, response);
    return text;
  }

  #url(path: string): URL {
    return new URL(path, this.folder);
  }
}

function isOffline(): boolean {
  return (globalThis.navigator as { onLine?: boolean } | undefined)?.onLine === false;
}
