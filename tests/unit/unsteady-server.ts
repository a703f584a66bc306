/** A local server that does what servers and networks do to downloads. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  /** Ends the connection after so many bytes of the body. */
  readonly cutAfter?: number;
  /** Sends so many bytes, then waits this long, ms. */
  readonly chunk?: number;
  readonly pause?: number;
  /** Flips a bit of this byte of the file. */
  readonly corrupt?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ignoreRange?: boolean;
  /** Sent in place of the file. */
  readonly body?: string;
}

export class UnsteadyServer {
  /** For the next requests, in their order; then the file as it is. */
  answers: Answer[] = [];
  /** The range of each request so far; `all` where it asks for none. */
  readonly asked: string[] = [];
  sent = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(private readonly file: Uint8Array) {}

  async open(): Promise<URL> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}/actor.onnx`);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { range } = request.headers;
    this.asked.push(range ?? 'all');
    const answer = this.answers.shift() ?? {};
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const partial = range !== undefined && !answer.ignoreRange;
    const bytes = Uint8Array.from(this.file);
    if (answer.corrupt !== undefined) bytes[answer.corrupt] = (bytes[answer.corrupt] ?? 0) ^ 1;
    const body = answer.body ? Buffer.from(answer.body) : bytes.subarray(partial ? from : 0);
    response.writeHead(answer.status ?? (partial ? 206 : 200), {
      'content-type': 'application/octet-stream',
      'content-length': body.length,
      ...(partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      ...answer.headers,
    });
    const end = answer.cutAfter ?? body.length;
    const step = answer.chunk ?? 64 * 1024;
    for (let place = 0; place < end && !response.destroyed; place += step) {
      const part = body.subarray(place, Math.min(end, place + step));
      this.sent += part.length;
      await new Promise((resolve) => response.write(part, resolve));
      if (answer.pause) await new Promise((resolve) => setTimeout(resolve, answer.pause));
    }
    if (answer.cutAfter === undefined) response.end();
    else response.destroy();
  }
}
