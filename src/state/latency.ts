/** Where communication time goes, and how it compares with the full-length latent message. */
import type { CommunicationTime, LaneTrace } from '../lab/trace';
import { countEdits } from './disturbance';

/** In the order in which they happen. */
export const LATENCY_PARTS = ['senderPrefill', 'generation', 'adapter', 'actorPrefill'] as const;

/** From the sender's prompt to the actor's first logits, ms. */
export function totalTime(time: CommunicationTime): number {
  return LATENCY_PARTS.reduce((sum, part) => sum + time[part], 0);
}

/**
 * The lane whose message the others are measured against: all hidden states, nothing by hand, and
 * undisturbed where there is such a one. Null where none is measured.
 */
export function fullLane(lanes: readonly LaneTrace[]): number | null {
  const full = lanes.flatMap(({ settings, communication }, lane) =>
    settings.channel === 'latent' &&
    settings.compression === 'full' &&
    countEdits(settings) === 0 &&
    communication !== null
      ? [lane]
      : [],
  );
  const undisturbed = full.find((lane) => lanes[lane]?.settings.perturbation.kind === 'none');
  return undisturbed ?? full[0] ?? null;
}

export interface LatencyRatio {
  readonly lane: number;
  /** How many times as long the full-length message took; null where this one took no time. */
  readonly generation: number | null;
  readonly endToEnd: number | null;
}

const ratio = (full: number, part: number): number | null => (part > 0 ? full / part : null);

/** Of every other lane that sends a message; empty without a full-length one. */
export function latencyRatios(lanes: readonly LaneTrace[]): LatencyRatio[] {
  const full = fullLane(lanes);
  const reference = full === null ? null : lanes[full]?.communication;
  if (!reference) return [];
  return lanes.flatMap(({ settings: { channel }, communication }, lane) =>
    lane === full || communication === null || channel === 'none' || channel === 'human'
      ? []
      : [
          {
            lane,
            generation: ratio(reference.generation, communication.generation),
            endToEnd: ratio(totalTime(reference), totalTime(communication)),
          },
        ],
  );
}

/** Groups of lanes whose sender worked once for all of them: its times are the very same numbers. */
export function sharedWork(lanes: readonly LaneTrace[]): number[][] {
  const groups = new Map<string, number[]>();
  lanes.forEach(({ communication }, lane) => {
    if (communication === null || communication.generation === 0) return;
    const key = `${communication.senderPrefill} ${communication.generation}`;
    groups.set(key, [...(groups.get(key) ?? []), lane]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}
