/** What can be sent to a lane's actor, and how it is called on screen. */
import { CHANNELS, type Channel, COMPRESSIONS, type MessageSettings } from '../lab/settings';
import { ENGLISH } from '../words/english/english';
import type { Words } from '../words/words';
import { countEdits, disturbanceMark, isChanged } from './disturbance';

type LaneWords = Words['lanes'];

export const CHANNEL_OPTIONS: readonly Channel[] = CHANNELS;

/** The ways to a shorter message. */
export const SHORTENINGS = COMPRESSIONS.filter((compression) => compression !== 'full');

/** The whole message of this channel. */
export function fullMessage(channel: Channel): MessageSettings {
  return { channel, compression: 'full', k: 8, ratio: 0.5, perturbation: { kind: 'none' } };
}

/** A message of `k` latent steps of the sender that was trained to be brief. */
export function trainedMessage(k: number): MessageSettings {
  return { ...fullMessage('latent'), compression: 'trained', k };
}

export const DEFAULT_LANES: readonly MessageSettings[] = [
  fullMessage('latent'),
  fullMessage('text'),
  fullMessage('none'),
];

/** `full`, `8 trained`, `first 50%`; empty where there is nothing to choose. */
export function describeCompression(
  { channel, compression, k, ratio }: MessageSettings,
  { lengths }: LaneWords,
): string {
  if (channel !== 'latent') return '';
  if (compression === 'full') return lengths.full;
  if (compression === 'truncated') return lengths.truncated(Math.round(ratio * 100));
  return lengths[compression](k);
}

/** What reaches the actor is not what its sender wrote for this game: such a lane is hatched. */
export function isPerturbed(settings: MessageSettings): boolean {
  return (settings.channel === 'latent' || settings.channel === 'text') && isChanged(settings);
}

/**
 * The lanes' names, told apart where two lanes use the same channel; what was done to a message is
 * always named: `Latent 8 trained, RandomRot`.
 */
export function laneNames(lanes: readonly MessageSettings[], words: LaneWords): string[] {
  const named = lanes.map((lane) => {
    const name = words.channels[lane.channel];
    const alone = lanes.filter(({ channel }) => channel === lane.channel).length === 1;
    const length = alone ? '' : describeCompression(lane, words);
    const longer = length === '' ? name : words.named(name, length);
    return isPerturbed(lane) ? [longer, ...changesOf(lane, words)].join(words.comma) : longer;
  });
  return named.map((name, index) => {
    const alone = named.filter((other) => other === name).length === 1;
    return alone ? name : [name, words.numbered(index + 1)].join(words.comma);
  });
}

/** What was done to a lane's message, as its name says it: `CovNoise 0.5`, `edited`. */
export function changesOf(lane: MessageSettings, words: LaneWords): string[] {
  const edited = countEdits(lane) > 0 ? words.edited : '';
  return [disturbanceMark(lane), edited].filter((change) => change !== '');
}

/** The lanes told apart, the same in every language: what is kept for a lane stays when it changes. */
export const laneKeys = (lanes: readonly MessageSettings[]): string[] =>
  laneNames(lanes, ENGLISH.lanes);

/** As many as fit beside each other. */
export const MOST_LANES = 4;

/** `168 vectors`, `1 token`, `nothing`. */
export function countPositions(channel: Channel, positions: number, words: LaneWords): string {
  if (channel === 'none' || channel === 'human') return words.nothing;
  return channel === 'latent' ? words.vectors(positions) : words.tokens(positions);
}
