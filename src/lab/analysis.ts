import { selectRows, stackRows } from '../interlat/rows';
import { jensenShannon } from '../shared/divergence';
import { LabError } from '../shared/errors';
import { turnTokens } from './actor';
import { openingEmbeddings } from './actor-opening';
import { type AnalysisRequest, type AnalysisResult, canAnalyse } from './analysis-request';
import { scoreCommands } from './command-scores';
import { closingTokens } from './framing';
import { actorEmbeddings, type MessageWriter } from './message';
import type { DecoderSequence, Models } from './models';
import type { MessageSettings } from './settings';
import type { CommandProbability, LaneTrace, MessageTrace } from './trace';
import { append, type Work } from './work';

/** The settings of the message that a lane's is held against: another task's, sent in the same way. */
export function mismatchedSettings(settings: MessageSettings): MessageSettings {
  const { channel, compression, k, ratio, perturbation } = settings;
  // A lane that was sent the first partner's message is held against the next one's.
  const taken = perturbation.kind === 'cross-task' && perturbation.seed === 0;
  const mismatch = { kind: 'cross-task', seed: taken ? 1 : 0 } as const;
  return { channel, compression, k, ratio, perturbation: mismatch };
}

/**
 * Branches of commands that count as never written while latent steps are left out one by one. What is
 * pruned is about the same with and without a step: a divergence moves by less than 1e-3 nats, and most
 * of the decoding is saved.
 */
const NEGLIGIBLE = 1e-4;

/** A context that has been read, to go on from. */
interface Reading {
  readonly key: string;
  readonly sequence: DecoderSequence;
  /** Turns read. */
  turns: number;
  logits: Float32Array;
}

/**
 * Reads a run's contexts again, as its actors read them, and asks what they would have written. The
 * figures are those of the actor in that context, however its commands were chosen.
 */
export class Analyst {
  /** The last context, for questions about later steps. */
  private reading: Reading | null = null;
  private readonly mismatched = new Map<string, MessageTrace>();
  /** Divergences found so far, kept where the work was broken off. */
  private readonly importance = new Map<string, number[]>();

  constructor(
    private readonly models: Models,
    private readonly writer: MessageWriter,
    private readonly game: {
      readonly intro: string;
      /** At the start. */
      readonly admissibleCommands: readonly string[];
    },
  ) {}

  /**
   * Answers a question about a lane as far as it is played; null where it has no answer: in a human
   * lane, for a step that does not exist, without a message where one is needed, or where the context
   * is too small for it. `onProgress` hears of each latent step that was left out.
   */
  async analyse(
    lane: LaneTrace,
    { lane: index, step, what }: AnalysisRequest,
    work: Work,
    onProgress?: (done: number, total: number) => void,
  ): Promise<AnalysisResult | null> {
    if (!canAnalyse(lane, step, what)) return null;
    try {
      if (what === 'importance') {
        const divergences = await this.leaveOneOut(lane, index, step, work, onProgress);
        return { what, divergences };
      }
      const { sequence, logits } = await this.read(lane, index, step, what, work);
      const commands = this.admissibleBefore(lane, step);
      const scored = await scoreCommands(this.models, sequence, logits, commands, work);
      return { what, commands: scored };
    } catch (error) {
      // The sequence may stand anywhere.
      this.forget();
      if (error instanceof LabError && error.code === 'context-full') return null;
      throw error;
    }
  }

  dispose(): void {
    this.forget();
  }

  private forget(): void {
    this.reading?.sequence.dispose();
    this.reading = null;
  }

  private admissibleBefore({ steps }: LaneTrace, step: number): readonly string[] {
    return step === 1 ? this.game.admissibleCommands : (steps[step - 2]?.admissibleCommands ?? []);
  }

  /** The actor's context before a step's command. */
  private async read(
    lane: LaneTrace,
    index: number,
    step: number,
    what: 'commands' | 'mismatched',
    work: Work,
  ): Promise<Reading> {
    const { actor } = this.models;
    const key = `${index} ${what}`;
    if (this.reading?.key !== key || this.reading.turns > step - 1) {
      this.forget();
      const message =
        what === 'commands' ? lane.message : await this.mismatchedMessage(lane.settings, work);
      if (message === null) throw new Error('This lane has no message.');
      const embeds = await actorEmbeddings(this.models, message, work);
      const sequence = actor.start();
      this.reading = { key, sequence, turns: 0, logits: new Float32Array(0) };
      const rows = [
        openingEmbeddings(this.models, this.game.intro),
        embeds,
        this.closing(),
        this.turns(lane, 0, step - 1),
      ];
      this.reading.logits = (await append(sequence, stackRows(rows), ['logits'], work)).logits;
    } else if (this.reading.turns < step - 1) {
      const later = this.turns(lane, this.reading.turns, step - 1);
      this.reading.logits = (await append(this.reading.sequence, later, ['logits'], work)).logits;
    }
    this.reading.turns = step - 1;
    return this.reading;
  }

  /** Behind the message, up to the first command. */
  private closing(): Float32Array {
    return this.models.actor.embed(closingTokens(this.models));
  }

  /** Turns `[from, to)` as the actor read them. */
  private turns({ steps }: LaneTrace, from: number, to: number): Float32Array {
    return this.models.actor.embed(turnTokens(this.models, steps.slice(from, to)));
  }

  private async mismatchedMessage(settings: MessageSettings, work: Work): Promise<MessageTrace> {
    const other = mismatchedSettings(settings);
    const key = JSON.stringify(other);
    const known = this.mismatched.get(key);
    if (known) return known;
    const { trace } = await this.writer.write(other, work);
    this.mismatched.set(key, trace);
    return trace;
  }

  /**
   * For each row of the latents the Jensen-Shannon divergence, in nats, between the distributions
   * with and without it. Each message that lacks a row goes through the adapter anew, since that lets
   * its rows see each other, and the actor reads all behind the intro again.
   */
  private async leaveOneOut(
    lane: LaneTrace,
    index: number,
    step: number,
    work: Work,
    onProgress?: (done: number, total: number) => void,
  ): Promise<number[]> {
    const message = lane.message as MessageTrace;
    const { dim } = message;
    const latents = message.latents as Float32Array;
    const total = latents.length / dim;
    const key = `${index} ${step}`;
    const found = this.importance.get(key) ?? [];
    this.importance.set(key, found);
    const commands = this.admissibleBefore(lane, step);
    const rest = stackRows([this.closing(), this.turns(lane, 0, step - 1)]);
    const sequence = this.models.actor.start();
    try {
      await append(sequence, openingEmbeddings(this.models, this.game.intro), [], work);
      const { length } = sequence;
      const distribution = async (sent: MessageTrace): Promise<CommandProbability[]> => {
        sequence.rewind(length);
        const rows = stackRows([await actorEmbeddings(this.models, sent, work), rest]);
        const { logits } = await append(sequence, rows, ['logits'], work);
        const options = { negligible: NEGLIGIBLE };
        return scoreCommands(this.models, sequence, logits, commands, work, options);
      };
      const whole = await distribution(message);
      onProgress?.(found.length, total);
      while (found.length < total) {
        const rows = Array.from({ length: total }, (_, row) => row).filter(
          (row) => row !== found.length,
        );
        const without = {
          ...message,
          latents: selectRows(latents, dim, rows),
          positions: message.positions - 1,
        };
        found.push(jensenShannon(whole, await distribution(without)));
        onProgress?.(found.length, total);
      }
      return [...found];
    } finally {
      sequence.dispose();
    }
  }
}
