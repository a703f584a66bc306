import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_HOUSE, type House } from '../../src/lab/house';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import {
  CHANNELS,
  COMPRESSIONS,
  COVARIANCE_PERTURBATIONS,
  type Edit,
  type MessageSettings,
  type Perturbation,
  SCOPES,
} from '../../src/lab/settings';
import {
  FAULT_KINDS,
  type LaneTrace,
  type MessageTrace,
  TRACE_VERSION,
  type Trace,
} from '../../src/lab/trace';
import { decodeTrace, encodeTrace } from '../../src/lab/trace-codec';
import { base64ToFloat32, float32ToBase64 } from '../../src/shared/base64';
import { ROLES } from '../../src/shared/manifest';

const text = fc.string({ unit: 'binary' });
// JSON has no -0.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const count = fc.nat(1000);
const texts = fc.array(text, { maxLength: 4 });

const kindOf = <Kind extends string>(...kinds: Kind[]): fc.Arbitrary<Kind> =>
  fc.constantFrom(...kinds);

/** Every kind of perturbation; steps may be absent. */
const perturbation: fc.Arbitrary<Perturbation> = fc.oneof(
  fc.record({ kind: kindOf('none') }),
  fc.record({ kind: kindOf('cross-task', 'same-type'), seed: count }),
  fc.record(
    { kind: kindOf('white-noise'), strength: number, seed: count, steps: fc.array(count) },
    { requiredKeys: ['kind', 'strength', 'seed'] },
  ),
  fc.record(
    {
      kind: kindOf(...COVARIANCE_PERTURBATIONS),
      scope: kindOf(...SCOPES),
      strength: number,
      seed: count,
      steps: fc.array(count),
    },
    { requiredKeys: ['kind', 'scope', 'strength', 'seed'] },
  ),
) as fc.Arbitrary<Perturbation>;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: kindOf('remove', 'zero', 'average'), from: count, to: count }),
  fc.record({ kind: kindOf('repeat'), step: count, times: count }),
  fc.record({ kind: kindOf('swap'), step: count, other: count }),
  fc.record({ kind: kindOf('splice'), ratio: number }),
  fc.record({ kind: kindOf('interpolate'), game: text, amount: number }),
  fc.record({ kind: kindOf('certain'), at: kindOf('places', 'rest') }),
);

const messageSettings = fc.record(
  {
    channel: fc.constantFrom(...CHANNELS),
    compression: fc.constantFrom(...COMPRESSIONS),
    k: count,
    ratio: number,
    perturbation,
    edits: fc.array(edit, { maxLength: 3 }),
    words: text,
    senderGame: text,
  },
  { requiredKeys: ['channel', 'compression', 'k', 'ratio', 'perturbation'] },
) as fc.Arbitrary<MessageSettings>;

const topTokens = fc.array(fc.record({ token: count, text, probability: number }), {
  maxLength: 3,
});

const lens = fc.array(fc.record({ top: topTokens, entropy: number }), { maxLength: 3 });

const commands = fc.array(fc.record({ command: text, probability: number }), { maxLength: 3 });

const messageTrace: fc.Arbitrary<MessageTrace> = fc
  .record({ dim: fc.integer({ min: 1, max: 5 }), steps: fc.nat(6), tail: fc.array(count) })
  .chain(({ dim, steps, tail }) =>
    fc.record(
      {
        chainOfThought: fc.option(fc.record({ tokens: fc.array(count), text })),
        positions: fc.constant(steps + tail.length),
        bytes: count,
        latents: fc.option(fc.float32Array({ minLength: steps * dim, maxLength: steps * dim })),
        dim: fc.constant(dim),
        lens,
        tokenOfStep: fc.array(fc.option(count), { maxLength: 6 }),
        written: fc.record({ latents: fc.float32Array({ maxLength: 9 }), lens }),
        // An empty tail may be left out.
        ...(tail.length === 0 ? {} : { tail: fc.constant(tail) }),
      },
      {
        requiredKeys: [
          'chainOfThought',
          'positions',
          'bytes',
          'latents',
          'dim',
          ...(tail.length === 0 ? [] : (['tail'] as const)),
        ],
      },
    ),
  ) as fc.Arbitrary<MessageTrace>;

const step = fc.record(
  {
    command: text,
    observation: text,
    admissibleCommands: texts,
    admissible: fc.boolean(),
    won: fc.boolean(),
    tokens: fc.array(
      fc.record({ token: count, text, top: topTokens, entropy: number, nearTie: fc.boolean() }),
      { maxLength: 3 },
    ),
    milliseconds: number,
    answerTokens: count,
    commands,
    mismatched: commands,
  },
  {
    requiredKeys: [
      'command',
      'observation',
      'admissibleCommands',
      'admissible',
      'won',
      'tokens',
      'milliseconds',
    ],
  },
);

