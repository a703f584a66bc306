import { introTokens } from './framing';
import type { DecoderSequence, Models } from './models';
import { append, type Work } from './work';

/** A context that has read the opening, to go on from. */
export interface OpenedContext {
  readonly sequence: DecoderSequence;
  /** What reading the opening took, ms, also where it was read for another actor before. */
  readonly milliseconds: number;
}

/** What an actor reads before any message, `<bop>` included, as embeddings `[positions, dim]`. */
export function openingEmbeddings(models: Models, intro: string): Float32Array {
  return models.actor.embed(introTokens(models, intro));
}

/** The opening that all actors of a game share, read once. */
export class ActorOpening {
  private read: Promise<OpenedContext> | null = null;

  constructor(
    private readonly models: Models,
    private readonly intro: string,
  ) {}

  /** A sequence of its own for one actor. Throws the sequence's LabError 'context-full'. */
  async begin(work: Work): Promise<OpenedContext> {
    this.read ??= this.readOnce(work);
    const { sequence, milliseconds } = await this.read;
    return { sequence: sequence.fork(), milliseconds };
  }

  /** Frees the shared context, where it was read; the sequences that began with it are not touched. */
  dispose(): void {
    this.read?.then(({ sequence }) => sequence.dispose()).catch(() => {});
    this.read = null;
  }

  private async readOnce(work: Work): Promise<OpenedContext> {
    const sequence = this.models.actor.start();
    try {
      const started = work.now();
      await append(sequence, openingEmbeddings(this.models, this.intro), [], work);
      return { sequence, milliseconds: work.now() - started };
    } catch (error) {
      sequence.dispose();
      this.read = null;
      throw error;
    }
  }
}
