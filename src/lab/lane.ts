import { Game } from '../alfworld/game';
import type { Problem } from '../alfworld/problem';
import type { EpisodeSettings, MessageSettings } from './settings';
import type {
  CommunicationTime,
  ContextTrace,
  GeneratedToken,
  LaneFailure,
  LaneTrace,
  MessageTrace,
  Outcome,
  StepTrace,
} from './trace';

/** What happens in a run, for whoever shows it; `lane` is the lane's place in the settings. */
export type LaneEvent =
  /** The sender is writing: tokens so far, for lanes that wait for a message. */
  | {
      readonly kind: 'thinking';
      readonly lane: number;
      readonly text: string;
      readonly tokens: number;
    }
  | {
      readonly kind: 'message';
      readonly lane: number;
      readonly message: MessageTrace;
      readonly communication: CommunicationTime;
      readonly context?: ContextTrace;
    }
  /** The command so far, while the actor writes it. */
  | { readonly kind: 'writing'; readonly lane: number; readonly command: string }
  | {
      readonly kind: 'step';
      readonly lane: number;
      readonly step: StepTrace;
      readonly outcome: Outcome;
    }
  /** Without another step: the context is full, or the lane failed. */
  | {
      readonly kind: 'ended';
      readonly lane: number;
      readonly outcome: Outcome;
      readonly failure?: LaneFailure;
    };

export type Emit = (event: LaneEvent) => void;

/** Where a lane stands: its place in the run, and what it plays. */
export interface LaneSetup {
  readonly episode: EpisodeSettings;
  readonly settings: MessageSettings;
  readonly index: number;
  readonly problem: Problem;
  readonly emit: Emit | undefined;
}

/** One game, played command by command; who plays it is a matter of the kinds of lane. */
export abstract class Lane {
  message: MessageTrace | null = null;
  communication: CommunicationTime | null = null;
  context: ContextTrace | undefined;
  outcome: Outcome = 'running';
  failure: LaneFailure | undefined;
  readonly settings: MessageSettings;
  readonly steps: StepTrace[] = [];

  protected readonly emit: Emit | undefined;
  protected readonly index: number;
  protected readonly intro: string;
  private readonly game: Game;
  private readonly stepBudget: number;
  private admissibleCommands: readonly string[];

  constructor({ episode, settings, index, problem, emit }: LaneSetup) {
    this.settings = settings;
    this.index = index;
    this.emit = emit;
    this.stepBudget = episode.stepBudget;
    this.game = new Game(problem);
    const { observation, admissibleCommands } = this.game.reset();
    this.intro = observation;
    this.admissibleCommands = admissibleCommands;
  }

  trace(): LaneTrace {
    const { settings, message, communication, context, steps, outcome, failure } = this;
    const told = { ...(context && { context }), ...(failure && { failure }) };
    return { settings, message, communication, steps: [...steps], outcome, ...told };
  }

  /**
   * Stands where a lane with the same settings and game stood: its commands are played again, and
   * nothing is emitted. An agent reads again what it had read when it is to go on.
   */
  takeUp({ message, communication, context, steps, outcome, failure }: LaneTrace): void {
    for (const { command } of steps) {
      this.admissibleCommands = this.game.step(command).admissibleCommands;
    }
    this.steps.push(...steps);
    this.message = message;
    this.communication = communication;
    this.context = context;
    this.outcome = outcome;
    this.failure = failure;
  }

  /** Ends with an error, which is told. A message that the actor did not get to read is none. */
  fail(failure: LaneFailure): void {
    this.failure = failure;
    if (this.communication === null) this.message = null;
    this.end('failed');
    this.emit?.({ kind: 'ended', lane: this.index, outcome: this.outcome, failure });
  }

  /** Tokens that the player takes this text for; undefined where it reads none. */
  protected countTokens(_text: string): number | undefined {
    return undefined;
  }

  /** Frees what the lane holds beside its trace. */
  dispose(): void {}

  /** Plays a command, records it and ends the lane where the game is won or the budget is spent. */
  protected play(
    command: string,
    tokens: readonly GeneratedToken[],
    milliseconds: number,
  ): StepTrace {
    // The engine ignores white space around a command.
    const admissible = this.admissibleCommands.includes(command.trim());
    const { observation, admissibleCommands, won } = this.game.step(command);
    this.admissibleCommands = admissibleCommands;
    const answerTokens = this.countTokens(observation);
    const step: StepTrace = {
      command,
      observation,
      admissibleCommands,
      admissible,
      won,
      tokens,
      milliseconds,
      ...(answerTokens !== undefined && { answerTokens }),
    };
    this.steps.push(step);
    if (won) this.end('won');
    else if (this.steps.length >= this.stepBudget) this.end('lost');
    this.emit?.({ kind: 'step', lane: this.index, step, outcome: this.outcome });
    return step;
  }

  protected end(outcome: Outcome): void {
    this.outcome = outcome;
    this.dispose();
  }
}
