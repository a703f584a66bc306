import type { LabRequest, WorkerEvent } from '../client/protocol';
import type { DecoderModel } from '../lab/models';
import { needsModels } from '../lab/settings';
import type { GpuCounts, PeakMemory } from '../lab/speed-report';
import { toErrorData } from '../shared/errors';
import { BatchHost } from './batch-host';
import { CurrentRun } from './current-run';
import { type DecodeKind, type DecodeRequest, DecodeRequests } from './decode-requests';
import { look } from './look';
import { type HeldModels, type LoadModels, type LoadRequest, ModelHost } from './model-host';
import { Serial } from './serial';
import { SpeedHost } from './speed-host';

type OpenRequest = Extract<LabRequest, { kind: 'open' }>;
type AnalyseRequest = Extract<LabRequest, { kind: 'analyse' }>;
type CountRequest = Extract<LabRequest, { kind: 'count' }>;
type CommandRequest = Extract<LabRequest, { kind: 'command' }>;

export interface LabHostOptions {
  readonly load: LoadModels;
  readonly post: (event: WorkerEvent) => void;
  /** Lets waiting requests in between two decoder steps. */
  readonly letEventsIn: () => Promise<void>;
  /** So long a call on models that are gone may take; ms. */
  readonly patience?: number;
  /** What a decode step asks of the GPU. */
  readonly countStep?: (model: DecoderModel) => Promise<GpuCounts>;
  /** What memory came to. */
  readonly readMemory?: () => Promise<PeakMemory>;
}

/** The worker's side of the protocol: takes requests, drives one run at a time, posts events. */
export class LabHost {
  readonly #options: LabHostOptions;
  /** Requests that decode or load, one after another. What a person does waits for none of them. */
  readonly #work = new Serial();
  readonly #models: ModelHost;
  readonly #batch: BatchHost;
  readonly #speed: SpeedHost;
  #current: CurrentRun | null = null;
  /** The load and the run that were asked for last; older ones that wait still are given up. */
  #wantedLoad = 0;
  #wantedRun = 0;
  readonly #decoding = new DecodeRequests();

