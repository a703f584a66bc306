/**
 * The single record of a run: panels draw it, links carry it, batches aggregate it, tests assert it.
 */
import type { House } from './house';
import type { MessageSettings, RunSettings } from './settings';

export const TRACE_VERSION = 2;

export interface TokenProbability {
  readonly token: number;
  readonly text: string;
  readonly probability: number;
}

/** One token the actor wrote, with what else it might have written. */
export interface GeneratedToken {
  readonly token: number;
  readonly text: string;
  /** The most probable next tokens, most probable first, at temperature 1 over the whole vocabulary. */
  readonly top: readonly TokenProbability[];
  /** Of the whole distribution, in nats. */
  readonly entropy: number;
  /** The top two logits are closer than 1e-3: backends may differ here. */
  readonly nearTie: boolean;
}

export interface StepTrace {
  readonly command: string;
  readonly observation: string;
  /** In the state after the command. */
  readonly admissibleCommands: readonly string[];
  /** Whether the command was admissible in the state it was given in. */
  readonly admissible: boolean;
  readonly won: boolean;
  /** The closing `<obs>` included; none where a person typed the command. */
  readonly tokens: readonly GeneratedToken[];
  /**
   * Wall time of this command, ms: of decoding it, reading the observation before it included, while
   * the other lanes' actors wrote theirs too; or from the observation to the command a person sent.
   */
  readonly milliseconds: number;
  /** Tokens of the observation to the actor; absent where a person played, and in older traces. */
  readonly answerTokens?: number;
  /**
   * Before this command, in the state it was given in: every admissible command with its exact
   * probability, most probable first. Absent until it is asked for, and where a person played.
   */
  readonly commands?: readonly CommandProbability[];
  /** The same for an actor that read another task's message and then this lane's very turns. */
  readonly mismatched?: readonly CommandProbability[];
}

/** Where communication time goes, ms (design.md, section 6). */
export interface CommunicationTime {
  readonly senderPrefill: number;
  readonly generation: number;
  readonly adapter: number;
  readonly actorPrefill: number;
}

/** What a latent step says through the LM head of the model that wrote it (the logit lens). */
export interface LatentStep {
  /** The ten most probable tokens, most probable first, at temperature 1 over the whole vocabulary. */
  readonly top: readonly TokenProbability[];
  /** Of the whole distribution, in nats. */
  readonly entropy: number;
}

/** The exact probability that the actor writes this command, all its tokens and the closing one. */
export interface CommandProbability {
  readonly command: string;
  readonly probability: number;
}

export interface MessageTrace {
  /** The sender's CoT; null where the sender wrote no words (none, trained, untrained). */
  readonly chainOfThought: { readonly tokens: readonly number[]; readonly text: string } | null;
  /** Positions the message takes in the actor's context, `<bop>` and `<eop>` not counted. */
  readonly positions: number;
  /** Bytes on the wire: float32 vectors, or the actor's tokens (shared/token-bytes.ts). */
  readonly bytes: number;
  /** What was sent, `[positions, dim]`, before the adapter; null for text and none. */
  readonly latents: Float32Array | null;
  readonly dim: number;
  /** The logit lens of `latents`, a step each; absent where there are none, or it was not read. */
  readonly lens?: readonly LatentStep[];
  /** Why it could not be read: the writer's LM head is not its embedding table, and no file holds it. */
  readonly noLens?: 'untied';
  /**
   * For each row of `latents` the place in the CoT's tokens, from 0, of the one it emitted; null where it is of none (a row
   * of a latent loop, or made by an edit). Absent where the message has no CoT or no latents.
   */
  readonly tokenOfStep?: readonly (number | null)[];
  /** The latents before edits and perturbation, `[steps, dim]`, where those changed them; no lens: []. */
  readonly written?: { readonly latents: Float32Array; readonly lens: readonly LatentStep[] };
  /** What of the CoT the actor reads as words after the latents (a spliced message), in its own tokens. */
  readonly tail?: readonly number[];
}

/** The actor's context: how much it can hold, and what the game's first observation takes of it. */
export interface ContextTrace {
  /** Positions at most. */
  readonly size: number;
  readonly introTokens: number;
}

/** `failed`: the lane could not be played on, while others could; `LaneTrace.failure` says why. */
export type Outcome = 'running' | 'won' | 'lost' | 'context-full' | 'failed';

/** Why a lane failed: an error's code and its sentence. */
export interface LaneFailure {
  readonly code: string;
  readonly message: string;
}

export interface LaneTrace {
  readonly settings: MessageSettings;
  /** Null until it is written; always null in a human lane. */
  readonly message: MessageTrace | null;
  readonly communication: CommunicationTime | null;
  /** Absent before the actor has read, in a human lane, and in older traces. */
  readonly context?: ContextTrace;
  readonly steps: readonly StepTrace[];
  readonly outcome: Outcome;
  /** Of a lane that failed; absent in every other. */
  readonly failure?: LaneFailure;
  /**
   * Leave-one-out: how far the distribution over the commands of a step (from 1) moves when one
   * latent step is left out, as Jensen-Shannon divergence in nats; absent until it is asked for.
   */
  readonly importance?: { readonly step: number; readonly divergences: readonly number[] };
}

/** What took the models from a run that was being played. */
export const FAULT_KINDS = ['device-lost', 'runtime-error', 'worker-stopped'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * The models were lost, were loaded again, and the run went on from its transcript. Times of steps and of
 * communication do not hold what that took.
 */
export interface FaultTrace {
  /** Steps that the slowest agent had played. */
  readonly step: number;
  readonly what: FaultKind;
  /** Where the models were loaded again; null where the run has not gone on. */
  readonly backend: 'webgpu' | 'wasm' | null;
}

export interface Trace {
  readonly version: typeof TRACE_VERSION;
  readonly settings: RunSettings;
  /** What made the figures: sha256 of the model files by role, and the backend, before any fault. */
  readonly source: {
    readonly kind: 'live' | 'recorded';
    readonly backend: string;
    readonly models: Readonly<Record<string, string>>;
    /** ISO date. */
    readonly date: string;
  };
  /** The engine's first observation, task included. */
  readonly intro: string;
  readonly task: string;
  readonly house: House;
  /** At the start. */
  readonly admissibleCommands: readonly string[];
  readonly lanes: readonly LaneTrace[];
  /** In the order in which they came; absent where nothing went wrong, and in older traces. */
  readonly faults?: readonly FaultTrace[];
}
