/** What can be sent to a lane's actor, and how it is called on screen. */
import {
  CHANNELS,
  type Channel,
  COMPRESSIONS,
  type Edit,
  type MessageSettings,
  type Perturbation,
} from '../lab/settings';
import { ENGLISH } from '../words/english/english';
import type { Words } from '../words/words';
import { disturbanceMark, isChanged, noiseOf, stretchOf } from './disturbance';

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

/** `full`, `K = 8`, `first 50%`; empty where there is nothing to choose. */
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

/** How a lane is called: whole, and in the parts that plots set under each other. */
export interface LaneTitle {
  /** `Latent K = 8, RandomRot`: no two lanes have the same. */
  readonly name: string;
  /** What stands beside the channel's name: `K = 8, RandomRot`; empty where there is nothing. */
  readonly detail: string;
  /** For a row with its channel's mark, where there is little room: `RandomRot`. */
  readonly short: string;
}

/**
 * The lanes' titles, told apart where two lanes use the same channel. What was done to a message is
 * always named; what it was done with, and the lane's number, only where names would else be equal.
 */
export function laneTitles(lanes: readonly MessageSettings[], words: LaneWords): LaneTitle[] {
  const called = lanes.map((lane) => [...changesOf(lane, words)]);
  const lengths = lanes.map((lane) => describeCompression(lane, words));
  const keyOf = (index: number): string =>
    [lanes[index]?.channel, lengths[index], ...(called[index] ?? [])].join('\n');
  const alike = (index: number): number[] =>
    lanes.flatMap((_, other) => (keyOf(other) === keyOf(index) ? [other] : []));
  const close = lanes.map((_, index) => alike(index));
  lanes.forEach((lane, index) => {
    const others = (close[index] ?? []).flatMap((other) => lanes[other] ?? []);
    if (others.length > 1) called[index]?.push(...differences(lane, others, words));
  });
  const equal = lanes.map((_, index) => alike(index).length > 1);
  const titles = lanes.map((lane, index): LaneTitle => {
    const channel = words.channels[lane.channel];
    const length = lengths[index] ?? '';
    const alone = lanes.filter((other) => other.channel === lane.channel).length === 1;
    const number = equal[index] ? [words.numbered(index + 1)] : [];
    const rest = [...(called[index] ?? []), ...number];
    const longer = alone || length === '' ? channel : words.named(channel, length);
    return {
      name: [longer, ...rest].join(words.comma),
      detail: [length, ...rest].filter((part) => part !== '').join(words.comma),
      short: rest.join(words.comma) || (alone ? channel : length || channel),
    };
  });
  return titles.map((title) => {
    const unique = titles.filter(({ short }) => short === title.short).length === 1;
    return unique ? title : { ...title, short: title.name };
  });
}

/** The lanes' names: see `laneTitles`. */
export const laneNames = (lanes: readonly MessageSettings[], words: LaneWords): string[] =>
  laneTitles(lanes, words).map(({ name }) => name);

/** What tells the disturbance of a lane from those of others that are called the same. */
function differences(
  { perturbation }: MessageSettings,
  others: readonly MessageSettings[],
  words: LaneWords,
): string[] {
  if (perturbation.kind === 'none') return [];
  const several = (of: (other: Perturbation) => unknown): boolean =>
    new Set(others.map((other) => of(other.perturbation))).size > 1;
  const scopeOf = (one: Perturbation) => ('scope' in one ? one.scope : '');
  const scope = scopeOf(perturbation);
  return [
    scope !== '' && several(scopeOf) ? words.scopes[scope] : '',
    several((one) => ('seed' in one ? one.seed : '')) ? words.seed(perturbation.seed) : '',
  ].filter((part) => part !== '');
}

/** What was done to a lane's message, as its name says it: `CovNoise 0.5`, `step 89 removed`. */
export function changesOf(lane: MessageSettings, words: LaneWords): string[] {
  return [disturbanceOf(lane, words), editsOf(lane, words)].filter((change) => change !== '');
}

/** `RandomRot`, `RandomRot at steps 3–9`; empty where nothing disturbs the message. */
export function disturbanceOf(lane: MessageSettings, words: LaneWords): string {
  const mark = disturbanceMark(lane);
  const noise = noiseOf(lane.perturbation);
  const stretch = noise && stretchOf(noise);
  return stretch ? words.atSteps(mark, words.steps(stretch.from + 1, stretch.to)) : mark;
}

/** `step 89 removed`, `2 steps swapped + words by hand`, `4 changes`; empty where there is none. */
export function editsOf(lane: MessageSettings, words: LaneWords): string {
  const { edits = [], words: byHand, senderGame } = lane;
  const said = [
    ...(senderGame === undefined ? [] : [words.edits.senderGame]),
    ...(byHand === undefined ? [] : [words.edits.words]),
    ...edits.map((edit) => describeEdit(edit, words)),
  ];
  return said.length > 2 ? words.edits.several(said.length) : said.join(' + ');
}

function describeEdit(edit: Edit, { edits: words, steps }: LaneWords): string {
  switch (edit.kind) {
    case 'remove':
    case 'zero':
    case 'average':
      return words[edit.kind](steps(edit.from + 1, edit.to));
    case 'repeat':
      return words.repeat(edit.step + 1, edit.times);
    case 'swap':
      return words.swap(edit.step + 1, edit.other + 1);
    case 'splice':
      return words.splice(Math.round(100 * edit.ratio));
    case 'interpolate':
      return words.interpolate(Math.round(100 * edit.amount));
    case 'certain':
      return words.certain[edit.at];
  }
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
