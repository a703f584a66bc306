/** How large a message is, in three figures that say different things (design.md, section 6). */
import type { Channel } from '../lab/settings';
import type { LaneTrace, StepTrace } from '../lab/trace';
import { tokenBytes } from '../shared/token-bytes';
import { countRows } from './latent-view';

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

/** Null before the message is written, and where a person plays. `vocabulary`: of the actor. */
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
  const vectorBytes = vectors === 0 ? 0 : bytes - tokens * tokenBytes(vocabulary ?? 1);
  const bitsPerNumber = vectors * dim === 0 ? 0 : (8 * vectorBytes) / (vectors * dim);
  const words = vocabulary === null ? null : tokens * Math.log2(vocabulary);
  const bits = tokens === 0 ? 8 * vectorBytes : words === null ? null : 8 * vectorBytes + words;
  return { channel, vectors, tokens, positions, bytes, bitsPerNumber, dim, bits };
}

/** What the actor's context holds, in positions: one a token or a vector. */
export interface ContextSize {
  /** Tokens of the CoT that the sender wrote; null where it wrote no words. */
  readonly thought: number | null;
  /** `<bos>` and the game's first observation; null where the trace does not tell. */
  readonly intro: number | null;
  /** The message between `<bop>` and `<eop>`, these two included. */
  readonly message: number;
  /** The commands, each after its `<act>`. */
  readonly commands: number;
  /** The game's answers, each after its `<obs>`; null where the trace does not tell. */
  readonly answers: number | null;
  /** All of it; where something is not told, the least that it can be. */
  readonly total: number;
  /** Positions at most; null where the trace does not tell. */
  readonly size: number | null;
}

const MARK = 1;
/** A special token's label, such as `<obs>`: a command that was cut off ends without it. */
const CLOSING = /^<.+>$/;

const tokensOf = ({ tokens }: StepTrace): number =>
  tokens.length - (CLOSING.test(tokens.at(-1)?.text ?? '') ? 1 : 0);

/**
 * What the actor's context holds after `steps` steps: all that it reads before its next command, whose
 * `<act>` included. After a lane's last command nothing is read any more. Null before its message is
 * written, and where a person plays.
 */
export function contextSize(lane: LaneTrace, steps: number): ContextSize | null {
  const { settings, message, context, outcome } = lane;
  if (message === null || settings.channel === 'human') return null;
  const turns = lane.steps.slice(0, steps);
  const over = outcome !== 'running' && turns.length === lane.steps.length && turns.length > 0;
  const answered = over ? turns.slice(0, -1) : turns;
  const acts = turns.length + (over ? 0 : 1);
  const commands = turns.reduce((sum, turn) => sum + tokensOf(turn), acts * MARK);
  const told = answered.every(({ answerTokens }) => answerTokens !== undefined);
  const answers = told
    ? answered.reduce((sum, { answerTokens = 0 }) => sum + answerTokens + MARK, 0)
    : null;
  const intro = context === undefined ? null : context.introTokens + MARK;
  const around = message.positions + 2 * MARK;
  return {
    thought: message.chainOfThought?.tokens.length ?? null,
    intro,
    message: around,
    commands,
    answers,
    total: (intro ?? MARK) + around + commands + (answers ?? answered.length * MARK),
    size: context?.size ?? null,
  };
}
