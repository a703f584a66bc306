import { Game } from '../alfworld/game';
import { LabError } from '../shared/errors';
import { type Emit, Lane } from './lane';
import { checkMessageSettings, MessageWriter, type OnThinking, sharedWorkKey } from './message';
import type { Models } from './models';
import { openProblem, senderPrompt } from './opened-game';
import type { RunSettings } from './settings';
import { TRACE_VERSION, type Trace } from './trace';
import type { Work } from './work';

export interface RunOptions {
  readonly emit?: Emit;
  /** Milliseconds from any fixed moment; by default `performance.now`. */
  readonly now?: Work['now'];
  readonly letEventsIn?: Work['letEventsIn'];
}

/**
 * Several lanes playing one game on one clock. Nothing is decoded before the first `advance`. After
 * an abort or another error a run can only be disposed.
 */
export class Run {
  /** The engine's first observation. */
  readonly intro: string;
  /** The goal as the intro words it, without "Your task is to: " and the full stop. */
  readonly task: string;
  /** At the start. */
  readonly admissibleCommands: readonly string[];
  /** What can be gone to, in the order of the intro. */
  readonly receptacles: readonly string[];

  private readonly lanes: readonly Lane[];
  private readonly writer: MessageWriter;

  /**
   * Throws a LabError 'bad-game-name' or 'bad-settings'.
   */
  constructor(
    models: Models,
    private readonly settings: RunSettings,
    private readonly options: RunOptions = {},
  ) {
    checkRunSettings(settings, models);
    const problem = openProblem(settings.game);
    const game = new Game(problem);
    const { observation, admissibleCommands } = game.reset();
    this.intro = observation;
    this.task = problem.task;
    this.admissibleCommands = admissibleCommands;
    this.receptacles = game.receptacles.filter((one) => one.location !== '').map((one) => one.name);
    this.writer = new MessageWriter(models, senderPrompt, settings.sampling);
    this.lanes = settings.lanes.map(
      (lane, index) => new Lane(models, settings, lane, index, problem, options.emit),
    );
  }

  get finished(): boolean {
    return this.lanes.every((lane) => lane.outcome !== 'running');
  }

  /** Every lane that has not ended plays one step; before their first, all lanes communicate. */
  async advance(signal: AbortSignal): Promise<void> {
    const { now = () => performance.now(), letEventsIn } = this.options;
    const work: Work = { signal, now, ...(letEventsIn ? { letEventsIn } : {}) };
    for (const lane of this.lanes) {
      if (lane.outcome === 'running' && lane.communication === null) {
        await lane.communicate(this.writer, work, this.thinking(lane));
      }
    }
    for (const lane of this.lanes) {
      if (lane.outcome === 'running') await lane.step(work);
    }
  }

  trace(source: Trace['source']): Trace {
    const { settings, intro, task, admissibleCommands } = this;
    const lanes = this.lanes.map((lane) => lane.trace());
    return { version: TRACE_VERSION, settings, source, intro, task, admissibleCommands, lanes };
  }

  /** What the sender thought for a lane, once it has communicated; undefined without words. */
  thought(lane: number): ReturnType<MessageWriter['thought']> {
    const settings = this.settings.lanes[lane];
    return settings && this.writer.thought(this.settings.game, settings);
  }

  /** Frees all contexts. */
  dispose(): void {
    for (const lane of this.lanes) lane.dispose();
  }

  /** Reports the sender's progress to every lane that waits for the same work. */
  private thinking(lane: Lane): OnThinking | undefined {
    const { emit } = this.options;
    if (!emit) return undefined;
    const { game } = this.settings;
    const key = sharedWorkKey(game, lane.settings);
    const waiting = this.lanes.flatMap((other, index) =>
      other.outcome === 'running' && sharedWorkKey(game, other.settings) === key ? [index] : [],
    );
    return (text, tokens) => {
      for (const index of waiting) emit({ kind: 'thinking', lane: index, text, tokens });
    };
  }
}

function checkRunSettings(settings: RunSettings, models: Models): void {
  const { stepBudget, sampling, lanes } = settings;
  if (!(Number.isInteger(stepBudget) && stepBudget >= 1)) {
    throw new LabError('bad-settings', 'The step budget is a whole number from 1.');
  }
  if (sampling && !(sampling.temperature > 0 && sampling.topP > 0 && sampling.topP <= 1)) {
    const message = 'Sampling needs a temperature above 0 and a top-p above 0, at most 1.';
    throw new LabError('bad-settings', message);
  }
  for (const lane of lanes) checkMessageSettings(lane, models.manifest);
}
