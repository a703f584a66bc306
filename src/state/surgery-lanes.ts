/**
 * Where a change to a message goes, so that the lane it is compared with stays: one rule for surgery,
 * for the disturbances of the rail and for the article.
 */
import type { MessageSettings, Perturbation } from '../lab/settings';
import { counterpart, isChanged } from './disturbance';
import { fullMessage, MOST_LANES } from './lane-settings';
import { changedByHand, settingsBefore, withWords } from './surgery';

/** Into a new lane beside the chosen one, into that lane itself, or in place of the lane of this number. */
export type Destination = 'beside' | 'here' | number;

/** Lanes after a change, and where the change is now. */
export interface Placed {
  readonly lanes: readonly MessageSettings[];
  readonly lane: number;
  /**
   * `gone`: the lane had been made for changes that it has no more, and was taken away; `back`: the lane
   * that had given way to it is in its place again.
   */
  readonly kind: 'beside' | 'here' | 'replaced' | 'gone' | 'back';
}

/** Of a change that took another lane's place: that lane's settings. */
const gaveWay = new WeakMap<MessageSettings, MessageSettings>();

/** Everything that can be chosen: a new lane, or, where there is no room, any other lane's place. */
export function destinations(lanes: readonly MessageSettings[], lane: number): Destination[] {
  const others = lanes.flatMap((_, other) => (other === lane ? [] : [other]));
  return [...(lanes.length < MOST_LANES ? (['beside'] as const) : others), 'here'];
}

/** What is lost with a lane: the least first. An experiment on `kept` itself is the least. */
function loss(lanes: readonly MessageSettings[], lane: number, kept: number): number {
  const settings = lanes[lane];
  if (settings === undefined || settings.channel === 'human') return 5;
  if (isChanged(settings)) return counterpart(lanes, lane) === kept ? 0 : 3;
  const needed = lanes.some((other, at) => isChanged(other) && counterpart(lanes, at) === lane);
  if (needed) return 4;
  return settings.channel === 'none' ? 1 : 2;
}

/** The lane that is missed least, of those that are not `kept`; of equals the last. */
export function leastMissed(
  lanes: readonly MessageSettings[],
  kept: readonly [number, ...number[]],
): number | null {
  const others = lanes.flatMap((_, lane) => (kept.includes(lane) ? [] : [lane]));
  const cost = (lane: number): number => loss(lanes, lane, kept[0]);
  const [first, ...rest] = others.toReversed();
  if (first === undefined) return null;
  return rest.reduce((best, lane) => (cost(lane) < cost(best) ? lane : best), first);
}

/**
 * Unless a person says otherwise: a lane that was changed already, or that has its like, is changed
 * itself; any other stays to compare with.
 */
export function usualDestination(lanes: readonly MessageSettings[], lane: number): Destination {
  const settings = lanes[lane];
  if (settings === undefined || isChanged(settings)) return 'here';
  if (counterpart(lanes, lane) !== null) return 'here';
  if (lanes.length < MOST_LANES) return 'beside';
  return leastMissed(lanes, [lane]) ?? 'here';
}

/** The other lane whose message this one was made of by hand; null where there is none now. */
function originOf(
  lanes: readonly MessageSettings[],
  lane: number,
  changed: MessageSettings,
): number | null {
  // Undone to the last, it is the other lane's message itself.
  for (let at: MessageSettings | null = changed; at !== null; at = settingsBefore(at)) {
    const place = lanes.findIndex((other, index) => index !== lane && other === at);
    if (place >= 0) return place;
  }
  return null;
}

/** The lane in whose place the changes of these settings began; null where they began in their own. */
function replacedBy(settings: MessageSettings): MessageSettings | null {
  for (let at: MessageSettings | null = settings; at !== null; at = settingsBefore(at)) {
    const replaced = gaveWay.get(at);
    if (replaced !== undefined) return replaced;
  }
  return null;
}

