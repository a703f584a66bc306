/** Runs recorded with the shipped models: what is kept of a trace, and the list of them. */
import * as v from 'valibot';
import { SENDER_VIEWS } from './sender-views';
import type { CommandProbability, GeneratedToken, LaneTrace, MessageTrace, Trace } from './trace';

/** The stories told by recorded runs; the page opens on the first. */
export const STORY_NAMES = [
  'second-guess',
  'eight-vectors',
  'two-objects',
  'latent-loses',
] as const;
export type StoryName = (typeof STORY_NAMES)[number];

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A row of the model card: how often such a lane wins within 20 steps. */
const RateSchema = v.strictObject({
  /** The card's name of what the actor is given. */
  condition: v.string(),
  games: Count,
  rate: Share,
  ci95: v.tuple([v.number(), v.number()]),
});

export const RecordingSchema = v.strictObject({
  name: v.picklist(STORY_NAMES),
  game: v.string(),
  view: v.picklist(SENDER_VIEWS),
  /** The step worth a look first: where the lanes part. */
  step: Count,
  /** The game is the first of a split, in the order of seeds, that its story's rule accepts. */
  chosen: v.strictObject({ split: v.string(), searched: Count }),
  /** Of the lanes, in their order, over games that nobody chose; empty where none were measured. */
  rates: v.array(RateSchema),
  /** The rates are over games with this game's task alone. */
  ratesOfTask: v.boolean(),
  /** sha256 of the trace's file. */
  sha256: Hash,
  bytes: Count,
  /** sha256 of the models' files by role, as a trace carries them. */
  models: v.record(v.string(), v.string()),
  /** Tokens the sender can write; a trace does not hold their number. */
  vocabulary: v.pipe(Count, v.minValue(1)),
  /** ISO date. */
  date: v.string(),
});

/** One recorded run of the list. */
export type Recording = v.InferOutput<typeof RecordingSchema>;

/** Of a token's alternatives, how many a recording keeps. */
export const ALTERNATIVES_KEPT = 5;

const rounded = (value: number): number => Number(value.toPrecision(5));

function slimToken(token: GeneratedToken): GeneratedToken {
  const top = token.top
    .slice(0, ALTERNATIVES_KEPT)
    .map((one) => ({ ...one, probability: rounded(one.probability) }));
  return { ...token, top, entropy: rounded(token.entropy) };
}

function slimLens(lens: NonNullable<MessageTrace['lens']>): NonNullable<MessageTrace['lens']> {
  return lens.map(({ top, entropy }) => ({
    top: top.map((one) => ({ ...one, probability: rounded(one.probability) })),
    entropy: rounded(entropy),
  }));
}

function slimCommands(commands: readonly CommandProbability[]): CommandProbability[] {
  return commands.map((one) => ({ ...one, probability: rounded(one.probability) }));
}

function slimMessage(message: MessageTrace): MessageTrace {
  const { lens, written } = message;
  return {
    ...message,
    ...(lens && { lens: slimLens(lens) }),
    ...(written && { written: { ...written, lens: slimLens(written.lens) } }),
  };
}

function slimLane(lane: LaneTrace): LaneTrace {
  const { message, communication, steps, importance } = lane;
  return {
    ...lane,
    message: message && slimMessage(message),
    communication: communication && {
      senderPrefill: rounded(communication.senderPrefill),
      generation: rounded(communication.generation),
      adapter: rounded(communication.adapter),
      actorPrefill: rounded(communication.actorPrefill),
    },
    ...(importance && {
      importance: { ...importance, divergences: importance.divergences.map(rounded) },
    }),
    steps: steps.map((step) => ({
      ...step,
      tokens: step.tokens.map(slimToken),
      milliseconds: rounded(step.milliseconds),
      ...(step.commands && { commands: slimCommands(step.commands) }),
      ...(step.mismatched && { mismatched: slimCommands(step.mismatched) }),
    })),
  };
}

/**
 * The trace as it is served: probabilities, entropies and times to five digits, and of the actor's
 * tokens the most probable alternatives alone. The latents stay exact.
 */
export function slimTrace(trace: Trace): Trace {
  return { ...trace, lanes: trace.lanes.map(slimLane) };
}
