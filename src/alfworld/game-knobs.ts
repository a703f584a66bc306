import { LabError } from '../shared/errors';
import type { Difficulty, GameName } from './game-name';

/** One thing about a game that can be set apart from its preset. */
export interface Knob {
  /** As in names: `standard+places=30`. */
  readonly key: KnobKey;
  /** One sentence for whoever sets it on the command line; the page has its own. */
  readonly hint: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** What each preset has without the knob; null where it is drawn for each scene or game. */
  readonly preset: Readonly<Record<Difficulty, number | null>>;
}

export type KnobKey = 'places' | 'others' | 'usual';

/** Knobs of a game that differ from its preset; none for a game that is all preset. */
export type Knobs = Readonly<Partial<Record<KnobKey, number>>>;

export const NO_KNOBS: Knobs = {};

/** In the order in which names write them. */
export const KNOBS: readonly Knob[] = [
  {
    key: 'places',
    hint: 'How many receptacles the room has.',
    least: 8,
    most: 40,
    step: 1,
    preset: { standard: null, realistic: null },
  },
  {
    key: 'others',
    hint: 'How many objects lie about that the task does not ask for.',
    least: 0,
    most: 30,
    step: 1,
    preset: { standard: null, realistic: null },
  },
  {
    key: 'usual',
    hint: 'How often the target lies where its class belongs; 1 is always, 0 anywhere.',
    least: 0,
    most: 1,
    step: 0.05,
    preset: { standard: 0, realistic: 1 },
  },
];

/** What a game has: its own setting or its preset's; null where it is drawn. */
export function knobValue(
  key: KnobKey,
  { knobs, difficulty }: Pick<GameName, 'knobs' | 'difficulty'>,
): number | null {
  return knobs[key] ?? KNOBS.find((knob) => knob.key === key)?.preset[difficulty] ?? null;
}

/** The number itself, or a LabError 'bad-game-name' that says what the knob accepts. */
export function checkKnob({ key, least, most, step }: Knob, value: number): number {
  const steps = Math.round(value / step);
  const onStep = Math.abs(value / step - steps) < 1e-9;
  if (value >= least && value <= most && onStep) return Number((steps * step).toFixed(2));
  throw new LabError(
    'bad-game-name',
    `“${key}=${value}” is not possible. ${key} accepts ${step === 1 ? 'a whole number' : 'a number'} from ${least} to ${most}${step === 1 ? '' : ` in steps of ${step}`}.`,
  );
}

/**
 * The knobs that differ from the preset, each checked. Setting a knob to what the preset has anyway
 * leaves it out. Throws a LabError 'bad-game-name'.
 */
export function checkKnobs(knobs: Knobs, difficulty: Difficulty): Knobs {
  const kept: Partial<Record<KnobKey, number>> = {};
  for (const knob of KNOBS) {
    const value = knobs[knob.key];
    if (value === undefined) continue;
    const checked = checkKnob(knob, value);
    if (checked !== knob.preset[difficulty]) kept[knob.key] = checked;
  }
  return kept;
}

/** `+places=30+usual=0.5`; nothing where there are no knobs. */
export function formatKnobs(knobs: Knobs): string {
  return KNOBS.map(({ key }) => (knobs[key] === undefined ? '' : `+${key}=${knobs[key]}`)).join('');
}

/** Reads `places=30`, `usual=0.5` … in any order. Throws a LabError 'bad-game-name'. */
export function parseKnobs(parts: readonly string[], difficulty: Difficulty): Knobs {
  const knobs: Partial<Record<KnobKey, number>> = {};
  for (const part of parts) {
    const [key = '', text = '', ...rest] = part.split('=');
    const knob = KNOBS.find((one) => one.key === key);
    if (!knob) {
      const choices = KNOBS.map((one) => one.key).join(', ');
      throw new LabError('bad-game-name', `The knob “${key}” does not exist. Choose ${choices}.`);
    }
    if (knobs[knob.key] !== undefined) {
      throw new LabError('bad-game-name', `The knob “${key}” is set twice. Leave one out.`);
    }
    const value = rest.length === 0 && /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value)) {
      const range = `${knob.least} to ${knob.most}`;
      throw new LabError('bad-game-name', `“${part}” is not a knob. Write ${key}= and ${range}.`);
    }
    knobs[knob.key] = value;
  }
  return checkKnobs(knobs, difficulty);
}
