import { LabError } from '../shared/errors';
import { Actor } from './actor';
import type { ActorOpening } from './actor-opening';
import { closingTokens, introTokens, observationTokens } from './framing';
import { Lane, type LaneSetup } from './lane';
import { actorEmbeddings, type MessageWriter } from './message';
import type { OnThinking } from './message-drafts';
import type { Models } from './models';
import type { Work } from './work';

/** One actor playing one game with one kind of message. */
export class AgentLane extends Lane {
  private actor: Actor | null = null;

  /** `opening`: what this lane's actor shares with those of other lanes; null where there are none. */
  constructor(
    private readonly models: Models,
    setup: LaneSetup,
    private readonly opening: ActorOpening | null,
  ) {
    super(setup);
  }

  /** The sender writes, the actor reads. A full context ends the lane. */
  async communicate(
    writer: MessageWriter,
    work: Work,
    onThinking: OnThinking | undefined,
  ): Promise<void> {
    await this.endWhereFull(async () => {
      const written = await writer.write(this.settings, work, onThinking);
      this.message = written.trace;
      const context = {
        size: this.models.actor.contextLength,
        introTokens: openingLength(this.models, this.intro),
      };
      this.context = context;
      const started = work.now();
      const embeds = await actorEmbeddings(this.models, written.trace, work);
      const adapter = work.now() - started;
      const actorPrefill = await this.open(embeds, work);
      this.communication = {
        ...written.time,
        adapter: written.trace.latents === null ? 0 : adapter,
        actorPrefill,
      };
      const { index, message, communication } = this;
      this.emit?.({ kind: 'message', lane: index, message, communication, context });
    });
  }

  /** The actor's next command and the game's answer. The lane must have communicated. */
  async step(work: Work): Promise<void> {
    const { index, emit } = this;
    await this.endWhereFull(async () => {
      const actor = this.actor ?? (await this.resume(work));
      this.actor = actor;
      const started = work.now();
      const onWriting =
        emit && ((soFar: string) => emit({ kind: 'writing', lane: index, command: soFar }));
      const { command, tokens } = await actor.writeCommand(work, onWriting);
      const { observation } = this.play(command, tokens, work.now() - started);
      if (this.outcome === 'running') actor.observe(observation);
    });
  }

  protected override countTokens(text: string): number {
    // The end of the command before and the next command's beginning are marks of their own.
    return observationTokens(this.models, text).length - 2;
  }

  /** Frees the actor's context. */
  override dispose(): void {
    this.actor?.dispose();
    this.actor = null;
  }

  /** The actor reads; the time it takes, ms, as if it had read the opening for itself. */
  private async open(message: Float32Array, work: Work): Promise<number> {
    const { models, intro, opening } = this;
    const before = opening && (await opening.begin(work));
    const started = work.now();
    this.actor = before
      ? await Actor.goOn(models, before.sequence, message, work)
      : await Actor.open(models, intro, message, work);
    return work.now() - started + (before?.milliseconds ?? 0);
  }

  /** The actor of a lane that was taken up. */
  private async resume(work: Work): Promise<Actor> {
    const { models, intro, message, steps } = this;
    if (!message) throw new Error('This lane has no message to go on from.');
    const embeds = await actorEmbeddings(models, message, work);
    return Actor.resume(models, intro, embeds, steps, work);
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

/** What the first observation takes, its template included; `<bos>`, `<bop>`, `<eop>` and `<act>` not. */
function openingLength(models: Models, intro: string): number {
  return introTokens(models, intro).length + closingTokens(models).length - 4;
}
