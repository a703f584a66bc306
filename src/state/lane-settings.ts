/** What can be sent to a lane's actor, and how it is called on screen. */
import {
  CHANNELS,
  type Channel,
  COMPRESSIONS,
  type Compression,
  type MessageSettings,
} from '../lab/settings';
import { countEdits, disturbanceMark, isChanged } from './disturbance';

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

/** What reaches the actor is not what its sender wrote for this game: such a lane is hatched. */
export function isPerturbed(settings: MessageSettings): boolean {
  return (settings.channel === 'latent' || settings.channel === 'text') && isChanged(settings);
}

/**
 * The lanes' names, told apart where two lanes use the same channel; what was done to a message is
 * always named: `Latent 8 trained, RandomRot`.
 */
export function laneNames(lanes: readonly MessageSettings[]): string[] {
  const plain = lanes.map((lane) => CHANNEL_NAMES[lane.channel]);
  const named = lanes.map((lane, index) => {
    const name = plain[index] ?? '';
    const alone = plain.filter((other) => other === name).length === 1;
    const longer = alone ? name : [name, describeCompression(lane)].filter(Boolean).join(' ');
    if (!isPerturbed(lane)) return longer;
    const edited = countEdits(lane) > 0 ? 'edited' : '';
    return [longer, disturbanceMark(lane), edited].filter(Boolean).join(', ');
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
