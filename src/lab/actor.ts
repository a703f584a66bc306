import { stackRows } from '../interlat/rows';
import type { Choice } from '../shared/choice';
import { openingEmbeddings } from './actor-opening';
import { closingTokens, commandEnd, commandOf, observationTokens } from './framing';
import type { DecoderSequence, Models } from './models';
import { describeToken, greedyToken } from './token-choice';
import type { GeneratedToken, StepTrace } from './trace';
import { append, type Work } from './work';

export interface WrittenCommand {
  readonly command: string;
  /** What the actor wrote, the token that ends a command included where it wrote one. */
  readonly tokens: readonly GeneratedToken[];
}

/** Turns as an actor read them: the tokens it wrote, then the observation (framing.ts). */
export function turnTokens(
  models: Models,
  steps: readonly Pick<StepTrace, 'tokens' | 'observation'>[],
): number[] {
  const end = commandEnd(models);
  return steps.flatMap(({ tokens, observation }) => [
    ...tokens.map(({ token }) => token).filter((token) => token !== end),
    ...observationTokens(models, observation),
  ]);
}

/**
 * The agent that plays. Its context is the game's first observation, the message between `<bop>` and
 * `<eop>`, then for each turn its command and the observation (framing.ts). Where the context has no room
 * left, its methods throw the sequence's LabError 'context-full'.
 */
export class Actor {
  private constructor(
    private readonly models: Models,
    private readonly sequence: DecoderSequence,
    /** After the last position; null where the context has to be extended first. */
    private choice: Choice | null,
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

  /** The same of an actor that played these steps before, in a context that is gone. */
  static async resume(
    models: Models,
    intro: string,
    message: Float32Array,
    steps: readonly StepTrace[],
    work: Work,
  ): Promise<Actor> {
    const actor = await Actor.open(models, intro, message, work);
    if (steps.length > 0) {
      actor.choice = null;
      actor.waiting = turnTokens(models, steps);
    }
    return actor;
  }

  private static async read(
    models: Models,
    sequence: DecoderSequence,
    rows: readonly Float32Array[],
    work: Work,
  ): Promise<Actor> {
    try {
      const context = stackRows([...rows, models.actor.embed(closingTokens(models))]);
      const { choice } = await append(sequence, context, ['choice'], work);
      return new Actor(models, sequence, choice);
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
    const { manifest, actorTokenizer } = this.models;
    const end = commandEnd(this.models);
    const written: number[] = [];
    const described: GeneratedToken[] = [];
    let choice = this.choice ?? (await this.readTokens(this.waiting, work));
    this.choice = null;
    this.waiting = [];
    for (;;) {
      const token = greedyToken(choice);
      described.push(describeToken(token, choice, actorTokenizer));
      if (token === end) break;
      written.push(token);
      onWriting?.(actorTokenizer.decode(written));
      if (written.length === manifest.maxCommandTokens) {
        this.waiting.push(token);
        break;
      }
      choice = await this.readTokens([token], work);
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

  private async readTokens(tokens: readonly number[], work: Work): Promise<Choice> {
    const embeds = this.models.actor.embed(tokens);
    return (await append(this.sequence, embeds, ['choice'], work)).choice;
  }
}
