import type { LabRequest, WorkerEvent } from '../client/protocol';
import type { Emit } from '../lab/lane';
import { Run } from '../lab/lanes';
import type { LaneTrace } from '../lab/trace';
import { LabError } from '../shared/errors';
import type { HeldModels, ModelHost } from './model-host';
import { isStuck, orStuck } from './stuck';

type OpenRequest = Extract<LabRequest, { kind: 'open' }>;

const NOWHERE = { kind: 'live', backend: '', models: {}, date: '' } as const;

/** The run that a person watches. Where its models are gone, it goes on on others. */
export class CurrentRun {
  readonly id: number;
  readonly abort = new AbortController();
  paused = false;
  /** Of the question in progress, or the last one. */
  analysis: AbortController | null = null;
  #run: Run;
  /** What it plays with. */
  #held: HeldModels | null;

  /** Null for models where only people play. */
  constructor(
    private readonly request: OpenRequest,
    held: HeldModels | null,
    private readonly options: {
      readonly post: (event: WorkerEvent) => void;
      readonly letEventsIn: () => Promise<void>;
      readonly patience?: number;
    },
  ) {
    this.id = request.run;
    this.#held = held;
    this.#run = this.#open(request.kept ?? []);
  }

  get run(): Run {
    return this.#run;
  }

  get hasAgents(): boolean {
    return this.#held !== null;
  }

  /**
   * Decodes. Where the models are gone, or fail, they are loaded again, and what was begun is begun again
   * behind all that was played. Where WASM fails twice at the same place, the lane that was at work there
   * ends, and the others go on. Throws the signal's reason; what the load throws; and the models' error
   * where that was the last lane, or it is not known which it was. Called in its turn.
   */
  async endure(
    models: ModelHost,
    signal: AbortSignal,
    act: (run: Run, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    for (let failedAt = -1; ; ) {
      const held = await this.#withModels(models);
      signal.throwIfAborted();
      try {
        const either = AbortSignal.any([signal, held.gone]);
        await orStuck(act(this.#run, either), held.gone, this.options.patience);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (isStuck(error)) throw error;
        const again = this.#progress === failedAt && held.device === 'wasm';
        if ((await models.blame(held, error)) === null) throw error;
        if (again && !this.#run.giveUp(error)) throw error;
        failedAt = this.#progress;
      }
    }
  }

  /** Those that it plays with; where they are gone, others, loaded again. */
  async #withModels(models: ModelHost): Promise<HeldModels> {
    const before = this.#held;
    if (before && !before.gone.aborted) return before;
    const { id: run } = this;
    const { post } = this.options;
    const what = before?.fault;
    if (what) post({ kind: 'faulted', run, what });
    const held = await models.ready();
    if (!held) throw new LabError('models-missing', 'Load the models first.');
    this.#moveTo(held);
    if (what) post({ kind: 'recovered', run, backend: held.device });
    return held;
  }

  /** Grows with every message that was read and every command that was played. */
  get #progress(): number {
    const { lanes } = this.#run.trace(NOWHERE);
    return lanes.reduce(
      (sum, { communication, steps }) => sum + (communication ? 1 : 0) + steps.length,
      0,
    );
  }

  /** Stands on these models where it stood: messages stay, and actors read their transcripts again. */
  #moveTo(held: HeldModels): void {
    const { lanes } = this.#run.trace(NOWHERE);
    this.#run.dispose();
    this.#held = held;
    this.#run = this.#open(lanes);
  }

  #open(kept: readonly (LaneTrace | null)[]): Run {
    const { settings, file } = this.request;
    const { post, letEventsIn } = this.options;
    const emit: Emit = (event) => post({ run: this.id, ...event });
    const written = this.#held?.written;
    const shared = written ? { written } : {};
    const options = { file, kept, emit, letEventsIn, failAlone: true, ...shared };
    return new Run(this.#held?.models ?? null, settings, options);
  }
}
