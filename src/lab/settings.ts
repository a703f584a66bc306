/** What a person chose. With the models, settings decide a run completely. */

export const CHANNELS = ['latent', 'text', 'none'] as const;
export type Channel = (typeof CHANNELS)[number];

export const COMPRESSIONS = ['full', 'trained', 'untrained', 'kept', 'truncated'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export type Perturbation =
  | { readonly kind: 'none' }
  /** The message the same sender writes for another game of the same split and another task type. */
  | { readonly kind: 'cross-task'; readonly seed: number };

/** What reaches the actor in one lane. */
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

export interface EpisodeSettings {
  /** The game's name, such as `g1/unseen/kitchen/pick_heat_then_place_in_recep/7/standard`. */
  readonly game: string;
  /** Commands before the episode ends as lost. */
  readonly stepBudget: number;
  /** Absent: the sender's words are greedy. */
  readonly sampling?: SamplingSettings;
}

export interface RunSettings extends EpisodeSettings {
  readonly lanes: readonly MessageSettings[];
}
