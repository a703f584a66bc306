import { keptSteps, truncatedSteps } from '../interlat/compress';
import { selectRows } from '../interlat/rows';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import type { Models } from './models';
import type { OpenedGame } from './opened-game';
import {
  type LatentMessage,
  type SenderTime,
  type Thought,
  think,
  trainedLatents,
  untrainedLatents,
} from './sender';
import type { SenderView } from './sender-views';
import { SenderWork, type WrittenWork } from './sender-work';
import type { MessageSettings, SamplingSettings } from './settings';
import type { MessageTrace } from './trace';
import type { Work } from './work';

const BYTES_PER_NUMBER = 4;
const BYTES_PER_TOKEN = 2;

/** Throws a LabError 'bad-settings' where these models, if any, cannot send such a message. */
export function checkMessageSettings(settings: MessageSettings, manifest: Manifest | null): void {
  const { channel, compression, k, ratio } = settings;
  const refuse = (message: string): never => {
    throw new LabError('bad-settings', message);
  };
  if (channel !== 'latent' && compression !== 'full') {
    const detail =
      channel === 'human' ? 'in a human lane there is none' : `${channel} is sent in full`;
    refuse(`Only the latent message can be compressed; ${detail}.`);
  }
  if (manifest && compression === 'trained' && !manifest.compressions.includes(k)) {
    const lengths = manifest.compressions.join(', ');
    refuse(`These models were not trained for ${k} latent steps. Choose one of ${lengths}.`);
  }
  if ((compression === 'untrained' || compression === 'kept') && !(Number.isInteger(k) && k >= 1)) {
    refuse(`${k} latent steps cannot be sent. Choose a whole number from 1.`);
  }
  if (compression === 'truncated' && !(ratio >= 0 && ratio <= 1)) {
    refuse(`A share of ${ratio} cannot be sent. Choose a number from 0 to 1.`);
  }
}

/** The game that this message is written for: the lane's own, or another where it is perturbed so. */
function sourceGame(game: OpenedGame, { perturbation }: MessageSettings): string {
  return perturbation.kind === 'cross-task' ? game.crossTaskPartner(perturbation.seed) : game.name;
}

/** Two messages with the same key cost the sender its work only once; null: there is no work. */
export function sharedWorkKey(game: OpenedGame, settings: MessageSettings): string | null {
  const { channel, compression, k } = settings;
  if (channel === 'none' || channel === 'human') return null;
  const loop = compression === 'trained' || compression === 'untrained';
  return `${loop ? `${compression} ${k}` : 'thought'} ${sourceGame(game, settings)}`;
}

export interface WrittenMessage {
  readonly trace: MessageTrace;
  readonly time: SenderTime;
}

/** The words so far (none in a latent loop) and how many tokens or latent steps there are. */
export type OnThinking = (text: string, tokens: number) => void;

const NO_TIME: SenderTime = { senderPrefill: 0, generation: 0 };

/** Writes the sender's messages; what several messages share is generated once. */
export class MessageWriter {
  private readonly thoughts: WrittenWork['thoughts'];
  private readonly loops: WrittenWork['loops'];

  /** `written`: what the sender of these models wrote before, to be shared between runs. */
  constructor(
    private readonly models: Models,
    private readonly game: OpenedGame,
    private readonly view: SenderView,
    private readonly sampling?: SamplingSettings,
    written: SenderWork = new SenderWork(),
  ) {
    ({ thoughts: this.thoughts, loops: this.loops } = written.of(view, sampling));
  }

  /**
   * The message for a lane. Its time is that of the work itself, also where the work
   * had been done for another lane.
   */
  async write(
    settings: MessageSettings,
    work: Work,
    onThinking?: OnThinking | undefined,
  ): Promise<WrittenMessage> {
    if (settings.channel === 'human') throw new Error('A human lane has no message.');
    const { dim } = this.models.sender;
    const key = sharedWorkKey(this.game, settings);
    if (key === null) {
      const trace = { chainOfThought: null, positions: 0, bytes: 0, latents: null, dim };
      return { trace, time: NO_TIME };
    }
    const prompt = this.game.senderPrompt(sourceGame(this.game, settings), this.view);
    if (settings.compression === 'trained' || settings.compression === 'untrained') {
      const loop = this.loops.get(key) ?? (await this.loop(prompt, settings, work, onThinking));
      this.loops.set(key, loop);
      return { trace: latentTrace(loop.latents, dim, null), time: loop.time };
    }
    const thought = this.thoughts.get(key) ?? (await this.think(prompt, work, onThinking));
    this.thoughts.set(key, thought);
    return { trace: this.describe(thought, settings), time: thought.time };
  }

  /** The thought behind a message that was written, or undefined where no words were. */
  thought(settings: MessageSettings): Thought | undefined {
    return this.thoughts.get(sharedWorkKey(this.game, settings) ?? '');
  }

  private think(prompt: string, work: Work, onThinking?: OnThinking | undefined): Promise<Thought> {
    const { models, sampling } = this;
    const onToken =
      onThinking &&
      ((tokens: readonly number[]) => onThinking(models.tokenizer.decode(tokens), tokens.length));
    return think(models, prompt, work, { sampling, onToken });
  }

  private loop(
    prompt: string,
    { compression, k }: MessageSettings,
    work: Work,
    onThinking?: OnThinking | undefined,
  ): Promise<LatentMessage> {
    const write = compression === 'trained' ? trainedLatents : untrainedLatents;
    return write(this.models, prompt, k, work, (steps) => onThinking?.('', steps));
  }

  private describe(
    thought: Thought,
    { channel, compression, k, ratio }: MessageSettings,
  ): MessageTrace {
    const { dim } = this.models.sender;
    const { tokens } = thought;
    const chainOfThought = { tokens, text: this.models.tokenizer.decode(tokens) };
    if (channel === 'text') {
      const bytes = tokens.length * BYTES_PER_TOKEN;
      return { chainOfThought, positions: tokens.length, bytes, latents: null, dim };
    }
    if (compression === 'full') return latentTrace(thought.latents, dim, chainOfThought);
    const steps =
      compression === 'kept' ? keptSteps(tokens.length, k) : truncatedSteps(tokens.length, ratio);
    return latentTrace(selectRows(thought.latents, dim, steps), dim, chainOfThought);
  }
}

function latentTrace(
  latents: Float32Array,
  dim: number,
  chainOfThought: MessageTrace['chainOfThought'],
): MessageTrace {
  const positions = latents.length / dim;
  return { chainOfThought, positions, bytes: latents.length * BYTES_PER_NUMBER, latents, dim };
}

/** A message as the actor's input embeddings `[positions, dim]`: adapted latents, or the words'. */
export async function actorEmbeddings(
  models: Models,
  { latents, positions, chainOfThought }: MessageTrace,
  work: Work,
): Promise<Float32Array> {
  if (positions === 0) return new Float32Array(0);
  if (latents === null) return models.actor.embed(chainOfThought?.tokens ?? []);
  work.signal.throwIfAborted();
  return models.adapter.adapt(latents, positions);
}
