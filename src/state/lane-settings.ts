/** What can be sent to a lane's actor, and how it is called on screen. */
import {
  CHANNELS,
  type Channel,
  COMPRESSIONS,
  type Compression,
  type MessageSettings,
  type Perturbation,
} from '../lab/settings';

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  latent: 'Latent',
  text: 'CoT text',
  none: 'No message',
  human: 'You',
};

export const CHANNEL_OPTIONS = CHANNELS.map((value) => ({ value, label: CHANNEL_NAMES[value] }));

/** The ways to a shorter message. */
export const SHORTENINGS = COMPRESSIONS.filter((compression) => compression !== 'full');

/** What the four ways to a shorter message do, one sentence each. */
export const COMPRESSION_NOTES: Readonly<Record<Compression, string>> = {
  full: 'One hidden state for every token of the CoT.',
  trained: 'Latent steps of a sender trained to say it in so few.',
  untrained: 'Latent steps of the sender as it is, never trained to be brief.',
  kept: 'Hidden states of the full message, taken at even distances.',
  truncated: 'The first part of the full message.',
};

/** The whole message of this channel. */
export function fullMessage(channel: Channel): MessageSettings {
  return { channel, compression: 'full', k: 8, ratio: 0.5, perturbation: { kind: 'none' } };
}

export const DEFAULT_LANES: readonly MessageSettings[] = [
  fullMessage('latent'),
  fullMessage('text'),
  fullMessage('none'),
];

/** `full`, `8 trained`, `first 50%`; empty where there is nothing to choose. */
export function describeCompression({ channel, compression, k, ratio }: MessageSettings): string {
  if (channel !== 'latent') return '';
  if (compression === 'full') return 'full';
  if (compression === 'truncated') return `first ${Math.round(ratio * 100)}%`;
  return `${k} ${compression}`;
}

/** The perturbations as the paper calls them. */
const PERTURBATION_NAMES: Readonly<Record<Exclude<Perturbation['kind'], 'none'>, string>> = {
  'cross-task': 'CrossTask',
  'same-type': 'SameType',
  'white-noise': 'WhiteNoise',
  'cov-noise': 'CovNoise',
  'cov-gauss-zero': 'CovGauss 0µ',
  'cov-gauss-mean': 'CovGauss µ',
  'random-rotation': 'RandomRot',
};

/** `RandomRot`, `CovNoise 0.5`; the strength where it is not 1; empty where nothing is perturbed. */
export function describePerturbation({ perturbation }: MessageSettings): string {
  if (perturbation.kind === 'none') return '';
  const name = PERTURBATION_NAMES[perturbation.kind];
  const whole = !('strength' in perturbation) || perturbation.strength === 1;
  return whole ? name : `${name} ${perturbation.strength}`;
}

/** What reaches the actor is not what its sender wrote for this game: such a lane is hatched. */
export function isPerturbed({ channel, perturbation }: MessageSettings): boolean {
  return perturbation.kind !== 'none' && (channel === 'latent' || channel === 'text');
}

/**
 * The lanes' names, told apart where two lanes use the same channel; a perturbation is always named:
 * `Latent 8 trained, RandomRot`.
 */
export function laneNames(lanes: readonly MessageSettings[]): string[] {
  const plain = lanes.map((lane) => CHANNEL_NAMES[lane.channel]);
  const named = lanes.map((lane, index) => {
    const name = plain[index] ?? '';
    const alone = plain.filter((other) => other === name).length === 1;
    const longer = alone ? name : [name, describeCompression(lane)].filter(Boolean).join(' ');
    return isPerturbed(lane) ? `${longer}, ${describePerturbation(lane)}` : longer;
  });
  return named.map((name, index) =>
    named.filter((other) => other === name).length === 1 ? name : `${name}, lane ${index + 1}`,
  );
}

/** As many as fit beside each other. */
export const MOST_LANES = 4;

/** `168 vectors`, `1 token`, `nothing`. */
export function countPositions(channel: Channel, positions: number): string {
  if (channel === 'none' || channel === 'human') return 'nothing';
  const unit = channel === 'latent' ? 'vector' : 'token';
  return `${positions} ${unit}${positions === 1 ? '' : 's'}`;
}
