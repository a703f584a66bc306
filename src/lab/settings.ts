/** What a person chose. With the models, settings decide a run completely. */
import type { SenderView } from './sender-views';

/** How a lane is played: by an actor that gets one of three kinds of message, or by a person. */
export const CHANNELS = ['latent', 'text', 'none', 'human'] as const;
export type Channel = (typeof CHANNELS)[number];

export const COMPRESSIONS = ['full', 'trained', 'untrained', 'kept', 'truncated'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export type Perturbation =
  | { readonly kind: 'none' }
  /** The message the same sender writes for another game of the same split and another task type. */
  | { readonly kind: 'cross-task'; readonly seed: number };

/** What reaches the actor in one lane. In a human lane there is no actor and the rest says nothing. */
export interface MessageSettings {
  readonly channel: Channel;
  /** Only for the latent channel; 'full' elsewhere. */
  readonly compression: Compression;
  /** Latent steps for trained, untrained and kept. */
  readonly k: number;
  /** Share of the message for truncated, 0 to 1. */
  readonly ratio: number;
  readonly perturbation: Perturbation;
}

/** The sender draws its words instead of taking the most probable one each time. */
export interface SamplingSettings {
  /** Above 0. */
  readonly temperature: number;
  /** Above 0, at most 1. */
  readonly topP: number;
  readonly seed: number;
}

/** An imported game. */
export interface GameFile {
  /**
   * `file/<title>/<first 16 hex digits of the sha256 of the text>`, then `/<agent>` for a file of
   * several agents. The title holds no slash and no white space.
   */
  readonly name: string;
  /** Of `game.tw-pddl`. */
  readonly text: string;
  /** Which agent plays, in a file of several; else null. */
  readonly agent: string | null;
}

export interface EpisodeSettings {
  /**
   * The game's name: of a generated game, such as
   * `g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard`, or of an imported GameFile.
   */
  readonly game: string;
  /** Commands before the episode ends as lost. */
  readonly stepBudget: number;
  /** Absent: the sender's words are greedy. */
  readonly sampling?: SamplingSettings;
  /** What the sender is told; absent: `UNNAMED_VIEW`. */
  readonly view?: SenderView;
}

export interface RunSettings extends EpisodeSettings {
  readonly lanes: readonly MessageSettings[];
}

/** Whether a run has a lane that an agent plays: only then it needs models. */
export function needsModels(lanes: readonly MessageSettings[]): boolean {
  return lanes.some(({ channel }) => channel !== 'human');
}
