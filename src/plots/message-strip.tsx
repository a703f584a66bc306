import { range } from 'd3-array';
import type { Channel } from '../lab/settings';

export interface MessageStripProps {
  readonly channel: Channel;
  /** Positions the message takes in the actor's context. */
  readonly positions: number;
  /** Positions of the longest message in any lane: the strips share one scale. */
  readonly longest: number;
}

const HEIGHT = 12;

/** One mark for each position the actor reads: bars for vectors, dashes for tokens. */
export function MessageStrip({ channel, positions, longest }: MessageStripProps) {
  const width = Math.max(longest, 1);
  const mark = channel === 'latent' ? { y: 0, height: HEIGHT } : { y: HEIGHT / 2 - 1.5, height: 3 };
  return (
    <svg
      className="message-strip"
      data-channel={channel}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {range(positions).map((position) => (
        <rect key={position} x={position + 0.15} width={0.6} {...mark} />
      ))}
    </svg>
  );
}
