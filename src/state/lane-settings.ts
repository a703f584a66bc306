/** What can be sent to a lane's actor, and how it is called on screen. */
import {
  CHANNELS,
  type Channel,
  COMPRESSIONS,
  type Compression,
  type MessageSettings,
} from '../lab/settings';
import { countEdits, disturbanceMark } from './disturbance';

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

/** The lanes' names, told apart where two lanes use the same channel. */
export function laneNames(lanes: readonly MessageSettings[]): string[] {
  const plain = lanes.map((lane) => CHANNEL_NAMES[lane.channel]);
  const exact = lanes.map((lane, index) =>
    [plain[index], describeCompression(lane)].filter((part) => part !== '').join(' '),
  );
  const whole = lanes.map((lane, index) =>
    [exact[index], disturbanceMark(lane), countEdits(lane) > 0 ? 'edited' : '']
      .filter((part) => part !== '')
      .join(', '),
  );
  return lanes.map((_, index) => {
    const name = plain[index] ?? '';
    if (plain.filter((other) => other === name).length === 1) return name;
    const longer = exact[index] ?? '';
    if (exact.filter((other) => other === longer).length === 1) return longer;
    const longest = whole[index] ?? '';
    if (whole.filter((other) => other === longest).length === 1) return longest;
    return `${longest}, lane ${index + 1}`;
  });
}

/** As many as fit beside each other. */
export const MOST_LANES = 4;

/** `168 vectors`, `1 token`, `nothing`. */
export function countPositions(channel: Channel, positions: number): string {
  if (channel === 'none' || channel === 'human') return 'nothing';
  const unit = channel === 'latent' ? 'vector' : 'token';
  return `${positions} ${unit}${positions === 1 ? '' : 's'}`;
}
