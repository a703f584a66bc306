import { Game } from '../alfworld/game';
import { LabError, toErrorData } from '../shared/errors';
import { ActorOpening } from './actor-opening';
import { AgentLane } from './agent-lane';
import { Analyst } from './analysis';
import type { AnalysisRequest, AnalysisResult } from './analysis-request';
import { type House, houseOf } from './house';
import { HumanLane } from './human-lane';
import type { Emit, Lane, LaneSetup } from './lane';
import { MessageWriter } from './message';
import { type OnThinking, sharedWorkKey } from './message-drafts';
import type { Models } from './models';
import { OpenedGame } from './opened-game';
import { refusedLanes } from './refused-lanes';
import { UNNAMED_VIEW } from './sender-views';
import type { SenderWork } from './sender-work';
import type { GameFile, RunSettings } from './settings';
import { type LaneFailure, type LaneTrace, TRACE_VERSION, type Trace } from './trace';
import type { Work } from './work';

export interface RunOptions {
  readonly emit?: Emit;
  /** Milliseconds from any fixed moment; by default `performance.now`. */
  readonly now?: Work['now'];
  readonly letEventsIn?: Work['letEventsIn'];
  /** Whether messages are traced with their logit lens; by default they are. */
  readonly lens?: boolean;
  /** Of an imported game. */
  readonly file?: GameFile | null;
  /** What the sender of these models wrote in other runs; absent: nothing. */
  readonly written?: SenderWork;
  /** By lane: what was played before with the same settings, see `Lane.takeUp`; null: nothing. */
  readonly kept?: readonly (LaneTrace | null)[];
  /** What the actors of this run share with those of other runs of the game, by its intro; the caller's. */
  readonly openingOf?: (intro: string) => ActorOpening;
  /** An error of one lane's own ends that lane, as long as others live; absent: it is thrown. */
  readonly failAlone?: boolean;
}

/**
 * Several lanes playing one game on one clock. Nothing is decoded before the first `advance`. After
 * an `advance` that was aborted, or another error, a run can only be disposed, or go on without the lane
 * that made it: see `giveUp`.
 */
export class Run {
  /** The engine's first observation. */
  readonly intro: string;
  /** The goal as the intro words it, without "Your task is to: " and the full stop. */
  readonly task: string;
  /** At the start. */
  readonly admissibleCommands: readonly string[];
  /** At the start. */
  readonly house: House;

  private readonly game: OpenedGame;
  private readonly lanes: readonly Lane[];
  private readonly agents: readonly AgentLane[];
  private readonly writer: MessageWriter | null;
  private readonly analyst: Analyst | null;
  /** What the actors of this run alone share. */
  private readonly opening: ActorOpening | null;
  /** The one lane that was at work when `advance` failed last. */
  private suspect: Lane | null = null;

  /**
   * A run whose lanes are all human takes null for models. Throws a LabError: 'bad-settings',
   * 'models-missing', or what the game's name or file throws.
   */
  constructor(
    models: Models | null,
    private readonly settings: RunSettings,
    private readonly options: RunOptions = {},
  ) {
    const { failAlone = false, kept } = options;
    const refused = refusedLanes(settings, models, failAlone, kept);
    this.game = new OpenedGame(settings.game, options.file);
    const { problem } = this.game;
    const game = new Game(problem);
    const { observation, admissibleCommands } = game.reset();
    this.intro = observation;
    this.task = problem.task;
    this.admissibleCommands = admissibleCommands;
    this.house = houseOf(problem, game);
    const { view = UNNAMED_VIEW, sampling } = settings;
    const { now = clock, emit, written, lens = true, openingOf } = options;
    const writing = { sampling, lens, written };
    this.writer = models && new MessageWriter(models, this.game, view, writing);
    this.analyst = models && this.writer && new Analyst(models, this.writer, this);
    const agents = settings.lanes.filter(({ channel }) => channel !== 'human');
    const shared = openingOf?.(observation) ?? null;
    const alone = shared !== null || agents.length < 2;
    this.opening = models && !alone ? new ActorOpening(models, observation) : null;
    const opening = shared ?? this.opening;
    this.lanes = settings.lanes.map((settingsOfLane, index) => {
      const setup = { episode: settings, settings: settingsOfLane, index, problem, emit };
      const lane = openLane(models, setup, opening, now);
      const before = kept?.[index];
      if (before) lane.takeUp(before);
      return lane;
    });
    for (const [index, error] of refused) this.lanes[index]?.fail(failureOf(error));
    this.agents = this.lanes.filter((lane) => lane instanceof AgentLane);
  }

  get finished(): boolean {
    return this.lanes.every((lane) => lane.outcome !== 'running');
  }

  /** Whether an agent has steps to play. */
  get agentsPlay(): boolean {
    return this.agents.some((lane) => lane.outcome === 'running');
  }

  /** Plays what a person typed in a human lane. False where the lane takes no command. */
  command(lane: number, text: string): boolean {
    const addressed = this.lanes[lane];
    return addressed instanceof HumanLane && addressed.command(text);
  }