const lane = fc.record(
  {
    settings: messageSettings,
    message: fc.option(messageTrace),
    communication: fc.option(
      fc.record({
        senderPrefill: number,
        generation: number,
        adapter: number,
        actorPrefill: number,
      }),
    ),
    context: fc.record({ size: count, introTokens: count }),
    steps: fc.array(step, { maxLength: 3 }),
    outcome: fc.constantFrom('running', 'won', 'lost', 'context-full', 'failed'),
    failure: fc.record({ code: text, message: text }),
    importance: fc.record({ step: count, divergences: fc.array(number, { maxLength: 4 }) }),
  },
  { requiredKeys: ['settings', 'message', 'communication', 'steps', 'outcome'] },
) as fc.Arbitrary<LaneTrace>;

const house: fc.Arbitrary<House> = fc.record({
  places: fc.array(
    fc.record({
      name: text,
      type: text,
      location: count,
      openable: fc.boolean(),
      open: fc.boolean(),
      contents: texts,
    }),
    { maxLength: 3 },
  ),
  start: fc.option(count),
});

const parts = {
  version: fc.constant(TRACE_VERSION),
  settings: fc.record(
    {
      game: text,
      stepBudget: count,
      sampling: fc.record({ temperature: number, topP: number, seed: count }),
      view: fc.constantFrom(...SENDER_VIEWS),
      lanes: fc.array(messageSettings, { maxLength: 3 }),
    },
    { requiredKeys: ['game', 'stepBudget', 'lanes'] },
  ) as fc.Arbitrary<Trace['settings']>,
  source: fc.record({
    kind: fc.constantFrom('live' as const, 'recorded' as const),
    backend: text,
    models: fc.dictionary(fc.constantFrom(...ROLES), text, { noNullPrototype: true }),
    date: text,
  }),
  intro: text,
  task: text,
  house,
  admissibleCommands: texts,
  lanes: fc.array(lane, { maxLength: 3 }),
  faults: fc.array(
    fc.record({
      step: count,
      what: fc.constantFrom(...FAULT_KINDS),
      backend: fc.option(kindOf('webgpu', 'wasm')),
    }),
    { maxLength: 3 },
  ),
};
const { faults: _, ...required } = parts;
const trace = fc.record(parts, {
  requiredKeys: Object.keys(required) as (keyof typeof required)[],
}) as fc.Arbitrary<Trace>;

describe('the trace codec', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(trace, (original) => {
        expect(decodeTrace(encodeTrace(original))).toEqual(original);
      }),
    );
  });

  it('keeps every float32 bit, infinities and NaN included', () => {
    fc.assert(
      fc.property(fc.float32Array(), (values) => {
        expect(base64ToFloat32(float32ToBase64(values))).toEqual(values);
      }),
    );
  });

  it('refuses a trace in which anything is missing, and says where', () => {
    fc.assert(
      fc.property(trace, fc.nat(), (original, choice) => {
        const data = JSON.parse(encodeTrace(original)) as Record<string, unknown>;
        const keys = Object.keys(data).filter((key) => key !== 'faults');
        const missing = keys[choice % keys.length] as string;
        delete data[missing];
        expect(() => decodeTrace(JSON.stringify(data))).toThrow(`"${missing}"`);
      }),
    );
  });
});

describe('a damaged trace', () => {
  const one = (latents: Float32Array): Trace => ({
    version: TRACE_VERSION,
    settings: { game: '', stepBudget: 20, lanes: [] },
    source: { kind: 'live', backend: 'wasm', models: {}, date: '' },
    intro: '',
    task: '',
    house: EMPTY_HOUSE,
    admissibleCommands: [],
    lanes: [
      {
        settings: {
          channel: 'latent',
          compression: 'full',
          k: 8,
          ratio: 0.5,
          perturbation: { kind: 'none' },
        },
        message: { chainOfThought: null, positions: 2, bytes: 16, latents, dim: 2 },
        communication: null,
        steps: [],
        outcome: 'running',
      },
    ],
  });
  const whole = encodeTrace(one(Float32Array.of(1, 2, 3, 4)));

  it.each([
    ['a cut file', whole.slice(0, -20), 'it is not JSON'],
    ['another version', whole.replace('"version":2', '"version":99'), 'at version'],
    ['an earlier version', whole.replace('"version":2', '"version":1'), 'format 1'],
    ['an unknown start', whole.replace('"start":null', '"start":-1'), 'at house.start'],
    [
      'a cut vector',
      whole.replace('AACAPwAAAEAAAEBAAACAQA==', 'AACA'),
      'at lanes.0.message.latents',
    ],
    ['a short vector', encodeTrace(one(Float32Array.of(1))), 'at lanes.0.message'],
    ['an unknown outcome', whole.replace('running', 'tired'), 'at lanes.0.outcome'],
    ['an unknown view', whole.replace('"game"', '"view":"psychic","game"'), 'at settings.view'],
    ['an unknown field', whole.replace('"task"', '"extra":1,"task"'), 'at extra'],
    ['something else', '[1,2]', 'not a recorded run'],
  ])('%s is refused', (_, damaged, reason) => {
    expect(damaged).not.toBe(whole);
    expect(() => decodeTrace(damaged)).toThrow(reason);
  });
});
