import { CorpusStatistics } from '../interlat/corpus-statistics';
import type { EditableMessage } from '../interlat/edits';
import { perturb } from '../interlat/perturb';
import { stackRows } from '../interlat/rows';
import { LabError } from '../shared/errors';
import { Rng } from '../shared/rng';
import { tokenBytes } from '../shared/token-bytes';
import { toActorTokens } from './framing';
import { readLens } from './lens';
import { type Draft, MessageDrafts, type OnThinking, sourceGame } from './message-drafts';
import { MessageEditor } from './message-edits';
import { isOfLatents, type PerturbationOfLatents } from './message-settings';
import type { DecoderModel, Models } from './models';
import type { OpenedGame } from './opened-game';
import type { SenderTime, Thought } from './sender';
import type { SenderView } from './sender-views';
import type { SenderWork } from './sender-work';
import type { MessageSettings, SamplingSettings } from './settings';
import type { MessageTrace } from './trace';
import type { Work } from './work';

/** The roots of a covariance take long: many games of a batch share them. */
const STATISTICS = new WeakMap<object, CorpusStatistics>();

const BYTES_PER_NUMBER = 4;

export interface WrittenMessage {
  readonly trace: MessageTrace;
  /** Of the sender on the message sent; what edits ask of it besides is not communication. */
  readonly time: SenderTime;
}

export interface MessageWriterOptions {
  readonly sampling?: SamplingSettings | undefined;
  /** Whether traces hold what the latents say; it costs tens of milliseconds a message. */
  readonly lens: boolean;
  /** What the sender of these models wrote before, to be shared between runs. */
  readonly written?: SenderWork | undefined;
}

/**
 * The sender's messages: it writes (for its own game, another or a partner), the message is
 * compressed, edited, perturbed. What several messages share is generated once.
 */
export class MessageWriter {
  private readonly drafts: MessageDrafts;
  private readonly editor: MessageEditor;
  private readonly statistics = new Map<string, CorpusStatistics>();

  constructor(
    private readonly models: Models,
    private readonly game: OpenedGame,
    private readonly view: SenderView,
    private readonly options: MessageWriterOptions = { lens: true },
  ) {
    const { sampling, written } = options;
    this.drafts = new MessageDrafts(models, game, view, sampling, written);
    this.editor = new MessageEditor(models, game, view, this.drafts);
  }

  /**
   * Time is that of generating the message, also where it was generated for another lane before.
   * Throws the LabErrors of editing, of `perturb` and of `Models.corpus`.
   */
  async write(
    settings: MessageSettings,
    work: Work,
    onThinking?: OnThinking | undefined,
  ): Promise<WrittenMessage> {
    const { dim } = this.models.sender;
    if (settings.channel === 'none' || settings.channel === 'human') {
      const trace = { chainOfThought: null, positions: 0, bytes: 0, latents: null, dim };
      return { trace, time: { senderPrefill: 0, generation: 0 } };
    }
    const draft = await this.drafts.write(settings, work, onThinking);
    const chainOfThought = draft.tokens && {
      tokens: draft.tokens,
      text: this.models.senderTokenizer.decode(draft.tokens),
    };
    const { time } = draft;
    const perToken = tokenBytes(this.models.manifest.decoders.actor.vocabulary);
    if (settings.channel === 'text') {
      const positions = toActorTokens(this.models, draft.tokens ?? []).length;
      const bytes = positions * perToken;
      return { trace: { chainOfThought, positions, bytes, latents: null, dim }, time };
    }
    const edited = await this.editor.edit(draft, settings, work);
    const latents = await this.perturbed(edited.latents, settings);
    const words = tokensOf(this.models, draft, edited);
    const told = words.tail?.length ?? 0;
    const trace: MessageTrace = {
      chainOfThought,
      positions: edited.places.length + told,
      bytes: latents.length * BYTES_PER_NUMBER + told * perToken,
      latents,
      dim,
      ...words,
      ...(await this.readLatents(draft, latents, settings, work)),
    };
    return { trace, time };
  }

  /** The thought behind a message that was written, or undefined where the sender thought nothing. */
  thought(settings: MessageSettings): Thought | undefined {
    return this.drafts.thought(settings);
  }

  private async perturbed(latents: Float32Array, settings: MessageSettings): Promise<Float32Array> {
    const { perturbation } = settings;
    if (!isOfLatents(perturbation)) return latents;
    const { kind, seed } = perturbation;
    const source = sourceGame(this.game, settings);
    // Not of the strength: a stronger perturbation goes further the same way.
    const rng = new Rng(`perturbation/${kind}/${seed}/${source}`);
    const corpus = await this.corpusFor(perturbation, settings);
    return perturb(latents, this.models.sender.dim, perturbation, () => rng.normal(), corpus);
  }

  /** Null where the perturbation needs none. Throws the LabErrors of `Models.corpus`. */
  private async corpusFor(
    perturbation: PerturbationOfLatents,
    { compression }: MessageSettings,
  ): Promise<CorpusStatistics | null> {
    const { kind, strength } = perturbation;
    if (kind === 'white-noise' || perturbation.scope === 'message' || strength === 0) return null;
    const part = compression === 'trained' ? 'k8' : 'thoughts';
    const own = this.statistics.get(part);
    if (own) return own;
    const moments = (await this.models.corpus(this.view))[part];
    if (!moments) {
      const message = 'There are no corpus statistics of trained latent steps.';
      throw new LabError('corpus-missing', `${message} Choose the message scope.`);
    }
    const statistics =
      STATISTICS.get(moments) ?? new CorpusStatistics(moments.mean, moments.covariance);
    STATISTICS.set(moments, statistics);
    this.statistics.set(part, statistics);
    return statistics;
  }

  /** The logit lens of what is sent, and of what was written where that is something else. */
  private async readLatents(
    { latents: before }: Draft,
    latents: Float32Array,
    { compression }: MessageSettings,
    work: Work,
  ): Promise<Pick<MessageTrace, 'lens' | 'written' | 'noLens'>> {
    if (!this.options.lens) return {};
    const { senderTokenizer, sender, compressedSender } = this.models;
    const writer: DecoderModel = compression === 'trained' ? compressedSender : sender;
    const lens = await readLens(writer, senderTokenizer, latents, work);
    const read = lens === null ? { noLens: 'untied' as const } : { lens };
    if (isSame(before, latents)) return read;
    const own = (await readLens(writer, senderTokenizer, before, work)) ?? [];
    return { ...read, written: { latents: before, lens: own } };
  }
}

/** Which place of the CoT each latent step emitted, and the actor's tokens of what comes as words. */
function tokensOf(
  models: Models,
  { tokens }: Draft,
  { places, tail }: EditableMessage,
): Pick<MessageTrace, 'tokenOfStep' | 'tail'> {
  if (tokens === null) return {};
  const tokenAt = (place: number): number => tokens[place] as number;
  return {
    tokenOfStep: places,
    ...(tail.length === 0 ? {} : { tail: toActorTokens(models, tail.map(tokenAt)) }),
  };
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

/** A message as the actor's input embeddings `[positions, dim]`: adapted latents, then words. */
export async function actorEmbeddings(
  models: Models,
  { latents, dim, chainOfThought, tail = [] }: MessageTrace,
  work: Work,
): Promise<Float32Array> {
  if (latents === null) {
    return models.actor.embed(toActorTokens(models, chainOfThought?.tokens ?? []));
  }
  const words = models.actor.embed(tail);
  if (latents.length === 0) return words;
  work.signal.throwIfAborted();
  return stackRows([await models.adapter.adapt(latents, latents.length / dim), words]);
}
