/** Settings that a link can carry, all of them. */

import fc from 'fast-check';
import { DEVICE_CHOICES } from '../../src/client/protocol';
import { SENDER_VIEWS } from '../../src/lab/sender-views';
import {
  COMPRESSIONS,
  COVARIANCE_PERTURBATIONS,
  type Edit,
  type MessageSettings,
  type Perturbation,
  type RunSettings,
  SCOPES,
} from '../../src/lab/settings';
import { OWN_TIERS } from '../../src/shared/own-tiers';
import { INSPECTOR_TABS } from '../../src/state/lab-data';
import { LIMITS, strongest } from '../../src/state/link/limits';
import type { LinkState } from '../../src/state/link/link-codec';

const seed = fc.integer({ min: 0, max: LIMITS.seed });
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const amountUpTo = (max: number) =>
  fc.double({ min: 0, max, noNaN: true }).map((value) => value + 0);
const latentStep = fc.nat(LIMITS.latentSteps - 1);
const text = fc.string({ unit: 'binary', maxLength: 60 });
const game = fc.oneof(
  fc
    .tuple(fc.constantFrom('train', 'dev', 'seen', 'unseen'), fc.nat(2 ** 31 - 1))
    .map(
      ([split, number]) => `g1/${split}/kitchen/pick_heat_then_place_in_recep/${number}/standard`,
    ),
  fc.constant('g2/dev/bedroom/look_at_obj_in_light/3/realistic+places=30+usual=0.5'),
  fc.constant('file/pick_x-28/0123456789abcdef/alice'),
);

const optional = <T extends object>(
  required: Record<string, fc.Arbitrary<unknown>>,
  more: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<T> =>
  fc.record({ ...required, ...more }, { requiredKeys: Object.keys(required) }) as fc.Arbitrary<T>;

const steps = fc.oneof(
  fc.array(latentStep, { maxLength: 8 }),
  fc
    .tuple(fc.nat(100), fc.nat(40))
    .map(([first, length]) => Array.from({ length }, (_, index) => first + index)),
);

const perturbation: fc.Arbitrary<Perturbation> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.record({ kind: fc.constantFrom('cross-task' as const, 'same-type' as const), seed }),
  optional<Perturbation>(
    { kind: fc.constant('white-noise'), strength: amountUpTo(LIMITS.strength), seed },
    { steps },
  ),
  fc.constantFrom(...COVARIANCE_PERTURBATIONS).chain((kind) =>
    optional<Perturbation>(
      {
        kind: fc.constant(kind),
        scope: fc.constantFrom(...SCOPES),
        strength: amountUpTo(strongest(kind)),
        seed,
      },
      { steps },
    ),
  ),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(fc.constantFrom('remove', 'zero', 'average'), latentStep, latentStep)
    .map(
      ([kind, one, other]) =>
        ({ kind, from: Math.min(one, other), to: Math.max(one, other) }) as Edit,
    ),
  fc.record({
    kind: fc.constant('repeat' as const),
    step: latentStep,
    times: fc.integer({ min: 1, max: LIMITS.times }),
  }),
  fc.record({ kind: fc.constant('swap' as const), step: latentStep, other: latentStep }),
  fc.record({ kind: fc.constant('splice' as const), ratio: share }),
  fc.record({ kind: fc.constant('interpolate' as const), game, amount: share }),
  fc.record({
    kind: fc.constant('certain' as const),
    at: fc.constantFrom('places' as const, 'rest' as const),
  }),
);

export const lane: fc.Arbitrary<MessageSettings> = fc
  .tuple(
    fc.oneof(
      fc.record({
        channel: fc.constant('latent' as const),
        compression: fc.constantFrom(...COMPRESSIONS),
      }),
      fc.record({
        channel: fc.constantFrom('text' as const, 'none' as const, 'human' as const),
        compression: fc.constant('full' as const),
      }),
    ),
    optional<Omit<MessageSettings, 'channel' | 'compression'>>(
      { k: fc.integer({ min: 1, max: LIMITS.k }), ratio: share, perturbation },
      {
        edits: fc.array(edit, { minLength: 1, maxLength: 5 }),
        words: text,
        senderGame: game,
      },
    ),
  )
  .map(([head, rest]) => ({ ...head, ...rest }));

export const settings: fc.Arbitrary<RunSettings> = optional<RunSettings>(
  {
    game,
    stepBudget: fc.integer({ min: 1, max: LIMITS.steps }),
    view: fc.constantFrom(...SENDER_VIEWS),
    lanes: fc.array(lane, { minLength: 1, maxLength: LIMITS.lanes }),
  },
  {
    sampling: fc.record({
      temperature: fc.double({ min: 1e-6, max: LIMITS.temperature, noNaN: true }),
      topP: fc.double({ min: 1e-6, max: 1, noNaN: true }),
      seed,
    }),
  },
);

export const linkState: fc.Arbitrary<LinkState> = fc.record({
  settings,
  models: fc.constantFrom(null, ...OWN_TIERS.map(({ name }) => name)),
  device: fc.constantFrom(...DEVICE_CHOICES),
  tab: fc.constantFrom(null, ...INSPECTOR_TABS),
  step: fc.option(fc.integer({ min: 0, max: LIMITS.steps })),
  embed: fc.boolean(),
});
