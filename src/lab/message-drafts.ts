import { keptSteps, truncatedSteps } from '../interlat/compress';
import type { EditableMessage } from '../interlat/edits';
import { selectRows } from '../interlat/rows';
import { LabError } from '../shared/errors';
import type { Models } from './models';
import type { OpenedGame } from './opened-game';
import {
  forcedStates,
  type LatentMessage,
  type SenderTime,
  type Thought,
  think,
  trainedLatents,
  untrainedLatents,
} from './sender';
import type { SenderView } from './sender-views';
import { SenderWork, type WrittenWork, writtenOnce } from './sender-work';
import type { MessageSettings, SamplingSettings } from './settings';
import type { Work } from './work';

/** The words so far (none in a latent loop) and how many tokens or latent steps there are. */
export type OnThinking = (text: string, tokens: number) => void;

/** A message as the sender wrote it, compressed, before anything is done to it. */
export interface Draft extends EditableMessage {
  /** The chain of thought; null from a latent loop. */
  readonly tokens: readonly number[] | null;
  readonly time: SenderTime;
}

const NO_TIME: SenderTime = { senderPrefill: 0, generation: 0 };

/** The game that this message is written for: the lane's own, or another. */
export function sourceGame(game: OpenedGame, settings: MessageSettings): string {
  const { perturbation, senderGame } = settings;
  if (perturbation.kind === 'cross-task') return game.crossTaskPartner(perturbation.seed);
  if (perturbation.kind === 'same-type') return game.sameTypePartner(perturbation.seed);
  return senderGame ?? game.name;
}

/** Two messages with the same key cost the sender its work only once; null: there is no work. */
export function sharedWorkKey(game: OpenedGame, settings: MessageSettings): string | null {
  const { channel, compression, k, words } = settings;
  if (channel === 'none' || channel === 'human') return null;
  const source = sourceGame(game, settings);
  if (words !== undefined) return channel === 'text' ? null : `words ${source} ${words}`;
  const loop = compression === 'trained' || compression === 'untrained';
  return `${loop ? `${compression} ${k}` : 'thought'} ${source}`;
}

/** Writes what the sender has to say; what several messages share is generated once. */
export class MessageDrafts {
  private readonly written: WrittenWork;

  constructor(
    private readonly models: Models,
    private readonly game: OpenedGame,
    private readonly view: SenderView,
    private readonly sampling?: SamplingSettings,
    work: SenderWork = new SenderWork(),
  ) {
    this.written = work.of(view, sampling);
  }

  /** The message of a lane with an agent and a channel. */
  async write(settings: MessageSettings, work: Work, onThinking?: OnThinking): Promise<Draft> {
    const { compression, channel, words } = settings;
    const source = sourceGame(this.game, settings);
    if (words !== undefined) {
      const tokens = this.encode(words);
      if (channel === 'text') return this.wordsAlone(tokens, NO_TIME);
      const { latents, time } = await this.forced(settings, source, tokens, work, onThinking);
      return this.compressed(settings, tokens, latents, time);
    }
    if (compression === 'trained' || compression === 'untrained') {
      const { latents, time } = await this.loop(settings, source, work, onThinking);
      const { dim } = this.models.sender;
      const places = new Array<null>(latents.length / dim).fill(null);
      return { dim, latents, places, tail: [], tokens: null, time };
    }
    const { tokens, latents, time } = await this.think(settings, source, work, onThinking);
    if (channel === 'text') return this.wordsAlone(tokens, time);
    return this.compressed(settings, tokens, latents, time);
  }

  /** The thought behind a message that was written, or undefined where the sender thought nothing. */
  thought(settings: MessageSettings): Thought | undefined {
    return this.written.thoughts.get(sharedWorkKey(this.game, settings) ?? '');
  }

  /** Throws a LabError 'bad-settings' for words that are none, or too many. */
  private encode(words: string): number[] {
    const { manifest, senderTokenizer } = this.models;
    const tokens = senderTokenizer.encode(words);
    const most = manifest.maxThoughtTokens;
    if (tokens.length === 0) {
      throw new LabError('bad-settings', 'There are no words to send. Write some.');
    }
    if (tokens.length <= most) return tokens;
    throw new LabError(
      'bad-settings',
      `These words are ${tokens.length} tokens; a message has at most ${most}. Shorten them.`,
    );
  }

  private wordsAlone(tokens: readonly number[], time: SenderTime): Draft {
    const tail = tokens.map((_, place) => place);
    const { dim } = this.models.sender;
    return { dim, latents: new Float32Array(0), places: [], tail, tokens, time };
  }

  private compressed(
    { compression, k, ratio }: MessageSettings,
    tokens: readonly number[],
    latents: Float32Array,
    time: SenderTime,
  ): Draft {
    const { dim } = this.models.sender;
    const { length } = tokens;
    const kept = compression === 'kept' ? keptSteps(length, k) : truncatedSteps(length, ratio);
    const places = compression === 'full' ? tokens.map((_, place) => place) : kept;
    return { dim, latents: selectRows(latents, dim, places), places, tail: [], tokens, time };
  }

  private async think(
    settings: MessageSettings,
    source: string,
    work: Work,
    onThinking?: OnThinking,
  ): Promise<Thought> {
    const { models, sampling, written } = this;
    const key = sharedWorkKey(this.game, settings) ?? '';
    const onToken =
      onThinking &&
      ((tokens: readonly number[]) =>
        onThinking(models.senderTokenizer.decode(tokens), tokens.length));
    const prompt = this.game.senderPrompt(source, this.view);
    return writtenOnce(written.thoughts, written.writing, key, () =>
      think(models, prompt, work, { sampling, onToken }),
    );
  }

  private async loop(
    settings: MessageSettings,
    source: string,
    work: Work,
    onThinking?: OnThinking,
  ): Promise<LatentMessage> {
    const key = sharedWorkKey(this.game, settings) ?? '';
    const write = settings.compression === 'trained' ? trainedLatents : untrainedLatents;
    const prompt = this.game.senderPrompt(source, this.view);
    const onStep = (steps: number): void => onThinking?.('', steps);
    return writtenOnce(this.written.loops, this.written.writing, key, () =>
      write(this.models, prompt, settings.k, work, onStep),
    );
  }

  private async forced(
    settings: MessageSettings,
    source: string,
    tokens: readonly number[],
    work: Work,
    onThinking?: OnThinking,
  ): Promise<LatentMessage> {
    const { models } = this;
    const key = sharedWorkKey(this.game, settings) ?? '';
    const prompt = this.game.senderPrompt(source, this.view);
    const onStep = (steps: number): void =>
      onThinking?.(models.senderTokenizer.decode(tokens.slice(0, steps)), steps);
    return writtenOnce(this.written.loops, this.written.writing, key, () =>
      forcedStates(models, prompt, tokens, work, onStep),
    );
  }
}
