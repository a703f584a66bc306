/** Surgery on a latent message: each function gives a new message and leaves the one given as it is. */
import { LabError } from '../shared/errors';
import { checkStep } from './perturb';
import { selectRows } from './rows';

/** Latent steps, then words. */
export interface EditableMessage {
  readonly dim: number;
  /** `[steps, dim]`. */
  readonly latents: Float32Array;
  /**
   * For each step the place in the CoT of the token that it emits; null where it emits none (a step of
   * a latent loop, or made by an edit).
   */
  readonly places: readonly (number | null)[];
  /** Places in the CoT of the tokens that follow as words. */
  readonly tail: readonly number[];
}

/** Leaves steps `from` to `to` − 1 out. */
export function removeSteps(message: EditableMessage, from: number, to: number): EditableMessage {
  checkStretch(message, from, to);
  return takeSteps(
    message,
    message.places.flatMap((_, step) => (step >= from && step < to ? [] : [step])),
  );
}

/** Steps `from` to `to` − 1 become zeros. */
export function zeroSteps(message: EditableMessage, from: number, to: number): EditableMessage {
  checkStretch(message, from, to);
  return fillSteps(message, from, to, new Float32Array(message.dim));
}

/** Each of the steps `from` to `to` − 1 becomes their mean; the message keeps its length. */
export function averageSteps(message: EditableMessage, from: number, to: number): EditableMessage {
  checkStretch(message, from, to);
  const { dim, latents } = message;
  // A mean of one is the step itself.
  if (to - from === 1) return message;
  const mean = Float32Array.from({ length: dim }, (_, column) => {
    let sum = 0;
    for (let step = from; step < to; step++) sum += latents[step * dim + column] as number;
    return sum / (to - from);
  });
  return fillSteps(message, from, to, mean);
}

/** The step comes `times` ≥ 1 times in a row. */
export function repeatStep(message: EditableMessage, step: number, times: number): EditableMessage {
  checkStep(step, message.places.length);
  if (!(Number.isInteger(times) && times >= 1)) {
    throw new LabError('bad-settings', `A step cannot come ${times} times. Choose 1 or more.`);
  }
  const order = message.places.flatMap((_, i) => new Array<number>(i === step ? times : 1).fill(i));
  return takeSteps(message, order);
}

/** Two steps change places. */
export function swapSteps(message: EditableMessage, step: number, other: number): EditableMessage {
  const steps = message.places.length;
  checkStep(step, steps);
  checkStep(other, steps);
  const order = Array.from({ length: steps }, (_, i) => i);
  [order[step], order[other]] = [other, step];
  return takeSteps(message, order);
}

/**
 * The first round(ratio · steps) steps stay latent, each other comes as the token that it emits (the
 * curriculum's mixture: `curriculum` in models/interlat_models/actor.py).
 */
export function spliceSteps(message: EditableMessage, ratio: number): EditableMessage {
  const { dim, latents, places, tail } = message;
  const kept = Math.round(ratio * places.length);
  const words = places.slice(kept).filter((place) => place !== null);
  return {
    dim,
    latents: latents.slice(0, kept * dim),
    places: places.slice(0, kept),
    tail: [...words, ...tail],
  };
}

/**
 * (1 − amount) of this message and amount of another `[otherSteps, dim]`, step by step and as long as
 * the shorter of the two. Amount 0 is no edit: the message stays whole, bit for bit.
 */
export function interpolateSteps(
  message: EditableMessage,
  other: Float32Array,
  amount: number,
): EditableMessage {
  if (amount === 0) return message;
  const { dim, latents, tail } = message;
  const length = Math.min(latents.length, other.length);
  return {
    dim,
    latents: Float32Array.from(
      { length },
      (_, i) => (1 - amount) * (latents[i] as number) + amount * (other[i] as number),
    ),
    places: new Array<null>(length / dim).fill(null),
    tail,
  };
}

/**
 * Steps whose place in the CoT is chosen take the row of `states` `[tokens, dim]` for that place.
 * Throws a LabError 'bad-settings' where there is no such step.
 */
export function replaceSteps(
  message: EditableMessage,
  states: Float32Array,
  isChosen: (place: number) => boolean,
): EditableMessage {
  const { dim, places } = message;
  const latents = message.latents.slice();
  let replaced = 0;
  places.forEach((place, step) => {
    if (place === null || !isChosen(place)) return;
    latents.set(states.subarray(place * dim, (place + 1) * dim), step * dim);
    replaced++;
  });
  if (replaced > 0) return { ...message, latents };
  throw new LabError(
    'bad-settings',
    'None of the steps that would be made certain is in the message. Send it in full, or leave this edit out.',
  );
}

function takeSteps(message: EditableMessage, order: readonly number[]): EditableMessage {
  const { dim, latents, places } = message;
  return {
    ...message,
    latents: selectRows(latents, dim, order),
    places: order.map((step) => places[step] ?? null),
  };
}

function fillSteps(
  message: EditableMessage,
  from: number,
  to: number,
  row: Float32Array,
): EditableMessage {
  const latents = message.latents.slice();
  const places = [...message.places];
  for (let step = from; step < to; step++) {
    latents.set(row, step * message.dim);
    places[step] = null;
  }
  return { ...message, latents, places };
}

/** Throws a LabError 'bad-settings' for a stretch that is empty or leaves the message. */
function checkStretch({ places }: EditableMessage, from: number, to: number): void {
  if (!(from < to)) {
    const message = `From step ${from + 1} to step ${to} there is no step. Choose a later end.`;
    throw new LabError('bad-settings', message);
  }
  checkStep(from, places.length);
  checkStep(to - 1, places.length);
}
