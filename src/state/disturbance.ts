/** Which disturbances a message can get, their settings, and the one that stands undisturbed beside it. */
import {
  type Channel,
  type MessageSettings,
  type Perturbation,
  SCOPES,
  type Scope,
} from '../lab/settings';

export type PerturbationKind = Perturbation['kind'];
export type Disturbance = Exclude<PerturbationKind, 'none'>;
/** What is computed from the message's own numbers, with a strength. */
export type Noise = Extract<Perturbation, { readonly strength: number }>;

const OTHER_MESSAGES = ['cross-task', 'same-type'] as const satisfies readonly Disturbance[];
const NOISES = [
  'white-noise',
  'cov-noise',
  'cov-gauss-zero',
  'cov-gauss-mean',
  'random-rotation',
] as const satisfies readonly Disturbance[];

export const SCOPE_OPTIONS: readonly Scope[] = SCOPES;

/** In the order of the paper's table. Words are only exchanged, not computed with. */
export function disturbancesOf(channel: Channel): readonly Disturbance[] {
  if (channel === 'text') return OTHER_MESSAGES;
  return channel === 'latent' ? [...OTHER_MESSAGES, ...NOISES] : [];
}

export interface StrengthRange {
  readonly most: number;
  /** Of the slider. */
  readonly step: number;
  /** The strengths that the paper measured. */
  readonly paper: readonly number[];
}

/** Noise that is added may be louder than the message; what takes its place is at most all of it. */
export function strengthRange(kind: Noise['kind']): StrengthRange {
  if (kind === 'white-noise') return { most: 4, step: 0.1, paper: [1] };
  if (kind === 'cov-noise') return { most: 4, step: 0.1, paper: [0.5, 1] };
  return { most: 1, step: 0.05, paper: [1] };
}

/** Null where the perturbation has no strength. */
export function noiseOf(perturbation: Perturbation): Noise | null {
  return 'strength' in perturbation ? perturbation : null;
}

/** Another kind, keeping of the old one what the new one has too. */
export function changeKind(old: Perturbation, kind: PerturbationKind): Perturbation {
  if (kind === 'none') return { kind };
  const seed = old.kind === 'none' ? 1 : old.seed;
  if (kind === 'cross-task' || kind === 'same-type') return { kind, seed };
  const before = noiseOf(old);
  const strength = Math.min(before?.strength ?? 1, strengthRange(kind).most);
  const steps = before?.steps ? { steps: before.steps } : {};
  if (kind === 'white-noise') return { kind, strength, seed, ...steps };
  const scope = before !== null && 'scope' in before ? before.scope : 'corpus';
  return { kind, scope, strength, seed, ...steps };
}

/** A stretch of steps, from 0, `to` not included; null: all of them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function stretchOf({ steps }: Noise): Stretch | null {
  if (!steps || steps.length === 0) return null;
  return { from: Math.min(...steps), to: Math.max(...steps) + 1 };
}

export function withStretch(noise: Noise, stretch: Stretch | null): Noise {
  const { steps: _, ...rest } = noise;
  if (stretch === null) return rest;
  const length = Math.max(1, stretch.to - stretch.from);
  return { ...rest, steps: Array.from({ length }, (_step, i) => stretch.from + i) };
}

/** The paper's names, the same in every language. */
const MARKS: Readonly<Record<Disturbance, string>> = {
  'cross-task': 'CrossTask',
  'same-type': 'SameType',
  'white-noise': 'WhiteNoise',
  'cov-noise': 'CovNoise',
  'cov-gauss-zero': 'CovGauss 0μ',
  'cov-gauss-mean': 'CovGauss μ',
  'random-rotation': 'RandomRot',
};

/** `WhiteNoise 1`, `CrossTask`; empty where nothing disturbs the message. */
export function disturbanceMark({ perturbation }: MessageSettings): string {
  if (perturbation.kind === 'none') return '';
  const noise = noiseOf(perturbation);
  const added = perturbation.kind === 'white-noise' || perturbation.kind === 'cov-noise';
  const strength = noise !== null && (added || noise.strength !== 1) ? ` ${noise.strength}` : '';
  return MARKS[perturbation.kind] + strength;
}

/** How many changes by hand a message has. */
export function countEdits({ edits = [], words, senderGame }: MessageSettings): number {
  return edits.length + (words === undefined ? 0 : 1) + (senderGame === undefined ? 0 : 1);
}

export function isChanged(settings: MessageSettings): boolean {
  return settings.perturbation.kind !== 'none' || countEdits(settings) > 0;
}

/** The same message as the sender wrote it. */
export function undisturbed({ channel, compression, k, ratio }: MessageSettings): MessageSettings {
  return { channel, compression, k, ratio, perturbation: { kind: 'none' } };
}

function isShortenedAlike(one: MessageSettings, other: MessageSettings): boolean {
  if (one.channel !== other.channel || one.compression !== other.compression) return false;
  if (one.compression === 'full') return true;
  return one.compression === 'truncated' ? one.ratio === other.ratio : one.k === other.k;
}

/** The lane with the same message as the sender wrote it; null where there is none. */
export function counterpart(lanes: readonly MessageSettings[], lane: number): number | null {
  const settings = lanes[lane];
  if (settings === undefined) return null;
  const place = lanes.findIndex(
    (other, index) => index !== lane && !isChanged(other) && isShortenedAlike(settings, other),
  );
  return place < 0 ? null : place;
}
