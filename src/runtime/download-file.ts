/**
 * One file over an unsteady network: it goes on where it was cut, by a range request, in this visit or
 * a later one; waits longer after each failure; and is what its sha256 says, or refused.
 */
import { LabError } from '../shared/errors';
import { type Bytes, changed, type ExpectedFile, isTheFile, truncated } from './checked-file';
import { type FileStore, partSize } from './file-store';
import type { Transfer } from './transfer';

export interface DownloadTools {
  readonly store: FileStore;
  readonly transfer: Transfer;
  /** Past the browser's cache, which may hold a broken file. */
  readonly fresh: boolean;
}

/** Tries without headway before a file is given up. */
const TRIES = 5;
/** The wait after the first failure, ms; it doubles after each. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A connection that is silent for so long counts as cut, ms. */
const SILENCE = 30_000;
/** Less than this in one try is no headway, bytes. */
const HEADWAY = 64 * 1024;

/**
 * `onBytes` is told how many more bytes are here; fewer where the file starts over. Throws a LabError:
 * 'model-unreachable', 'model-missing', 'model-truncated' or 'model-changed'; an AbortError where the
 * load was given up.
 */
export async function downloadFile(
  url: URL,
  file: ExpectedFile,
  tools: DownloadTools,
  onBytes: (count: number) => void,
): Promise<Bytes> {
  const { transfer } = tools;
  const arriving = new ArrivingFile(file, tools, onBytes);
  await arriving.takeKept();
  let failures = 0;
  let startedOver = false;
  for (;;) {
    await transfer.unpaused();
    if (arriving.ended) {
      if (!arriving.tooLong && (await isTheFile(file, arriving.bytes))) return arriving.bytes;
      await arriving.startOver();
      if (startedOver) throw changed(file);
      startedOver = true;
    }
    const before = arriving.have;
    try {
      await request(url, arriving, tools.fresh || startedOver, transfer);
    } catch (error) {
      transfer.signal.throwIfAborted();
      if (transfer.paused) continue;
      if (!(error instanceof Passing)) throw error;
      failures = arriving.have - before >= HEADWAY ? 1 : failures + 1;
      if (failures >= TRIES) throw error.lasting;
      await transfer.wait(Math.max(error.wait, backoff(failures)));
    }
  }
}

/** With a random share, so that files that failed together do not return together. */
function backoff(failures: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1) * (0.75 + Math.random() / 2));
}

/** A failure that may pass; `lasting` is what is thrown where it does not. */
class Passing extends Error {
  constructor(
    readonly lasting: LabError,
    readonly wait = 0,
  ) {
    super(lasting.message);
  }
}

/** What has come of a file. */
class ArrivingFile {
  readonly bytes: Bytes;
  have = 0;
  tooLong = false;
  /** Lengths of the parts that are kept. */
  #parts: number[] = [];

  constructor(
    readonly file: ExpectedFile,
    private readonly tools: DownloadTools,
    private readonly onBytes: (count: number) => void,
  ) {
    this.bytes = new Uint8Array(file.bytes);
  }

  get ended(): boolean {
    return this.tooLong || this.have === this.file.bytes;
  }

  async takeKept(): Promise<void> {
    for (const part of await this.tools.store.parts(this.file)) {
      this.bytes.set(part, this.have);
      this.have += part.length;
      this.#parts.push(part.length);
    }
    this.onBytes(this.have);
  }

  /** What was kept is not of this file, or cannot be gone on with. */
  async startOver(): Promise<void> {
    await this.tools.store.drop(this.file.sha256);
    this.onBytes(-this.have);
    this.have = 0;
    this.tooLong = false;
    this.#parts = [];
  }