/** `changed` is made of the settings of `lane`. Lanes that stay are the same objects. */
export function placed(
  lanes: readonly MessageSettings[],
  lane: number,
  changed: MessageSettings,
  destination: Destination,
): Placed {
  if (destination === 'beside') {
    const next = lane + 1;
    return { lanes: lanes.toSpliced(next, 0, changed), lane: next, kind: 'beside' };
  }
  const old = lanes[destination === 'here' ? lane : destination];
  if (destination !== 'here') {
    if (old !== undefined && destination !== lane) gaveWay.set(changed, old);
    return {
      lanes: lanes.with(destination, changed),
      lane: destination,
      kind: destination === lane ? 'here' : 'replaced',
    };
  }
  const origin = isChanged(changed) ? null : originOf(lanes, lane, changed);
  if (origin === null) return { lanes: lanes.with(lane, changed), lane, kind: 'here' };
  const replaced = old === undefined ? null : replacedBy(old);
  if (replaced !== null) return { lanes: lanes.with(lane, replaced), lane: origin, kind: 'back' };
  const left = lanes.toSpliced(lane, 1);
  return { lanes: left, lane: origin > lane ? origin - 1 : origin, kind: 'gone' };
}

/**
 * The lanes with the message of `lane` disturbed so, where a change usually goes. With `none` a lane that
 * was made for its disturbance is taken away, or gives its place back; null where there is no such lane.
 */
export function withDisturbance(
  lanes: readonly MessageSettings[],
  lane: number,
  perturbation: Perturbation,
): Placed | null {
  const settings = lanes[lane];
  if (settings === undefined) return null;
  const changed = changedByHand(settings, { ...settings, perturbation });
  return placed(lanes, lane, changed, usualDestination(lanes, lane));
}

/**
 * Where words by hand go as text: a text lane that sends such words already, else a new lane, beside
 * the sender's own words; where there is no room, in place of the lane that is missed least. Null
 * where no lane can give way.
 */
export function textDestination(
  lanes: readonly MessageSettings[],
  kept: number,
): { readonly lane: number; readonly destination: Destination } | null {
  const written = lanes.findIndex(
    ({ channel, words }) => channel === 'text' && words !== undefined,
  );
  if (written >= 0) return { lane: written, destination: 'here' };
  const text = lanes.findIndex((lane) => lane.channel === 'text' && !isChanged(lane));
  const lane = text >= 0 ? text : lanes.length - 1;
  if (lanes.length < MOST_LANES) return { lane, destination: 'beside' };
  const place = leastMissed(lanes, text >= 0 ? [text, kept] : [kept]);
  return place === null ? null : { lane, destination: place };
}

/** The lanes with `words` sent as text; null where there is no room. */
export function withText(
  lanes: readonly MessageSettings[],
  kept: number,
  words: string,
): Placed | null {
  const to = textDestination(lanes, kept);
  const beside = to && lanes[to.lane];
  if (!to || !beside) return null;
  const own = beside.channel === 'text' ? beside : fullMessage('text');
  return placed(lanes, to.lane, withWords(own, words), to.destination);
}

/**
 * Every lane as its sender writes it; lanes that were made for words by hand are taken away, and those
 * that gave way to them are back.
 */
export function withoutWords(
  lanes: readonly MessageSettings[],
  lane: number,
): { readonly lanes: readonly MessageSettings[]; readonly lane: number } {
  const last = lanes.findLastIndex(({ words }) => words !== undefined);
  const settings = lanes[last];
  if (settings === undefined) return { lanes, lane };
  const next = placed(lanes, last, withWords(settings, null), 'here');
  if (next.kind === 'here') return withoutWords(next.lanes, lane);
  if (next.kind === 'back') return withoutWords(next.lanes, lane === last ? next.lane : lane);
  return withoutWords(next.lanes, lane === last ? next.lane : lane - (lane > last ? 1 : 0));
}