  constructor(options: LabHostOptions) {
    this.#options = options;
    // The games of a batch decode out of turn.
    this.#models = new ModelHost({ ...options, leave: () => this.#batch.settled() });
    this.#batch = new BatchHost({ ...options, runs: this.#work, models: this.#models });
    this.#speed = new SpeedHost({
      countStep: null,
      readMemory: null,
      ...options,
      models: this.#models,
    });
  }

  /** Resolves when the request was carried out or given up. */
  handle(request: LabRequest): Promise<void> {
    switch (request.kind) {
      case 'load':
        return this.#startLoad(request);
      case 'pause-load':
        this.#models.transfer?.pause();
        return Promise.resolve();
      case 'resume-load':
        this.#models.transfer?.resume();
        return Promise.resolve();
      case 'unload':
        return this.#unload(request.run);
      case 'measure-devices':
        return this.#measure(request.run, true);
      case 'measure-speed':
        return this.#measureSpeed(request.run);
      case 'stop-speed':
        this.#speed.cancel();
        return Promise.resolve();
      case 'open':
        return this.#startRun(request);
      case 'look':
        look(request, this.#options.post);
        return Promise.resolve();
      case 'advance':
      case 'play':
        return this.#decode(request.run, request.kind);
      case 'command':
        return this.#command(request);
      case 'analyse':
        return this.#analyse(request);
      case 'stop-analysis':
        if (this.#current?.id === request.run) this.#current.analysis?.abort();
        return Promise.resolve();
      case 'count':
        this.#count(request);
        return Promise.resolve();
      case 'pause':
        if (this.#current?.id === request.run) this.#current.paused = true;
        return Promise.resolve();
      case 'batch':
        return this.#batch.start(request);
      case 'stop-batch':
        this.#batch.stop(request.run);
        return Promise.resolve();
      case 'cancel':
        if (this.#wantedRun === request.run) this.#wantedRun = 0;
        if (this.#current?.id === request.run) this.#leave();
        return Promise.resolve();
    }
  }

  /** Gives up the run in progress, unless it needs no models; loads in its turn. */
  #startLoad(request: LoadRequest): Promise<void> {
    this.#wantedLoad = request.run;
    this.#speed.stop();
    this.#models.transfer?.end();
    if (this.#current?.hasAgents !== false) {
      this.#wantedRun = 0;
      this.#leave();
    }
    this.#batch.leave();
    return this.#work.run(async () => {
      if (this.#wantedLoad === request.run) await this.#report(request.run, this.#load(request));
    });
  }

  /** Gives up the run in progress; opens in its turn, or at once where no models are needed. */
  #startRun(request: OpenRequest): Promise<void> {
    this.#wantedRun = request.run;
    this.#speed.stop();
    this.#leave();
    if (!needsModels(request.settings.lanes)) {
      return this.#report(request.run, this.#open(request, null));
    }
    return this.#work.run(async () => {
      if (this.#wantedRun === request.run) {
        await this.#report(request.run, this.#openWithModels(request));
      }
    });
  }

  async #load(request: LoadRequest): Promise<void> {
    if (await this.#models.load(request)) void this.#measure(request.run, false);
  }

  #unload(run: number): Promise<void> {
    this.#wantedLoad = run;
    this.#speed.stop();
    this.#models.forget();
    if (this.#current?.hasAgents) this.#leave();
    this.#batch.leave();
    return this.#work.run(() => this.#models.unload());
  }

  #measureSpeed(run: number): Promise<void> {
    const asked = this.#speed.ask();
    return this.#work.run(() => this.#speed.measure(run, asked));
  }

  #measure(run: number, asked: boolean): Promise<void> {
    return this.#work.run(() => this.#models.measure(run, asked));
  }

  async #openWithModels(request: OpenRequest): Promise<void> {
    const held = await this.#models.ready();
    // A run without models may have been opened meanwhile.
    if (this.#wantedRun === request.run) await this.#open(request, held);
  }

  /** Throws into its promise. */
  async #open(request: OpenRequest, held: HeldModels | null): Promise<void> {
    const { run: id } = request;
    const { post } = this.#options;
    const opened = new CurrentRun(request, held, this.#options);
    this.#current = opened;
    const { intro, task, admissibleCommands, house } = opened.run;
    post({ kind: 'opened', run: id, intro, task, admissibleCommands, house });
  }

  /** The person's lane moves now; the agents follow in their turn, unless they are playing. */
  async #command({ run: id, lane, command }: CommandRequest): Promise<void> {
    const current = this.#current;
    if (current?.id !== id) return;
    await this.#reportOf(current, async () => {
      if (!current.run.command(lane, command)) return;
      if (current.paused || !this.#decoding.has(id, 'play')) await this.#decode(id, 'advance');
    });
  }

  /** In its turn; agents that move do not wait for it. */
  async #analyse({ run: id, lane, step, what }: AnalyseRequest): Promise<void> {
    const current = this.#current;
    if (current?.id !== id) return;
    current.analysis?.abort();
    const own = new AbortController();
    current.analysis = own;
    const signal = AbortSignal.any([own.signal, current.abort.signal]);
    const question = { run: id, lane, step, what };
    const { post } = this.#options;
    await this.#work.run(() =>
      this.#reportOf(current, async () => {
        if (own.signal.aborted) return;
        try {
          await current.endure(this.#models, signal, async (run, either) => {
            const result = await run.analyse(question, either, (done, total) =>
              post({ kind: 'analysing', ...question, done, total }),
            );
            if (!signal.aborted) post({ kind: 'analysed', ...question, result });
          });
        } catch (error) {
          const ended = own.signal.aborted && !current.abort.signal.aborted;
          if (!ended) throw error;
        }
      }),
    );
  }

  /** Without models there is no answer. */
  #count({ run, words }: CountRequest): void {
    const tokenizer = this.#models.held?.models.senderTokenizer;
    if (!tokenizer) return;
    const tokens = tokenizer.encode(words).length;
    this.#options.post({ kind: 'counted', run, words, tokens });
  }

  async #decode(id: number, kind: DecodeKind): Promise<void> {
    if (kind === 'play' && this.#current?.id === id) this.#current.paused = false;
    const request = { run: id, kind };
    this.#decoding.add(request);
    if (this.#current?.id === id && !this.#current.run.agentsPlay) {
      this.#postIdle(request);
      return;
    }
    if (this.#current?.id === id) this.#current.analysis?.abort();
    // A game is not to wait for a benchmark.
    this.#speed.stop();
    await this.#work.run(async () => {
      const current = this.#current;
      if (current?.id === id) {
        await this.#reportOf(current, async () => {
          const { signal } = current.abort;
          signal.throwIfAborted();
          do {
            await current.endure(this.#models, signal, async (run, either) => {
              if (run.agentsPlay) await run.advance(either);
            });
          } while (kind === 'play' && current.run.agentsPlay && !current.paused);
        });
      }
      this.#postIdle(request);
    });
  }

  /** The request has ended; where it was its run's last one, the worker waits. */
  #postIdle(request: DecodeRequest): void {
    this.#decoding.delete(request);
    const current = this.#current;
    if (current?.id !== request.run || this.#decoding.has(request.run)) return;
    this.#options.post({ kind: 'idle', run: request.run, finished: current.run.finished });
  }

  /** Waits for a load or an opening and posts what went wrong. */
  async #report(run: number, act: Promise<unknown>): Promise<void> {
    try {
      await act;
    } catch (error) {
      if (!isGivenUp(error)) this.#options.post({ kind: 'failed', run, error: toErrorData(error) });
    }
  }

  /** Does something with a run and posts what went wrong; that it was given up is no error. */
  async #reportOf(current: CurrentRun, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const { aborted, reason } = current.abort.signal;
      const thrown: unknown = aborted ? reason : error;
      if (this.#current === current) this.#leave();
      if (isGivenUp(thrown)) return;
      this.#options.post({ kind: 'failed', run: current.id, error: toErrorData(thrown) });
    }
  }

  /** Gives up the run in progress: at the next decoder step, then it is freed. */
  #leave(): void {
    const left = this.#current;
    this.#current = null;
    if (!left) return;
    left.abort.abort();
    left.analysis?.abort();
    void this.#work.run(() => left.run.dispose());
  }
}

function isGivenUp(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
