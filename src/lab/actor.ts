import { stackRows } from '../interlat/rows';
import { openingEmbeddings } from './actor-opening';
import { closingTokens, commandEnd, commandOf, observationTokens } from './framing';
import type { DecoderSequence, Models } from './models';
import { describeToken, greedyToken } from './token-choice';
import type { GeneratedToken } from './trace';
import { append, type Work } from './work';

export interface WrittenCommand {
  readonly command: string;
  /** What the actor wrote, the token that ends a command included where it wrote one. */
  readonly tokens: readonly GeneratedToken[];
}

/**
 * The agent that plays. Its context is the game's first observation, the message between `<bop>` and
 * `<eop>`, then for each turn its command and the observation (framing.ts). Where the context has no room left, its methods throw the
 * sequence's LabError 'context-full'.
 */
export class Actor {
  private constructor(
    private readonly models: Models,
    private readonly sequence: DecoderSequence,
    /** After the last position; null where the context has to be extended first. */
    private logits: Float32Array | null,
  ) {}

  /** Tokens that belong to the context and were not decoded yet. */
  private waiting: number[] = [];

  /** An actor that has read the game's first observation and the message `[positions, dim]`. */
  static async open(
    models: Models,
    intro: string,
    message: Float32Array,
    work: Work,
  ): Promise<Actor> {
    const rows = [openingEmbeddings(models, intro), message];
    return Actor.read(models, models.actor.start(), rows, work);
  }

  /** The same of an actor whose sequence has read the game's first observation, up to `<bop>`. */
  static async goOn(
    models: Models,
    sequence: DecoderSequence,
    message: Float32Array,
    work: Work,
  ): Promise<Actor> {
    return Actor.read(models, sequence, [message], work);
  }

  private static async read(
    models: Models,
    sequence: DecoderSequence,
    rows: readonly Float32Array[],
    work: Work,
  ): Promise<Actor> {
    try {
      const context = stackRows([...rows, models.actor.embed(closingTokens(models))]);
      const { logits } = await append(sequence, context, work);
      return new Actor(models, sequence, logits);
    } catch (error) {
      sequence.dispose();
      throw error;
    }
  }

  /** Writes freely until it ends its command, or to the manifest's longest. */
  async writeCommand(
    work: Work,
    onWriting?: ((command: string) => void) | undefined,
  ): Promise<WrittenCommand> {
    const { actor, manifest, actorTokenizer } = this.models;
    const end = commandEnd(this.models);
    const written: number[] = [];
    const described: GeneratedToken[] = [];
    let logits = this.logits ?? (await this.readTokens(this.waiting, work));
    this.logits = null;
    this.waiting = [];
    for (;;) {
      const token = greedyToken(logits);
      described.push(describeToken(token, logits, actorTokenizer));
      if (token === end) break;
      written.push(token);
      onWriting?.(actorTokenizer.decode(written));
      if (written.length === manifest.maxCommandTokens) {
        this.waiting.push(token);
        break;
      }
      logits = (await append(this.sequence, actor.embed([token]), work)).logits;
    }
    return { command: commandOf(this.models, written), tokens: described };
  }

  /** What the game answered. It is decoded with the next command, so that a last one costs nothing. */
  observe(observation: string): void {
    this.waiting.push(...observationTokens(this.models, observation));
  }

  dispose(): void {
    this.sequence.dispose();
  }

  private async readTokens(tokens: readonly number[], work: Work): Promise<Float32Array> {
    return (await append(this.sequence, this.models.actor.embed(tokens), work)).logits;
  }
}
