import type { AliveEvent, Request, WorkerEvent } from './protocol';

type Listener = (event: WorkerEvent) => void;

/**
 * The page's handle on the worker. A worker that dies, or that reports a fault of the program, is
 * replaced and loads its models again: the next `open` works as if nothing had happened. Make it
 * outside React.
 */
export class LabClient {
  readonly #createWorker: () => Worker;
  readonly #listeners = new Set<Listener>();
  #worker: Worker | null = null;
  #lastLoad: Request | null = null;
  #lastRun = 0;

  constructor(createWorker: () => Worker = createLabWorker) {
    this.#createWorker = createWorker;
  }

  send(request: Request): void {
    this.#lastRun = request.run;
    if (request.kind === 'load') this.#lastLoad = request;
    // A worker that is replaced later is to load nothing either.
    if (request.kind === 'unload') this.#lastLoad = null;
    this.#running(request.kind === 'load').postMessage(request);
  }

  /** Returns a function that ends the subscription. */
  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The handle on one worker more, which loads on WASM what this one loaded last; null where it loaded
   * nothing. The caller disposes of it.
   */
  another(): LabClient | null {
    if (this.#lastLoad?.kind !== 'load') return null;
    const client = new LabClient(this.#createWorker);
    client.send({ ...this.#lastLoad, device: 'wasm', wished: false });
    return client;
  }

  /** Ends the worker. A later request starts a new one. */
  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #running(loads: boolean): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#createWorker();
    let spoke = false;
    worker.onmessage = ({ data }: MessageEvent<WorkerEvent | AliveEvent>) => {
      spoke = true;
      if (data.kind === 'alive') {
        watch(data.lock, () => this.#end(worker, stopped('')));
        return;
      }
      if (data.kind === 'failed' && !data.error.recoverable) this.dispose();
      this.#emit(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // Without a word of its own, and of the browser's, its script did not come.
      if (!spoke && !event.message) this.#end(worker, NOT_FETCHED);
      else this.#end(worker, stopped(event.message));
    };
    this.#worker = worker;
    if (!loads && this.#lastLoad) worker.postMessage(this.#lastLoad);
    return worker;
  }

  #end(worker: Worker, message: string): void {
    // A worker that was replaced already has nothing more to say.
    if (this.#worker !== worker) return;
    this.dispose();
    const error = { code: 'worker-stopped', message, recoverable: true };
    this.#emit({ kind: 'failed', run: this.#lastRun, error });
  }

  #emit(event: WorkerEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** A worker that is killed says nothing, but lets go of its lock. Without locks only errors are heard. */
function watch(lock: string, onEnd: () => void): void {
  void navigator.locks?.request(lock, { mode: 'shared' }, onEnd);
}

const NOT_FETCHED =
  'The program that runs the models could not be fetched. Check the connection and try again; a newer version of the page may need the page to be loaded again.';

function stopped(detail: string): string {
  return `The models stopped${detail ? `: ${detail}` : ''}. Start again.`;
}

function createLabWorker(): Worker {
  return new Worker(new URL('../runtime/worker.ts', import.meta.url), {
    type: 'module',
    name: 'lab',
  });
}
