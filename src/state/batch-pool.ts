/** Plays a batch on several workers, each with a session of its own: one decodes on one core. */
import type { Request, WorkerEvent } from '../client/protocol';
import { lineKey } from '../lab/batch-line';
import type { Shard } from '../lab/batch-settings';
import type { LabConnection } from './lab-data';

export type BatchRequest = Extract<Request, { kind: 'batch' }>;
export type StopRequest = Extract<Request, { kind: 'stop-batch' }>;

/** On how many workers, and the models (sha256 by role) that all of them must have. */
export interface Several {
  readonly workers: number;
  readonly models: Readonly<Record<string, string>>;
}

/** What the batch's store needs of the workers. */
export interface BatchConnection extends Pick<LabConnection, 'onEvent'> {
  send(request: BatchRequest | StopRequest, several?: Several): void;
}

/** A worker of its own that loads the models of the page's when it is made. */
export interface Helper extends LabConnection {
  dispose(): void;
}

interface Playing {
  readonly request: BatchRequest;
  readonly models: Several['models'];
  /** Keys of what was played. */
  readonly done: string[];
  readonly helpers: Set<Helper>;
  /** Parts whose helper failed: the page's worker plays what is left of them. */
  readonly left: Shard[];
  /** Whether the page's worker has a part. */
  mainPlays: boolean;
  /** It was stopped before helpers had played their parts. */
  cut: boolean;
}

/**
 * Gives each worker a part of the batch's games, by seed range: the page's own, which plays it behind
 * the runs that a person watches, and helpers that live as long as the batch. To the store it looks
 * like one worker. What a helper that fails has not played, the page's worker plays.
 */
export class BatchPool implements BatchConnection {
  readonly #listeners = new Set<(event: WorkerEvent) => void>();
  #playing: Playing | null = null;

  /** `another`: null where there can be no helper. */
  constructor(
    private readonly main: LabConnection,
    private readonly another: () => Helper | null,
  ) {
    main.onEvent((event) => this.#hearMain(event));
  }

  onEvent(listener: (event: WorkerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(request: BatchRequest | StopRequest, several?: Several): void {
    if (request.kind === 'stop-batch') this.#stop(request);
    else this.#play(request, several ?? { workers: 1, models: {} });
  }

  #play(request: BatchRequest, { workers, models }: Several): void {
    this.#end();
    if (workers < 2) {
      this.main.send(request);
      return;
    }
    const playing: Playing = {
      request,
      models,
      done: [...request.done],
      helpers: new Set(),
      left: [],
      mainPlays: true,
      cut: false,
    };
    this.#playing = playing;
    this.main.send({ ...request, shard: { index: 0, of: workers } });
    for (let index = 1; index < workers; index++) this.#help(playing, { index, of: workers });
  }

  #help(playing: Playing, shard: Shard): void {
    const helper = this.another();
    if (!helper) {
      playing.left.push(shard);
      return;
    }
    playing.helpers.add(helper);
    const leave = (): void => {
      playing.helpers.delete(helper);
      helper.dispose();
      this.#goOn(playing);
    };
    const fail = (): void => {
      playing.left.push(shard);
      leave();
    };
    helper.onEvent((event) => {
      if (this.#playing !== playing || !playing.helpers.has(helper)) return;
      if (event.kind === 'ready') {
        if (isSame(event.models, playing.models)) helper.send({ ...playing.request, shard });
        else fail();
      } else if (event.kind === 'batch-line') this.#line(playing, event);
      else if (event.kind === 'batch-ended' && event.complete) leave();
      else if (['batch-ended', 'batch-failed', 'failed'].includes(event.kind)) fail();
    });
  }

  #hearMain(event: WorkerEvent): void {
    const playing = this.#playing;
    if (!playing) this.#emit(event);
    else if (event.kind === 'failed') {
      // Where the worker is gone, the batch is; another run's fault is not its.
      if (event.error.code === 'worker-stopped' || !event.error.recoverable) this.#end();
      this.#emit(event);
    } else if (event.run !== playing.request.run) this.#emit(event);
    else if (event.kind === 'batch-line') this.#line(playing, event);
    else if (event.kind === 'batch-ended' && event.complete) {
      playing.mainPlays = false;
      this.#goOn(playing);
    } else {
      if (event.kind === 'batch-ended' || event.kind === 'batch-failed') this.#end();
      this.#emit(event);
    }
  }

  #line(playing: Playing, event: Extract<WorkerEvent, { kind: 'batch-line' }>): void {
    playing.done.push(lineKey(event.line));
    this.#emit(event);
  }

  /** Gives the page's worker what is left; without anything left the batch has ended. */
  #goOn(playing: Playing): void {
    if (playing.mainPlays) return;
    const { request, done, helpers, left, cut } = playing;
    const shard = left.shift();
    if (shard && !cut) {
      playing.mainPlays = true;
      this.main.send({ ...request, done: [...done], shard });
    } else if (helpers.size === 0) {
      this.#playing = null;
      this.#emit({ kind: 'batch-ended', run: request.run, complete: !cut });
    }
  }

  #stop(request: StopRequest): void {
    const playing = this.#playing;
    if (playing?.request.run !== request.run) {
      this.main.send(request);
      return;
    }
    playing.cut = playing.cut || playing.helpers.size + playing.left.length > 0;
    for (const helper of playing.helpers) helper.dispose();
    playing.helpers.clear();
    if (playing.mainPlays) this.main.send(request);
    else this.#goOn(playing);
  }

  /** Forgets the batch and its helpers. */
  #end(): void {
    for (const helper of this.#playing?.helpers ?? []) helper.dispose();
    this.#playing = null;
  }

  #emit(event: WorkerEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function isSame(one: Several['models'], other: Several['models']): boolean {
  const roles = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...roles].every((role) => one[role] === other[role]);
}