  async take(chunk: Uint8Array): Promise<void> {
    this.tools.transfer.received(chunk.length);
    if (this.have + chunk.length > this.bytes.length) {
      this.tooLong = true;
      return;
    }
    this.bytes.set(chunk, this.have);
    this.have += chunk.length;
    this.onBytes(chunk.length);
    if (this.have - this.#kept() >= partSize(this.file)) await this.keep();
  }

  /** Keeps what has come since the last part. */
  async keep(): Promise<void> {
    const part = this.bytes.slice(this.#kept(), this.have);
    if (part.length === 0 || this.tooLong) return;
    await this.tools.store.append(this.file.sha256, this.#parts, part);
    this.#parts.push(part.length);
  }

  #kept(): number {
    return this.#parts.reduce((sum, length) => sum + length, 0);
  }
}

/** One request for what is missing. Throws `Passing`, or a LabError that will not pass. */
async function request(
  url: URL,
  arriving: ArrivingFile,
  reload: boolean,
  transfer: Transfer,
): Promise<void> {
  const { file } = arriving;
  const silence = new AbortController();
  const listen = (): ReturnType<typeof setTimeout> => setTimeout(() => silence.abort(), SILENCE);
  let timer = listen();
  try {
    const response = await ask(url, arriving.have, {
      signal: AbortSignal.any([transfer.interruption, silence.signal]),
      cache: reload ? 'reload' : 'default',
    });
    if (response.status === 416) return await arriving.startOver();
    if (response.status !== 206 || startOf(response, arriving.have) !== arriving.have) {
      if (response.status === 206) throw new Passing(truncated(file, arriving.have));
      await arriving.startOver();
    }
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      clearTimeout(timer);
      await arriving.take(part.value);
      if (arriving.tooLong) return void reader?.cancel();
      timer = listen();
    }
  } catch (error) {
    if (error instanceof Passing || error instanceof LabError) throw error;
    throw new Passing(truncated(file, arriving.have));
  } finally {
    clearTimeout(timer);
    await arriving.keep();
  }
  if (!arriving.ended) throw new Passing(truncated(file, arriving.have));
}

/** The first byte that a 206 answers with; another origin's answer may not tell: then what was asked. */
function startOf(response: Response, asked: number): number {
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return range ? Number(range[1]) : asked;
}

async function ask(url: URL, from: number, init: RequestInit): Promise<Response> {
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  let response: Response;
  try {
    const headers: HeadersInit = from > 0 ? { range: `bytes=${from}-` } : {};
    response = await fetch(url, { ...init, headers });
  } catch {
    throw new Passing(unreachable(name, url));
  }
  if ([408, 425, 429].includes(response.status) || response.status >= 500) {
    const after = Number(response.headers.get('retry-after') ?? 0) * 1000;
    const wait = Number.isFinite(after) ? Math.min(after, LONGEST_WAIT) : 0;
    throw new Passing(refused(name, response.status), wait);
  }
  if (response.status === 416 && from > 0) return response;
  refuseMissing(name, response);
  return response;
}

/** Throws a LabError 'model-missing' where the server has no such file. */
export function refuseMissing(name: string, response: Response): void {
  // A server that answers every address with its page has no such file either.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (response.ok && !isPage) return;
  const reason = response.ok ? 'a page came instead' : `HTTP ${response.status}`;
  const message = `${name} is not on the server (${reason}).`;
  throw new LabError('model-missing', `${message} Check the address of the models.`);
}

/** A browser does not tell why: of another origin's server there is one reason more. */
export function unreachable(name: string, { origin, host }: URL): LabError {
  const own = (globalThis as { readonly location?: { readonly origin: string } }).location?.origin;
  if (own === undefined || own === origin) {
    const message = `${name} could not be fetched: the server does not answer.`;
    return new LabError('model-unreachable', `${message} Check the connection and try again.`);
  }
  const message = `${name} could not be fetched: ${host} does not answer, or does not allow this page to read it (CORS).`;
  const advice =
    'Check the address and the connection, or choose a server that allows other pages.';
  return new LabError('model-unreachable', `${message} ${advice}`);
}

function refused(name: string, status: number): LabError {
  const message = `${name} could not be fetched: the server refuses it now (HTTP ${status}).`;
  return new LabError('model-unreachable', `${message} Try again later.`);
}
