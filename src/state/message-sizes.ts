/** How large a message is, in three figures that say different things (design.md, section 6). */
import type { Channel } from '../lab/settings';
import type { LaneTrace } from '../lab/trace';
import { countRows } from './latent-view';

const BYTES_PER_TOKEN = 2;

export interface MessageSize {
  readonly channel: Channel;
  /** What the actor reads: vectors and tokens, one position each. */
  readonly vectors: number;
  readonly tokens: number;
  readonly positions: number;
  /** On the wire, at the dtype sent. */
  readonly bytes: number;
  /** Of one number of a vector; 0 without vectors. */
  readonly bitsPerNumber: number;
  readonly dim: number;
  /**
   * The most that could be told apart: bits of the vectors, and log2 of the vocabulary a token. Null
   * where there are tokens and the vocabulary is not known.
   */
  readonly bits: number | null;
}

/** Null before the message is written, and where a person plays. `vocabulary`: of the sender. */
export function messageSize(
  { settings: { channel }, message }: LaneTrace,
  vocabulary: number | null,
): MessageSize | null {
  if (channel === 'human') return null;
  // Without a message there is nothing to wait for: the actor reads no position.
  const empty = { channel, vectors: 0, tokens: 0, positions: 0, bytes: 0, bitsPerNumber: 0 };
  if (channel === 'none') return { ...empty, dim: message?.dim ?? 0, bits: 0 };
  if (message === null) return null;
  const { positions, bytes, dim, latents, tail = [] } = message;
  // A run from a link has no hidden states, and says how many there were.
  const vectors =
    latents === null && channel === 'text'
      ? 0
      : latents === null
        ? positions - tail.length
        : countRows(latents, dim);
  const tokens = positions - vectors;
  const vectorBytes = bytes - tokens * BYTES_PER_TOKEN;
  const bitsPerNumber = vectors * dim === 0 ? 0 : (8 * vectorBytes) / (vectors * dim);
  const words = vocabulary === null ? null : tokens * Math.log2(vocabulary);
  const bits = tokens === 0 ? 8 * vectorBytes : words === null ? null : 8 * vectorBytes + words;
  return { channel, vectors, tokens, positions, bytes, bitsPerNumber, dim, bits };
}

export interface ContextSize {
  /** Tokens of the CoT that the sender wrote; null where it wrote no words. */
  readonly thought: number | null;
  /** Positions of the message. */
  readonly message: number;
  /** Tokens of the commands so far, each with its closing mark. */
  readonly commands: number;
  /** The marks around the message, and the one before each command. */
  readonly marks: number;
  /** Words of the intro and of what the game answered: their tokens are not in a trace. */
  readonly gameWords: number;
}

const MARKS = ['<bos>', '<bop>', '<eop>'].length;

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** What the actor's context holds after `steps` steps; null before its message is written. */
export function contextSize(lane: LaneTrace, intro: string, steps: number): ContextSize | null {
  const { settings, message } = lane;
  if (message === null || settings.channel === 'human') return null;
  const turns = lane.steps.slice(0, steps);
  return {
    thought: message.chainOfThought?.tokens.length ?? null,
    message: message.positions,
    commands: turns.reduce((sum, { tokens }) => sum + tokens.length, 0),
    marks: MARKS + turns.length,
    gameWords: turns.reduce((sum, turn) => sum + countWords(turn.observation), countWords(intro)),
  };
}