  /**
   * Every agent that has not ended plays one step; before their first, all communicate. They
   * communicate one after another, since their latencies are compared, and step together.
   */
  async advance(signal: AbortSignal): Promise<void> {
    const work = this.work(signal);
    this.suspect = null;
    for (const lane of this.agents) {
      const { writer } = this;
      if (!writer || lane.outcome !== 'running' || lane.communication !== null) continue;
      try {
        await lane.communicate(writer, work, this.thinking(lane));
      } catch (error) {
        this.settle([{ lane, error }], signal);
      }
    }
    this.opening?.dispose();
    const running = this.agents.filter((lane) => lane.outcome === 'running');
    // Where the models failed in the middle of a step, some lanes have played it already.
    const behind = Math.min(...running.map((lane) => lane.steps.length));
    const playing = running.filter((lane) => lane.steps.length === behind);
    // What goes wrong in one lane is told when no other one is at work any more.
    const ended = await Promise.allSettled(playing.map((lane) => lane.step(work)));
    const failed = ended.flatMap((end, index) => {
      const lane = playing[index];
      return end.status === 'rejected' && lane ? [{ lane, error: end.reason as unknown }] : [];
    });
    this.settle(failed, signal);
  }

  /**
   * Ends the lane that `advance` failed in, where only one was at work and others live. False where it
   * cannot be told whose error it was, or nothing would be left.
   */
  giveUp(error: unknown): boolean {
    const { suspect } = this;
    this.suspect = null;
    return suspect !== null && this.endAlone(suspect, error);
  }

  /** What is a lane's own error, a LabError, ends that lane alone; another one is thrown. */
  private settle(
    failed: readonly { readonly lane: Lane; readonly error: unknown }[],
    signal: AbortSignal,
  ): void {
    const thrown = failed.filter(
      ({ lane, error }) =>
        signal.aborted || !(error instanceof LabError && this.endAlone(lane, error)),
    );
    const [first] = thrown;
    if (!first) return;
    this.suspect = thrown.length === 1 ? first.lane : null;
    throw first.error;
  }

  private endAlone(lane: Lane, error: unknown): boolean {
    const others = this.lanes.filter((other) => other !== lane);
    if (!this.options.failAlone || others.every(({ outcome }) => outcome === 'failed'))
      return false;
    lane.fail(failureOf(error));
    return true;
  }

  /**
   * Answers a question about the actor of a lane, without touching how the lane goes on; null where it
   * has no answer (see `Analyst.analyse`). An aborted analysis leaves the run as it was.
   */
  async analyse(
    request: AnalysisRequest,
    signal: AbortSignal,
    onProgress?: (done: number, total: number) => void,
  ): Promise<AnalysisResult | null> {
    const lane = this.lanes[request.lane]?.trace();
    if (!lane || !this.analyst) return null;
    return this.analyst.analyse(lane, request, this.work(signal), onProgress);
  }

  trace(source: Trace['source']): Trace {
    const { settings, intro, task, house, admissibleCommands } = this;
    const lanes = this.lanes.map((lane) => lane.trace());
    const version = TRACE_VERSION;
    return { version, settings, source, intro, task, house, admissibleCommands, lanes };
  }

  /** What the sender thought for a lane, once it has communicated; undefined without words. */
  thought(lane: number): ReturnType<MessageWriter['thought']> {
    const settings = this.settings.lanes[lane];
    return settings && this.writer?.thought(settings);
  }

  /** Frees all contexts. */
  dispose(): void {
    for (const lane of this.lanes) lane.dispose();
    this.opening?.dispose();
    this.analyst?.dispose();
  }

  private work(signal: AbortSignal): Work {
    const { now = clock, letEventsIn } = this.options;
    return { signal, now, ...(letEventsIn ? { letEventsIn } : {}) };
  }

  /** Reports the sender's progress to every lane that waits for the same work. */
  private thinking(lane: Lane): OnThinking | undefined {
    const { emit } = this.options;
    if (!emit) return undefined;
    const { game } = this;
    const key = sharedWorkKey(game, lane.settings);
    const waits = (other: Lane): boolean =>
      other === lane || (other.outcome === 'running' && sameWork(game, other, key));
    const waiting = this.lanes.flatMap((other, index) => (waits(other) ? [index] : []));
    return (text, tokens) => {
      for (const index of waiting) emit({ kind: 'thinking', lane: index, text, tokens });
    };
  }
}

const clock = (): number => performance.now();

/** A lane whose message cannot be made waits for no work. */
function sameWork(game: OpenedGame, { settings }: Lane, key: string | null): boolean {
  try {
    return sharedWorkKey(game, settings) === key;
  } catch {
    return false;
  }
}

function failureOf(error: unknown): LaneFailure {
  const { code, message } = toErrorData(error);
  return { code, message };
}

function openLane(
  models: Models | null,
  setup: LaneSetup,
  opening: ActorOpening | null,
  now: () => number,
): Lane {
  if (setup.settings.channel === 'human') return new HumanLane(setup, now);
  if (!models) throw new LabError('models-missing', 'Load the models first.');
  return new AgentLane(models, setup, opening);
}
