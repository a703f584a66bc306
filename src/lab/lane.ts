import { Game } from '../alfworld/game';
import type { Problem } from '../alfworld/problem';
import { LabError } from '../shared/errors';
import { Actor } from './actor';
import { actorEmbeddings, type MessageWriter, type OnThinking } from './message';
import type { Models } from './models';
import type { EpisodeSettings, MessageSettings } from './settings';
import type { CommunicationTime, LaneTrace, MessageTrace, Outcome, StepTrace } from './trace';
import type { Work } from './work';

/** What happens in a run, for whoever shows it; `lane` is the lane's place in the settings. */
export type LaneEvent =
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
    }
  | { readonly kind: 'writing'; readonly lane: number; readonly command: string }
  | {
      readonly kind: 'step';
      readonly lane: number;
      readonly step: StepTrace;
      readonly outcome: Outcome;
    }
  | { readonly kind: 'ended'; readonly lane: number; readonly outcome: Outcome };

export type Emit = (event: LaneEvent) => void;

/** One actor playing one game with one kind of message. */
export class Lane {
  message: MessageTrace | null = null;
  communication: CommunicationTime | null = null;
  outcome: Outcome = 'running';
  readonly steps: StepTrace[] = [];

  private readonly game: Game;
  private readonly intro: string;
  private admissibleCommands: readonly string[];
  private actor: Actor | null = null;

  constructor(
    private readonly models: Models,
    private readonly episode: EpisodeSettings,
    readonly settings: MessageSettings,
    private readonly index: number,
    problem: Problem,
    private readonly emit: Emit | undefined,
  ) {
    this.game = new Game(problem);
    const { observation, admissibleCommands } = this.game.reset();
    this.intro = observation;
    this.admissibleCommands = admissibleCommands;
  }

  /** The sender writes, the actor reads. A full context ends the lane. */
  async communicate(
    writer: MessageWriter,
    work: Work,
    onThinking: OnThinking | undefined,
  ): Promise<void> {
    await this.endWhereFull(async () => {
      const written = await writer.write(this.episode.game, this.settings, work, onThinking);
      this.message = written.trace;
      const started = work.now();
      const embeds = await actorEmbeddings(this.models, written.trace, work);
      const adapted = work.now();
      this.actor = await Actor.open(this.models, this.intro, embeds, work);
      this.communication = {
        ...written.time,
        adapter: written.trace.latents === null ? 0 : adapted - started,
        actorPrefill: work.now() - adapted,
      };
      const { index, message, communication } = this;
      this.emit?.({ kind: 'message', lane: index, message, communication });
    });
  }

  /** The actor's next command and the game's answer. The lane must have communicated. */
  async step(work: Work): Promise<void> {
    const { actor, index } = this;
    if (!actor) throw new Error('This lane has no actor to play.');
    await this.endWhereFull(async () => {
      const started = work.now();
      const { emit } = this;
      const onWriting =
        emit && ((soFar: string) => emit({ kind: 'writing', lane: index, command: soFar }));
      const { command, tokens } = await actor.writeCommand(work, onWriting);
      const milliseconds = work.now() - started;
      // The engine ignores white space around a command.
      const admissible = this.admissibleCommands.includes(command.trim());
      const { observation, admissibleCommands, won } = this.game.step(command);
      this.admissibleCommands = admissibleCommands;
      const step: StepTrace = {
        command,
        observation,
        admissibleCommands,
        admissible,
        won,
        tokens,
        milliseconds,
      };
      this.steps.push(step);
      if (won) this.end('won');
      else if (this.steps.length >= this.episode.stepBudget) this.end('lost');
      else actor.observe(observation);
      this.emit?.({ kind: 'step', lane: index, step, outcome: this.outcome });
    });
  }

  trace(): LaneTrace {
    const { settings, message, communication, steps, outcome } = this;
    return { settings, message, communication, steps: [...steps], outcome };
  }

  /** Frees the actor's context. */
  dispose(): void {
    this.actor?.dispose();
    this.actor = null;
  }

  private end(outcome: Outcome): void {
    this.outcome = outcome;
    this.dispose();
  }

  private async endWhereFull(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof LabError && error.code === 'context-full')) throw error;
      this.end('context-full');
      this.emit?.({ kind: 'ended', lane: this.index, outcome: this.outcome });
    }
  }
}
