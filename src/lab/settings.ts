/** What a person chose. With the models, settings decide a run completely. */
import type { SenderView } from './sender-views';

/** How a lane is played: by an actor that gets one of three kinds of message, or by a person. */
export const CHANNELS = ['latent', 'text', 'none', 'human'] as const;
export type Channel = (typeof CHANNELS)[number];

export const COMPRESSIONS = ['full', 'trained', 'untrained', 'kept', 'truncated'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** Which statistics a perturbation uses: the message's own, or those of many messages (perturbations.md). */
export const SCOPES = ['corpus', 'message'] as const;
export type Scope = (typeof SCOPES)[number];

/** Perturbations that follow a covariance, in the order of the paper's table. */
export const COVARIANCE_PERTURBATIONS = [
  'cov-noise',
  'cov-gauss-zero',
  'cov-gauss-mean',
  'random-rotation',
] as const;

export type Perturbation =
  | { readonly kind: 'none' }
  /**
   * The message the same sender writes for another game of the same split: of another task type
   * (CrossTask), or of the same one (SameTypeMismatch).
   */
  | { readonly kind: 'cross-task' | 'same-type'; readonly seed: number }
  | {
      readonly kind: 'white-noise';
      /** 0 to 4; the paper's is 1. */
      readonly strength: number;
      readonly seed: number;
      /** Steps of the message that are changed, from 0; absent: all. */
      readonly steps?: readonly number[];
    }
  | {
      readonly kind: (typeof COVARIANCE_PERTURBATIONS)[number];
      readonly scope: Scope;
      /** 0 to 4 for noise that is added, 0 to 1 for what takes the message's place. */
      readonly strength: number;
      readonly seed: number;
      readonly steps?: readonly number[];
    };

/**
 * One operation on a latent message; several are done in order, each on the result of the one before.
 * Steps count from 0. `from` and `to` bound a stretch of steps, `to` not included.
 */
export type Edit =
  | { readonly kind: 'remove' | 'zero' | 'average'; readonly from: number; readonly to: number }
  /** The step comes `times` times in a row. */
  | { readonly kind: 'repeat'; readonly step: number; readonly times: number }
  | { readonly kind: 'swap'; readonly step: number; readonly other: number }
  /** The first share stays latent, the words of the CoT follow for the rest (the curriculum's mixture). */
  | { readonly kind: 'splice'; readonly ratio: number }
  /** (1 − amount) of this message and amount of the one for another game, step by step. */
  | { readonly kind: 'interpolate'; readonly game: string; readonly amount: number }
  /**
   * States of the same sender on the same words, told the named places for certain: `places` puts
   * them before the names of the places alone, `rest` everywhere else (the `uncertain` view).
   */
  | { readonly kind: 'certain'; readonly at: 'places' | 'rest' };

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
  /** Operations on the latent message, before it is perturbed; absent: none. */
  readonly edits?: readonly Edit[];
  /** A chain of thought written by hand, in place of the sender's; sent as words or as their states. */
  readonly words?: string;
  /** The game that the sender writes for, where it is another than the one played. */
  readonly senderGame?: string;
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
