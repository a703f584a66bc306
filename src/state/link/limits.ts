/** What a link may ask for. Whatever it says, what comes of it keeps within these. */
import * as v from 'valibot';
import { COVARIANCE_PERTURBATIONS, type Edit, type MessageSettings } from '../../lab/settings';
import { RunSettingsSchema } from '../../lab/trace-codec';

export const LIMITS = {
  /** Characters of the whole query; a longer one is not read. */
  query: 64_000,
  lanes: 4,
  steps: 50,
  /** Latent steps. */
  k: 256,
  seed: 2 ** 31 - 1,
  strength: 4,
  temperature: 10,
  /** Latent steps named, or a step's number. */
  latentSteps: 2048,
  edits: 16,
  /** How often a latent step is repeated. */
  times: 64,
  /** Characters of a chain of thought that is written by hand. */
  words: 2_000,
  /** Characters of a game's name. */
  game: 300,
} as const;

/** Perturbations that take the message's place: their strength is a share. */
const REPLACING: readonly string[] = COVARIANCE_PERTURBATIONS.filter(
  (kind) => kind !== 'cov-noise',
);

export function strongest(kind: string): number {
  return REPLACING.includes(kind) ? 1 : LIMITS.strength;
}

const within = (value: number, least: number, most: number): boolean =>
  value >= least && value <= most;

const whole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && within(value, least, most);

function editWithin(edit: Edit): boolean {
  const last = LIMITS.latentSteps;
  switch (edit.kind) {
    case 'remove':
    case 'zero':
    case 'average':
      return edit.from <= edit.to && edit.to <= last;
    case 'repeat':
      return edit.step < last && whole(edit.times, 1, LIMITS.times);
    case 'swap':
      return edit.step < last && edit.other < last;
    case 'splice':
      return within(edit.ratio, 0, 1);
    case 'interpolate':
      return within(edit.amount, 0, 1) && edit.game.length <= LIMITS.game;
    case 'certain':
      return true;
  }
}

function perturbationWithin({ perturbation }: MessageSettings): boolean {
  if (perturbation.kind === 'none') return true;
  if (!whole(perturbation.seed, 0, LIMITS.seed)) return false;
  if (!('strength' in perturbation)) return true;
  const { strength, steps = [] } = perturbation;
  return (
    within(strength, 0, strongest(perturbation.kind)) &&
    steps.length <= LIMITS.latentSteps &&
    steps.every((step) => step < LIMITS.latentSteps)
  );
}

export function laneWithin(lane: MessageSettings): boolean {
  const { channel, compression, k, ratio, edits = [], words = '', senderGame = '' } = lane;
  return (
    (channel === 'latent' || compression === 'full') &&
    whole(k, 1, LIMITS.k) &&
    within(ratio, 0, 1) &&
    perturbationWithin(lane) &&
    edits.length <= LIMITS.edits &&
    edits.every(editWithin) &&
    words.length <= LIMITS.words &&
    senderGame.length <= LIMITS.game
  );
}

/** Settings that a link, or a run that came from elsewhere, may bring. */
export const SharedSettingsSchema = v.pipe(
  RunSettingsSchema,
  v.check(({ game, stepBudget, sampling, lanes }) => {
    const drawn =
      sampling === undefined ||
      (sampling.temperature > 0 &&
        sampling.temperature <= LIMITS.temperature &&
        sampling.topP > 0 &&
        sampling.topP <= 1 &&
        whole(sampling.seed, 0, LIMITS.seed));
    return (
      drawn &&
      game.length <= LIMITS.game &&
      within(stepBudget, 1, LIMITS.steps) &&
      within(lanes.length, 1, LIMITS.lanes) &&
      lanes.every(laneWithin)
    );
  }, 'The settings are beyond what this page plays'),
);
