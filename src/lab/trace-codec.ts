import * as v from 'valibot';
import { float32ToBase64 } from '../shared/base64';
import { Float32Base64 } from '../shared/base64-schema';
import { LabError } from '../shared/errors';
import { SENDER_VIEWS } from './sender-views';
import { CHANNELS, COMPRESSIONS, COVARIANCE_PERTURBATIONS, SCOPES } from './settings';
import { FAULT_KINDS, TRACE_VERSION, type Trace } from './trace';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Texts = v.array(v.string());

const Steps = v.exactOptional(v.array(Count));

export const PerturbationSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.picklist(['cross-task', 'same-type']), seed: v.number() }),
  v.strictObject({
    kind: v.literal('white-noise'),
    strength: v.number(),
    seed: v.number(),
    steps: Steps,
  }),
  v.strictObject({
    kind: v.picklist(COVARIANCE_PERTURBATIONS),
    scope: v.picklist(SCOPES),
    strength: v.number(),
    seed: v.number(),
    steps: Steps,
  }),
]);

export const EditSchema = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['remove', 'zero', 'average']), from: Count, to: Count }),
  v.strictObject({ kind: v.literal('repeat'), step: Count, times: Count }),
  v.strictObject({ kind: v.literal('swap'), step: Count, other: Count }),
  v.strictObject({ kind: v.literal('splice'), ratio: v.number() }),
  v.strictObject({ kind: v.literal('interpolate'), game: v.string(), amount: v.number() }),
  v.strictObject({ kind: v.literal('certain'), at: v.picklist(['places', 'rest']) }),
]);

export const MessageSettingsSchema = v.strictObject({
  channel: v.picklist(CHANNELS),
  compression: v.picklist(COMPRESSIONS),
  k: v.number(),
  ratio: v.number(),
  perturbation: PerturbationSchema,
  edits: v.exactOptional(v.array(EditSchema)),
  words: v.exactOptional(v.string()),
  senderGame: v.exactOptional(v.string()),
});

export const RunSettingsSchema = v.strictObject({
  game: v.string(),
  stepBudget: Count,
  sampling: v.exactOptional(
    v.strictObject({ temperature: v.number(), topP: v.number(), seed: v.number() }),
  ),
  view: v.exactOptional(v.picklist(SENDER_VIEWS)),
  lanes: v.array(MessageSettingsSchema),
});

const TopTokens = v.array(
  v.strictObject({ token: Count, text: v.string(), probability: v.number() }),
);

const GeneratedTokenSchema = v.strictObject({
  token: Count,
  text: v.string(),
  top: TopTokens,
  entropy: v.number(),
  nearTie: v.boolean(),
});

const Commands = v.array(v.strictObject({ command: v.string(), probability: v.number() }));

const StepSchema = v.strictObject({
  command: v.string(),
  observation: v.string(),
  admissibleCommands: Texts,
  admissible: v.boolean(),
  won: v.boolean(),
  tokens: v.array(GeneratedTokenSchema),
  milliseconds: v.number(),
  answerTokens: v.exactOptional(Count),
  commands: v.exactOptional(Commands),
  mismatched: v.exactOptional(Commands),
});

const Lens = v.array(v.strictObject({ top: TopTokens, entropy: v.number() }));

const MessageSchema = v.pipe(
  v.strictObject({
    chainOfThought: v.nullable(v.strictObject({ tokens: v.array(Count), text: v.string() })),
    positions: Count,
    bytes: Count,
    latents: v.nullable(Float32Base64),
    dim: Count,
    lens: v.exactOptional(Lens),
    noLens: v.exactOptional(v.literal('untied')),
    tokenOfStep: v.exactOptional(v.array(v.nullable(Count))),
    written: v.exactOptional(v.strictObject({ latents: Float32Base64, lens: Lens })),
    tail: v.exactOptional(v.array(Count)),
  }),
  v.check(
    ({ latents, positions, dim, tail }) =>
      latents === null || latents.length === (positions - (tail?.length ?? 0)) * dim,
    'The latents are not positions × dim numbers',
  ),
);

export const OUTCOMES = ['running', 'won', 'lost', 'context-full', 'failed'] as const;

export const FailureSchema = v.strictObject({ code: v.string(), message: v.string() });

const LaneSchema = v.strictObject({
  settings: MessageSettingsSchema,
  message: v.nullable(MessageSchema),
  communication: v.nullable(
    v.strictObject({
      senderPrefill: v.number(),
      generation: v.number(),
      adapter: v.number(),
      actorPrefill: v.number(),
    }),
  ),
  context: v.exactOptional(v.strictObject({ size: Count, introTokens: Count })),
  steps: v.array(StepSchema),
  outcome: v.picklist(OUTCOMES),
  failure: v.exactOptional(FailureSchema),
  importance: v.exactOptional(v.strictObject({ step: Count, divergences: v.array(v.number()) })),
});

const HouseSchema = v.strictObject({
  places: v.array(
    v.strictObject({
      name: v.string(),
      type: v.string(),
      location: Count,
      openable: v.boolean(),
      open: v.boolean(),
      contents: Texts,
    }),
  ),
  start: v.nullable(Count),
});

export const FaultSchema = v.strictObject({
  step: Count,
  what: v.picklist(FAULT_KINDS),
  backend: v.nullable(v.picklist(['webgpu', 'wasm'])),
});

const TraceSchema = v.strictObject({
  version: v.literal(TRACE_VERSION),
  settings: RunSettingsSchema,
  source: v.strictObject({
    kind: v.picklist(['live', 'recorded']),
    backend: v.string(),
    models: v.record(v.string(), v.string()),
    date: v.string(),
  }),
  intro: v.string(),
  task: v.string(),
  house: HouseSchema,
  admissibleCommands: Texts,
  lanes: v.array(LaneSchema),
  faults: v.exactOptional(v.array(FaultSchema)),
});

/** Enough of an earlier format to say so. */
const OldTrace = v.object({ version: v.literal(1), settings: v.object({ game: v.string() }) });

/** A trace as JSON; latents as base64 of little-endian float32. */
export function encodeTrace(trace: Trace): string {
  return JSON.stringify(trace, (_, value: unknown) =>
    value instanceof Float32Array ? float32ToBase64(value) : value,
  );
}

/** The inverse of `encodeTrace`. Throws a LabError 'bad-trace' that says what is wrong and where. */
export function decodeTrace(text: string): Trace {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw badTrace('it is not JSON.');
  }
  if (v.is(OldTrace, data)) {
    throw new LabError(
      'bad-trace',
      `This run was recorded in format ${data.version}, without its house; this page reads format ${TRACE_VERSION}. Play the game again: ${data.settings.game}`,
    );
  }
  const result = v.safeParse(TraceSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw badTrace(`${issue.message} at ${v.getDotPath(issue) ?? 'the top'}.`);
}

function badTrace(reason: string): LabError {
  const message = `This is not a recorded run of this version of Interlat Lab: ${reason}`;
  return new LabError('bad-trace', message);
}
