/**
 * What a run is packed as: arrays in a fixed order, tokens as places in a table, probabilities in
 * ten-thousandths. Hidden states, observations and admissible commands are not in it.
 */
import * as v from 'valibot';
import { FaultSchema, OUTCOMES } from '../../lab/trace-codec';
import { LIMITS } from './limits';

/** Larger numbers than any run has; they bound what a link can make this page hold. */
export const RUN_LIMITS = {
  /** Characters of the packed run in a link. */
  text: 64_000,
  /** Bytes of it unpacked. */
  bytes: 400_000,
  pieces: 4_096,
  piece: 120,
  thoughts: 4,
  thoughtTokens: 2_048,
  thoughtText: 16_000,
  command: 300,
  commandTokens: 128,
  alternatives: 10,
  roles: 12,
  faults: 200,
  failure: 400,
} as const;

/** Of a probability. */
export const PROBABILITY_UNIT = 10_000;
/** Of an entropy, in nats. */
export const ENTROPY_UNIT = 1_000;

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const texts = (most: number) => v.pipe(v.string(), v.maxLength(most));
const listOf = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(item), v.maxLength(most));

const TokenId = upTo(2 ** 24);
const Milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9));
const Piece = upTo(RUN_LIMITS.pieces - 1);

/** The token's piece, its entropy, whether it is a near tie, then pieces and their probabilities. */
const TokenSchema = v.strictTuple([
  Piece,
  upTo(1e6),
  v.picklist([0, 1]),
  listOf(v.strictTuple([Piece, upTo(PROBABILITY_UNIT)]), RUN_LIMITS.alternatives),
]);

/** Command, milliseconds, tokens. */
const StepSchema = v.strictTuple([
  texts(RUN_LIMITS.command),
  Milliseconds,
  listOf(TokenSchema, RUN_LIMITS.commandTokens),
]);

/** The thought's place, or -1; positions, bytes, dimension. */
const MessageSchema = v.strictTuple([
  v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(RUN_LIMITS.thoughts - 1)),
  upTo(1e6),
  upTo(1e9),
  upTo(1e6),
]);

const LaneSchema = v.strictTuple([
  v.picklist(OUTCOMES),
  v.nullable(MessageSchema),
  v.nullable(v.strictTuple([Milliseconds, Milliseconds, Milliseconds, Milliseconds])),
  listOf(StepSchema, LIMITS.steps),
]);

/** The step, what, and where it went on. */
const PackedFault = v.strictTuple([
  upTo(1e6),
  FaultSchema.entries.what,
  FaultSchema.entries.backend,
]);

/** The lane, the error's code and its sentence. */
const PackedFailure = v.strictTuple([
  upTo(LIMITS.lanes),
  v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/)),
  texts(RUN_LIMITS.failure),
]);

export const PackedRunSchema = v.strictObject({
  /** The settings, as a link's query. */
  settings: texts(LIMITS.query),
  backend: texts(40),
  date: v.pipe(v.string(), v.maxLength(40), v.isoTimestamp()),
  /** Role and the first digits of its file's sha256. */
  models: listOf(
    v.strictTuple([
      v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/)),
      v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/)),
    ]),
    RUN_LIMITS.roles,
  ),
  check: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  pieces: listOf(v.strictTuple([TokenId, texts(RUN_LIMITS.piece)]), RUN_LIMITS.pieces),
  thoughts: listOf(
    v.strictTuple([texts(RUN_LIMITS.thoughtText), listOf(TokenId, RUN_LIMITS.thoughtTokens)]),
    RUN_LIMITS.thoughts,
  ),
  lanes: listOf(LaneSchema, LIMITS.lanes),
  faults: v.exactOptional(listOf(PackedFault, RUN_LIMITS.faults)),
  /** Of the lanes that failed. */
  failures: v.exactOptional(listOf(PackedFailure, LIMITS.lanes)),
});

export type PackedRun = v.InferOutput<typeof PackedRunSchema>;
export type PackedLane = PackedRun['lanes'][number];
export type PackedToken = v.InferOutput<typeof TokenSchema>;
